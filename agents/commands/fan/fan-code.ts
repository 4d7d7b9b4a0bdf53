// Send a fan a one-time code: typed in another channel, it shows that both are one person.
import { z } from "zod";
import { LINK_CODE_LIFE_MS } from "../../domain/fans/link-code.ts";
import { MINUTE_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { isLanguage, texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { fanName, findConversation } from "../conversation/find-conversation.ts";
import { sendNow } from "../conversation/send-now.ts";
import { lockFan } from "../limit/spend.ts";
import { freshLinkCode, hadTooManyCodes, writeLinkCode } from "../link-code/issue-link-code.ts";
import { transact } from "../transact.ts";

const MINUTES = LINK_CODE_LIFE_MS / MINUTE_MS;

export const fanCode = defineCommand({
  name: "fan.code",
  role: "chatter",
  effect: "write",
  input: z.object({ conversation: z.string().max(120) }),
  // Not the code: it is the fan's.
  output: z.object({ conversationId: z.string(), fan: z.string(), expiresAt: z.string() }),
  positional: ["conversation"],
  errors: ["not_found", "refused", "rate_limited"],
  run: async (context, input) => {
    const words = texts(context.actor.language).linking;
    const conversation = await findConversation(context, input.conversation);
    const { id: conversationId, avatarId, fanId, fan } = conversation;
    if (conversation.minorLockedAt || conversation.bannedAt || conversation.optedOutAt || fan.blockedAt)
      throw new AppError("refused", words.locked, { field: "conversation", reason: "locked" });
    const language = isLanguage(fan.language) ? fan.language : "en";
    const code = freshLinkCode(context);
    const now = context.clock.now();
    await transact(context, async (tx) => {
      await lockFan(tx, fanId);
      if (await hadTooManyCodes(tx, fanId, now))
        throw new AppError("rate_limited", words.tooManySent, { field: "conversation", remedy: words.tooManyRemedy });
      await writeLinkCode(context, tx, code, { avatarId, fanId, conversationId }, context.actor.id);
      await sendNow(context, tx, conversation, {
        ...{ kind: "operator", author: "operator", text: texts(language).linking.code(code, MINUTES) },
        operatorId: context.actor.id,
      });
    });
    return {
      conversationId,
      fan: fanName(conversation),
      expiresAt: new Date(now.getTime() + LINK_CODE_LIFE_MS).toISOString(),
    };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).linking;
    return { title: words.sent(output.fan, MINUTES), text: words.sentText, tone: "good" };
  },
  subject: (_input, output) => output.conversationId,
});
