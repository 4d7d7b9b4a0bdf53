// One conversation as a thread, with the score and its reasons.
import { z } from "zod";
import { shownBy } from "../../domain/fans/attachments.ts";
import { adviceFor } from "../../domain/fans/conversion-chance.ts";
import type { ScoreFactor } from "../../domain/fans/score.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { scoreLine, writtenDown } from "../fan/fan-card.ts";
import { lockOf, waitedMinutes } from "./conversation-list.ts";
import { fanName, findConversation } from "./find-conversation.ts";
import { messagesLeft } from "./messages-left.ts";
import { replyButton } from "./reply-button.ts";

const SHOWN = 20;

const Output = z.object({
  id: z.string(),
  fan: z.string(),
  avatar: z.string(),
  stage: z.string(),
  score: z.number(),
  chance: z.number(),
  lock: z.string().nullable(),
  /** The fan asked for their data to be deleted (trust C17). */
  erasureAskedAt: z.string().nullable(),
  autonomy: z.string().nullable(),
  tags: z.array(z.string()),
  notes: z.string(),
  waitedMinutes: z.number().nullable(),
  /** Messages the platform still takes until the fan writes again; null: it does not count. */
  messagesLeft: z.object({ most: z.number(), left: z.number(), free: z.number() }).nullable(),
  factors: z.array(z.custom<ScoreFactor>()),
  messages: z.array(z.object({ at: z.string(), author: z.string(), text: z.string(), kind: z.string() })),
});

export const conversationShow = defineCommand({
  name: "conversation.show",
  role: "chatter",
  effect: "read",
  input: z.object({ conversation: z.string() }),
  output: Output,
  positional: ["conversation"],
  errors: ["not_found"],
  run: async (context, { conversation: reference }) => {
    const conversation = await findConversation(context, reference);
    const messages = await context.database.prisma.message.findMany({
      where: { conversationId: conversation.id },
      orderBy: { seq: "desc" },
      take: SHOWN,
    });
    return {
      id: conversation.id,
      fan: fanName(conversation),
      avatar: conversation.avatar.name,
      stage: conversation.stage,
      score: conversation.score,
      chance: conversation.conversionChance,
      lock: lockOf(conversation),
      erasureAskedAt: conversation.erasureAskedAt?.toISOString() ?? null,
      autonomy: conversation.autonomy,
      tags: conversation.fan.tags,
      notes: conversation.fan.notes,
      waitedMinutes: waitedMinutes(conversation, context.clock.now()),
      messagesLeft: await messagesLeft(context, conversation),
      factors: Array.isArray(conversation.scoreReasons) ? (conversation.scoreReasons as unknown as ScoreFactor[]) : [],
      messages: messages.reverse().map((message) => ({
        at: message.sentAt.toISOString(),
        author: message.author,
        // What a machine saw on a picture is all there is of it.
        text: [message.text, ...shownBy(message)].filter(Boolean).join(" · "),
        kind: message.kind,
      })),
    };
  },
  view: (output, context) => {
    const all = texts(context.actor.language);
    const { fans: words, people, privacy } = all;
    const notes = [
      ...(output.lock ? [words.locked[output.lock as keyof typeof words.locked]] : []),
      ...(output.erasureAskedAt ? [privacy.askedNote] : []),
      ...(output.messagesLeft?.free === 0 ? [people.windowFull(output.messagesLeft.most)] : []),
    ];
    const name = (author: string) => {
      if (author === "fan") return output.fan;
      return author === "operator" ? words.you : output.avatar;
    };
    const input = { conversation: output.id };
    const answer = replyButton(output.id, all);
    return {
      title: `${output.fan} · ${output.avatar}`,
      fields: [
        { label: words.stage, value: words.stages[output.stage as keyof typeof words.stages] },
        {
          label: words.score,
          value: scoreLine(
            output.score,
            output.factors.map((row) => `${words.factors[row.factor]} ${Math.round(row.points)}`).join(", "),
            words,
          ),
        },
        {
          label: words.chance,
          value: `${Math.round(output.chance * 100)} % · ${words.advice[adviceFor(output.score, output.chance)]}`,
        },
        ...writtenDown(output, people),
        ...(output.waitedMinutes === null ? [] : [{ label: words.waiting, value: words.waits(output.waitedMinutes) }]),
        ...(output.messagesLeft === null
          ? []
          : [
              {
                label: people.messagesLeft,
                value: people.messagesLeftValue(output.messagesLeft.free, output.messagesLeft.most),
              },
            ]),
        ...output.messages.map((message) => ({
          label: `${message.at.slice(11, 16)} ${name(message.author)}`,
          value: message.text,
        })),
      ],
      ...(notes.length > 0 ? { tone: "warning" as const, note: notes.join("\n") } : {}),
      answer,
      buttons: [
        { ...answer, style: "primary" },
        { label: all.handover.brief, command: "conversation.brief", input },
        output.autonomy === "off"
          ? { label: words.handBack, command: "conversation.release", input }
          : { label: words.takeOver, command: "conversation.take", input },
        { label: words.fan, command: "fan.show", input: { fan: output.id } },
        ...(output.erasureAskedAt
          ? [{ label: privacy.erase, command: "fan.erase", input: { fan: output.id }, style: "danger" as const }]
          : []),
      ],
      live: { topic: `conversation:${output.id}`, command: "conversation.show", input, finished: false },
    };
  },
});
