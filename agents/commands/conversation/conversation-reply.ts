// An operator answers as the avatar; the send gate judges a human's words too (trust C14).
import { z } from "zod";
import { speakable } from "../../domain/content/speech.ts";
import { detectLanguage } from "../../domain/fans/language.ts";
import { AppError } from "../../kernel/errors.ts";
import { isLanguage, texts } from "../../texts/texts.ts";
import { advanceConversation } from "../../work-orders/advance-conversation.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { HUMAN_TAKEOVER_MS } from "../inbound/receive-echo.ts";
import { transact } from "../transact.ts";
import { voiceKept } from "../voice/avatar-voice.ts";
import { requireFitWords } from "../voice/voice-try.ts";
import { findConversation } from "./find-conversation.ts";
import { requireMessagesLeft } from "./messages-left.ts";
import { textParts } from "./text-parts.ts";
import { askForVoice, canSpeak, VOICE, type VoiceNote } from "./voice-note.ts";

export const conversationReply = defineCommand({
  name: "conversation.reply",
  role: "chatter",
  effect: "write",
  input: z.object({
    conversation: z.string(),
    text: z.string().trim().min(1).max(900),
    /** Spoken by the avatar's voice; as text should that fail. */
    voice: z.boolean().optional(),
  }),
  output: z.object({ id: z.string(), outboundId: z.string() }),
  positional: ["conversation", "text"],
  errors: ["not_found", "refused", "not_configured"],
  run: async (context, { conversation: reference, text, voice }) => {
    const conversation = await findConversation(context, reference);
    const parts = textParts(context, conversation.account.platform, text);
    await requireMessagesLeft(context, conversation, parts.length);
    const id = context.ids.next("outbound");
    const spoken = voice === true ? await voiceNoteOf(context, conversation, id, text) : null;
    const now = context.clock.now();
    await transact(context, async (tx) => {
      const locked = await tx.conversation.update({
        where: { id: conversation.id },
        // Everything so far is answered by this; the machine stays quiet for a while.
        data: {
          answeredSeq: conversation.lastSeq,
          firstUnansweredAt: null,
          humanSince: now,
          waitingSince: null,
          alarms: 0,
          botPausedUntil: later(conversation.botPausedUntil, new Date(now.getTime() + HUMAN_TAKEOVER_MS)),
        },
      });
      const earlier = await tx.outboundMessage.count({
        where: { conversationId: conversation.id, upToSeq: locked.lastSeq },
      });
      await tx.outboundMessage.createMany({
        data: parts.map((part, index) => ({
          id: index === 0 ? id : context.ids.next("outbound"),
          conversationId: conversation.id,
          upToSeq: locked.lastSeq,
          ordinal: 100 + earlier + index,
          kind: "operator",
          author: "operator" as const,
          text: part,
          operatorId: context.actor.id,
          form: spoken ? VOICE : null,
          createdAt: now,
        })),
      });
      if (spoken) await askForVoice(context, tx, spoken);
      await enqueue(tx, context.ids, context.clock, advanceConversation, { conversationId: conversation.id });
    });
    return { id: conversation.id, outboundId: id };
  },
  view: (output, context) => ({
    title: texts(context.actor.language).fans.replied,
    tone: "good",
    buttons: [
      {
        label: texts(context.actor.language).common.open,
        command: "conversation.show",
        input: { conversation: output.id },
      },
    ],
  }),
  subject: (_input, output) => output.id,
});

/** @throws AppError `refused` for words no voice of ours says, `not_configured` where nobody speaks or the channel is mute */
async function voiceNoteOf(
  context: CommandContext,
  { id: conversationId, avatar, account, fan }: Awaited<ReturnType<typeof findConversation>>,
  outboundId: string,
  written: string,
): Promise<VoiceNote> {
  const language = detectLanguage(written, isLanguage(fan.language) ? fan.language : "en");
  const text = speakable(written, language);
  requireFitWords(context, written, text);
  const isOne = textParts(context, account.platform, written).length === 1;
  if (!isOne || !(await canSpeak(context, account.platform, avatar, language))) {
    const words = texts(context.actor.language).people;
    throw new AppError("not_configured", words.cannotSpeak, { field: "voice", remedy: words.cannotSpeakRemedy });
  }
  const request = { text, language, explicitness: 1, speed: voiceKept(avatar).speed } as const;
  return { outboundId, avatarId: avatar.id, conversationId, operatorId: context.actor.id, request };
}

/** A reply does not shorten a takeover. */
function later(one: Date | null, other: Date): Date {
  return one !== null && one > other ? one : other;
}
