// Follow-up sequences: what a fan who has been silent for a while is told, step by step; in the order help shows them.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { runOutreachOrder } from "../../work-orders/run-outreach.ts";
import { findAvatar, ownOnly } from "../avatar/find-avatar.ts";
import { requireLiving } from "../avatar/require-living.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import { campaignSums } from "../outreach/campaign-sums.ts";
import { callOff, moveCampaign } from "../outreach/move-campaign.ts";
import { findSegment } from "../segment/find-segment.ts";
import { transact } from "../transact.ts";
import { readGivenSteps, StepsInput } from "./read-steps.ts";
import { findSequence, SequenceFacts, sequenceCard, sequenceFacts } from "./sequence-facts.ts";

const MOST_LISTED = 50;
const One = z.object({ sequence: z.string() });

const sequenceSet = defineCommand({
  name: "sequence.set",
  role: "manager",
  effect: "write",
  input: z.object({
    avatar: z.string(),
    name: z.string().trim().min(1).max(60),
    segment: z.string(),
    steps: StepsInput,
  }),
  output: SequenceFacts,
  positional: ["avatar", "name", "segment", "steps"],
  errors: ["not_found", "refused", "invalid_input", "too_large"],
  run: async (context, { avatar: reference, name, segment: segmentName, steps: given }) => {
    const avatar = await findAvatar(context, reference);
    requireLiving(context, avatar);
    const segment = await findSegment(context, avatar.id, segmentName);
    const steps = readGivenSteps(context, given, avatar.id).map((step) => ({ ...step, texts: { ...step.texts } }));
    const data = { segment: segment.name, filter: segment.filter, steps, cursorAt: null, cursorId: "" };
    const id = await transact(context, async (tx) => {
      const { id } = await tx.sequence.upsert({
        where: { avatarId_name: { avatarId: avatar.id, name } },
        create: {
          ...{ ...data, id: context.ids.next("sequence"), avatarId: avatar.id, name },
          ...{ createdById: context.actor.id, createdAt: context.clock.now() },
        },
        update: data,
      });
      // What waits was meant by the former steps: who is silent still is taken up again.
      await tx.outreach.deleteMany({ where: { sequenceId: id, state: "queued" } });
      await enqueue(tx, context.ids, context.clock, runOutreachOrder, {});
      return id;
    });
    return await sequenceFacts(context, id);
  },
  view: (output, { actor }) => sequenceCard(output, actor.language),
  subject: (_input, output) => output.id,
});

const sequenceShow = defineCommand({
  name: "sequence.show",
  role: "analyst",
  effect: "read",
  input: One,
  output: SequenceFacts,
  positional: ["sequence"],
  errors: ["not_found"],
  run: async (context, { sequence }) => await sequenceFacts(context, sequence),
  view: (output, { actor }) => sequenceCard(output, actor.language),
});

const sequenceList = defineCommand({
  name: "sequence.list",
  role: "analyst",
  effect: "read",
  input: z.object({ avatar: z.string().optional() }),
  output: z.object({
    sequences: z.array(
      z.object({
        ...{ id: z.string(), name: z.string(), avatar: z.string(), segment: z.string() },
        state: z.enum(["running", "paused", "canceled", "done"]),
        ...{ sent: z.number(), answered: z.number(), bought: z.number(), optedOut: z.number() },
      }),
    ),
  }),
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar: reference }) => {
    const avatar = reference ? await findAvatar(context, reference) : null;
    const { prisma } = context.database;
    const rows = await prisma.sequence.findMany({
      where: { avatar: ownOnly(context), ...(avatar ? { avatarId: avatar.id } : {}) },
      include: { avatar: { select: { slug: true } } },
      orderBy: { createdAt: "desc" },
      take: MOST_LISTED,
    });
    const sums = await campaignSums(
      prisma,
      "sequence",
      rows.map(({ id }) => id),
    );
    const sequences = rows.map(({ id, name, segment, state, avatar: { slug } }) => {
      const own = sums.filter(({ campaignId }) => campaignId === id);
      const total = (key: "sent" | "answered" | "bought" | "optedOut") => own.reduce((sum, row) => sum + row[key], 0);
      return {
        ...{ id, name, avatar: slug, segment, state, sent: total("sent"), answered: total("answered") },
        ...{ bought: total("bought"), optedOut: total("optedOut") },
      };
    });
    return { sequences };
  },
  view: ({ sequences }, { actor }) => {
    const words = texts(actor.language).reach;
    const right = (label: string) => ({ label, align: "right" as const });
    return {
      title: words.sequenceList(sequences.length),
      ...(sequences.length === 0 ? { text: words.noSequences } : {}),
      table: {
        columns: [
          ...[{ label: words.name }, { label: words.avatar }, { label: words.segment }, { label: words.state }],
          ...[right(words.sent), right(words.answered), right(words.bought), right(words.optedOut)],
        ],
        rows: sequences.map((row) => [
          ...[row.name, row.avatar, row.segment, words.states[row.state]],
          ...[row.sent, row.answered, row.bought, row.optedOut].map(String),
        ]),
      },
      buttons: sequences.slice(0, 3).map(({ id, name }) => ({
        label: name,
        command: "sequence.show",
        input: { sequence: id },
      })),
    };
  },
});

function moveCommand(move: "pause" | "resume"): AnyCommand {
  return defineCommand({
    name: `sequence.${move}`,
    role: "manager",
    effect: "write",
    input: One,
    output: SequenceFacts,
    positional: ["sequence"],
    errors: ["not_found", "conflict"],
    run: async (context, { sequence }) => {
      const found = await findSequence(context, sequence);
      await moveCampaign(context, "sequence", found, move);
      return await sequenceFacts(context, found.id);
    },
    view: (output, { actor }) => sequenceCard(output, actor.language),
    subject: (_input, output) => output.id,
  });
}

const sequenceRemove = defineCommand({
  name: "sequence.remove",
  role: "manager",
  effect: "write",
  input: One,
  output: z.object({ id: z.string(), name: z.string() }),
  positional: ["sequence"],
  errors: ["not_found"],
  run: async (context, { sequence }) => {
    const { id, name } = await findSequence(context, sequence);
    await transact(context, async (tx) => {
      await callOff(tx, "sequence", id);
      await tx.sequence.deleteMany({ where: { id } });
    });
    return { id, name };
  },
  view: ({ name }, { actor }) => ({ title: texts(actor.language).reach.sequenceRemoved(name), tone: "good" }),
  subject: (_input, output) => output.id,
});

export const sequenceCommands: readonly AnyCommand[] = [
  sequenceSet,
  sequenceShow,
  sequenceList,
  moveCommand("pause"),
  moveCommand("resume"),
  sequenceRemove,
];
