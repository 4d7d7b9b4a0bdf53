// Take a conversation over from the machine, and hand it back.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { HUMAN_TAKEOVER_MS } from "../inbound/receive-echo.ts";
import type { Card, CardButton } from "../view.ts";
import { findConversation } from "./find-conversation.ts";

const Input = z.object({ conversation: z.string() });
const Output = z.object({ id: z.string() });

export const conversationTake = defineCommand({
  name: "conversation.take",
  role: "chatter",
  effect: "write",
  input: Input,
  output: Output,
  positional: ["conversation"],
  errors: ["not_found"],
  run: async (context, { conversation: reference }) => {
    const conversation = await findConversation(context, reference);
    const now = context.clock.now();
    await context.database.prisma.conversation.update({
      where: { id: conversation.id },
      data: { autonomy: "off", humanSince: now, botPausedUntil: new Date(now.getTime() + HUMAN_TAKEOVER_MS) },
    });
    return { id: conversation.id };
  },
  view: (output, context) => {
    const { fans, handover } = texts(context.actor.language);
    const input = { conversation: output.id };
    const brief = { label: handover.brief, command: "conversation.brief", input, style: "primary" as const };
    return card(context, output.id, fans.tookOver(HUMAN_TAKEOVER_MS / 60_000), [brief]);
  },
  subject: (_input, output) => output.id,
});

export const conversationRelease = defineCommand({
  name: "conversation.release",
  role: "chatter",
  effect: "write",
  input: Input,
  output: Output,
  positional: ["conversation"],
  errors: ["not_found"],
  run: async (context, { conversation: reference }) => {
    const conversation = await findConversation(context, reference);
    await context.database.prisma.conversation.update({
      where: { id: conversation.id },
      data: { autonomy: null, botPausedUntil: null, handoverReason: null, failures: 0 },
    });
    return { id: conversation.id };
  },
  view: (output, context) => card(context, output.id, texts(context.actor.language).fans.handedBack),
  subject: (_input, output) => output.id,
});

function card(context: CommandContext, id: string, title: string, more: readonly CardButton[] = []): Card {
  return {
    title,
    tone: "good" as const,
    buttons: [
      { label: texts(context.actor.language).common.open, command: "conversation.show", input: { conversation: id } },
      ...more,
    ],
  };
}
