// Take a conversation over from the machine, until it is handed back or for a while, and hand it back.
import { z } from "zod";
import { SECOND_OPINION_VERSION } from "../../domain/trust/second-opinion.ts";
import { MINUTE_MS } from "../../kernel/clock.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { settleAgeDoubt } from "../fan/settle-age-doubt.ts";
import { transact } from "../transact.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { findConversation } from "./find-conversation.ts";
import { replyButton } from "./reply-button.ts";

/** For longer it is taken without an end. */
const LONGEST_MINUTES = 24 * 60;

const Input = z.object({ conversation: z.string() });
const Output = z.object({ id: z.string() });

export const conversationTake = defineCommand({
  name: "conversation.take",
  role: "chatter",
  effect: "write",
  /** Without minutes: until it is handed back. With them: the team is told before the machine speaks again. */
  input: Input.extend({ minutes: z.number().int().min(1).max(LONGEST_MINUTES).optional() }),
  output: Output.extend({ minutes: z.number().nullable() }),
  positional: ["conversation", "minutes"],
  errors: ["not_found"],
  run: async (context, { conversation: reference, minutes }) => {
    const conversation = await findConversation(context, reference);
    const now = context.clock.now();
    await context.database.prisma.conversation.update({
      where: { id: conversation.id },
      data: {
        humanSince: now,
        autonomy: minutes === undefined ? "off" : null,
        botPausedUntil: minutes === undefined ? null : new Date(now.getTime() + minutes * MINUTE_MS),
      },
    });
    return { id: conversation.id, minutes: minutes ?? null };
  },
  view: ({ id, minutes }, context) => {
    const all = texts(context.actor.language);
    const { fans, handover, common } = all;
    const input = { conversation: id };
    const answer = replyButton(id, all);
    return {
      title: minutes === null ? fans.tookOver : fans.tookOverFor(minutes),
      tone: "good" as const,
      answer,
      buttons: [
        { ...answer, style: "primary" as const },
        { label: handover.brief, command: "conversation.brief", input },
        { label: fans.handBack, command: "conversation.release", input },
        { label: common.open, command: "conversation.show", input },
      ],
    };
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
    const { id, fanId, handoverReason } = conversation;
    await transact(context, async (tx) => {
      await tx.conversation.update({
        where: { id },
        data: {
          ...{ autonomy: null, botPausedUntil: null, handoverReason: null, failures: 0, waitingSince: null, alarms: 0 },
          ...(handoverReason === "crisis_doubt" ? { noOfferUntil: null } : {}),
        },
      });
      // Who hands a conversation back has looked at what only the second opinion heard.
      if (!(await settleAgeDoubt(tx, fanId, "unknown"))) return;
      const by = { control: "C11", ruleVersion: SECOND_OPINION_VERSION, judged: "" };
      await appendTrustEvent(context, tx, id, { ...by, decision: `doubt_settled:${context.actor.id}` });
    });
    return { id };
  },
  view: ({ id }, context) => {
    const { fans, common } = texts(context.actor.language);
    const buttons = [{ label: common.open, command: "conversation.show", input: { conversation: id } }];
    return { title: fans.handedBack, tone: "good" as const, buttons };
  },
  subject: (_input, output) => output.id,
});
