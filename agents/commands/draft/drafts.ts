// Answers that wait for an operator's yes (autonomy "draft"): list, approve with or without another text, reject.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { advanceConversation } from "../../work-orders/advance-conversation.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { ownOnly } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { BROKE_OFF } from "../conversation/deliver.ts";
import { fanName } from "../conversation/find-conversation.ts";
import { transact } from "../transact.ts";
import type { CardButton } from "../view.ts";

const Row = z.object({
  id: z.string(),
  conversation: z.string(),
  fan: z.string(),
  text: z.string(),
  kind: z.string(),
  /** It was being sent when the answer was lost, and the platform cannot be asked. */
  brokeOff: z.boolean(),
});

export const draftList = defineCommand({
  name: "draft.list",
  role: "chatter",
  effect: "read",
  input: z.object({}),
  output: z.object({ drafts: z.array(Row) }),
  errors: [],
  run: async (context) => {
    const drafts = await context.database.prisma.outboundMessage.findMany({
      where: { state: "draft", kind: { not: "disclosure" }, conversation: { avatar: ownOnly(context) } },
      include: { conversation: { include: { fan: { include: { addresses: true } } } } },
      orderBy: { createdAt: "asc" },
      take: 20,
    });
    return {
      drafts: drafts.map((draft) => ({
        id: draft.id,
        conversation: draft.conversationId,
        fan: fanName(draft.conversation),
        text: draft.text,
        kind: draft.kind,
        brokeOff: draft.error === BROKE_OFF,
      })),
    };
  },
  view: (output, context) => {
    const words = texts(context.actor.language);
    return {
      title: words.fans.drafts(output.drafts.length),
      fields: output.drafts.map((draft) => ({
        label: draft.brokeOff ? words.fans.brokeOff(draft.fan) : draft.fan,
        value: draft.text,
      })),
      buttons: output.drafts.slice(0, 3).flatMap((draft): CardButton[] => [
        {
          label: `${words.common.approve}: ${draft.fan}`,
          command: "draft.approve",
          input: { draft: draft.id },
          style: "primary",
        },
        {
          label: words.common.edit,
          command: "draft.approve",
          input: { draft: draft.id },
          ask: { field: "text", label: words.fans.newText },
        },
        { label: words.common.reject, command: "draft.reject", input: { draft: draft.id }, style: "danger" },
      ]),
    };
  },
});

export const draftApprove = defineCommand({
  name: "draft.approve",
  role: "chatter",
  effect: "write",
  input: z.object({ draft: z.string(), text: z.string().trim().min(1).max(900).optional() }),
  output: z.object({ id: z.string() }),
  positional: ["draft", "text"],
  errors: ["not_found"],
  run: async (context, { draft: id, text }) => {
    const draft = await findDraft(context, id);
    await transact(context, async (tx) => {
      // What stands before it in the same answer (the disclosure) goes with it.
      const approved = await tx.outboundMessage.updateMany({
        where: {
          conversationId: draft.conversationId,
          upToSeq: draft.upToSeq,
          ordinal: { lte: draft.ordinal },
          state: "draft",
        },
        data: { state: "pending", operatorId: context.actor.id, error: null },
      });
      if (approved.count === 0) throw gone(context);
      if (text !== undefined)
        await tx.outboundMessage.update({
          where: { id: draft.id },
          data: { text, author: "operator", variantId: null },
        });
      await enqueue(tx, context.ids, context.clock, advanceConversation, { conversationId: draft.conversationId });
    });
    return { id: draft.id };
  },
  view: (_output, context) => ({ title: texts(context.actor.language).fans.draftApproved, tone: "good" }),
  subject: (_input, output) => output.id,
});

export const draftReject = defineCommand({
  name: "draft.reject",
  role: "chatter",
  effect: "write",
  input: z.object({ draft: z.string() }),
  output: z.object({ id: z.string() }),
  positional: ["draft"],
  errors: ["not_found"],
  run: async (context, { draft: id }) => {
    const draft = await findDraft(context, id);
    const rejected = await context.database.prisma.outboundMessage.updateMany({
      where: { conversationId: draft.conversationId, upToSeq: draft.upToSeq, state: "draft" },
      data: { state: "discarded", operatorId: context.actor.id },
    });
    if (rejected.count === 0) throw gone(context);
    return { id: draft.id };
  },
  view: (_output, context) => ({ title: texts(context.actor.language).fans.draftRejected }),
  subject: (_input, output) => output.id,
});

async function findDraft(context: CommandContext, id: string) {
  const draft = await context.database.prisma.outboundMessage.findFirst({
    where: { id, state: "draft", conversation: { avatar: ownOnly(context) } },
  });
  if (!draft) throw gone(context);
  return draft;
}

function gone(context: CommandContext): AppError {
  return new AppError("not_found", texts(context.actor.language).fans.draftNotFound, { field: "draft" });
}
