// Segments: named filters of an avatar's fans, with how many they mean now and why some of them cannot be written to.
import { z } from "zod";
import { SegmentFilter, type SegmentFilterValue } from "../../domain/fans/segment-filter.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar, ownOnly } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { transact } from "../transact.ts";
import { type FoundSegment, findSegment } from "./find-segment.ts";
import { filterWords, SegmentFacts, segmentCard } from "./segment-card.ts";
import { countSegment, sampleSegment } from "./segment-query.ts";

const SAMPLE = 10;
const MOST_LISTED = 100;
const Name = z.string().trim().min(1).max(60);

const segmentSet = defineCommand({
  name: "segment.set",
  role: "manager",
  effect: "write",
  input: z.object({ avatar: z.string(), name: Name, ...SegmentFilter.shape }),
  output: SegmentFacts,
  positional: ["avatar", "name"],
  errors: ["not_found", "invalid_input"],
  run: async (context, { avatar: reference, name, ...given }) => {
    const avatar = await findAvatar(context, reference);
    const filter = SegmentFilter.parse(given);
    requireOrder(context, filter);
    const updatedAt = context.clock.now();
    const id = await transact(context, async (tx) => {
      const key = { avatarId_name: { avatarId: avatar.id, name } };
      const row = await tx.segment.upsert({
        where: key,
        create: {
          ...{ id: context.ids.next("segment"), avatarId: avatar.id, name, filter },
          ...{ createdById: context.actor.id, createdAt: updatedAt, updatedAt },
        },
        update: { filter, updatedAt },
      });
      return row.id;
    });
    return await factsOf(context, avatar, { id, name, filter });
  },
  view: (output, { actor }) =>
    segmentCard(output, actor.language, texts(actor.language).reach.segmentSaved(output.name)),
  subject: (_input, output) => output.id,
});

const segmentShow = defineCommand({
  name: "segment.show",
  role: "chatter",
  effect: "read",
  input: z.object({ avatar: z.string(), segment: z.string() }),
  output: SegmentFacts,
  positional: ["avatar", "segment"],
  errors: ["not_found"],
  run: async (context, { avatar: reference, segment }) => {
    const avatar = await findAvatar(context, reference);
    return await factsOf(context, avatar, await findSegment(context, avatar.id, segment));
  },
  view: (output, { actor }) => segmentCard(output, actor.language),
});

const segmentList = defineCommand({
  name: "segment.list",
  role: "chatter",
  effect: "read",
  input: z.object({ avatar: z.string().optional() }),
  output: z.object({
    segments: z.array(z.object({ id: z.string(), name: z.string(), avatar: z.string(), filter: SegmentFilter })),
  }),
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar: reference }) => {
    const avatar = reference ? await findAvatar(context, reference) : null;
    const rows = await context.database.prisma.segment.findMany({
      where: { avatar: ownOnly(context), ...(avatar ? { avatarId: avatar.id } : {}) },
      include: { avatar: { select: { slug: true } } },
      orderBy: [{ avatarId: "asc" }, { name: "asc" }],
      take: MOST_LISTED,
    });
    const segments = rows.map(({ id, name, filter, avatar: { slug } }) => ({
      ...{ id, name, avatar: slug },
      filter: SegmentFilter.parse(filter),
    }));
    return { segments };
  },
  view: ({ segments }, { actor }) => {
    const all = texts(actor.language);
    const words = all.reach;
    return {
      title: words.segmentList(segments.length),
      ...(segments.length === 0 ? { text: words.noSegments } : {}),
      table: {
        columns: [{ label: words.name }, { label: words.avatar }, { label: words.filter }],
        rows: segments.map(({ name, avatar, filter }) => [name, avatar, filterWords(filter, all)]),
      },
      buttons: segments.slice(0, 3).map(({ id, name, avatar }) => ({
        label: name,
        command: "segment.show",
        input: { avatar, segment: id },
      })),
    };
  },
});

const segmentRemove = defineCommand({
  name: "segment.remove",
  role: "manager",
  effect: "write",
  input: z.object({ avatar: z.string(), segment: z.string() }),
  output: z.object({ id: z.string(), name: z.string() }),
  positional: ["avatar", "segment"],
  errors: ["not_found"],
  run: async (context, { avatar: reference, segment }) => {
    const avatar = await findAvatar(context, reference);
    const { id, name } = await findSegment(context, avatar.id, segment);
    await transact(context, (tx) => tx.segment.deleteMany({ where: { id } }));
    return { id, name };
  },
  view: ({ name }, { actor }) => ({ title: texts(actor.language).reach.segmentRemoved(name), tone: "good" }),
  subject: (_input, output) => output.id,
});

async function factsOf(
  context: CommandContext,
  avatar: { readonly id: string; readonly slug: string },
  { id, name, filter }: FoundSegment,
) {
  const place = { avatarId: avatar.id, filter };
  const [counts, sample] = await Promise.all([countSegment(context, place), sampleSegment(context, place, {}, SAMPLE)]);
  return {
    ...{ id, name, avatar: avatar.slug, filter, fans: counts.fans, reachable: counts.reachable },
    leftOut: { ...counts.leftOut },
    sample: sample.map((row) => ({
      conversation: row.conversationId,
      name: row.displayName || `…${row.fanId.slice(-6)}`,
      ...{ platform: row.platform, language: row.language, stage: row.stage, score: row.score, reason: row.reason },
      lastWroteAt: row.lastInboundAt?.toISOString() ?? null,
    })),
  };
}

const SPANS = [
  ["scoreFrom", "scoreTo"],
  ["spentFrom", "spentTo"],
  ["silentFrom", "silentTo"],
] as const;

function requireOrder(context: CommandContext, filter: SegmentFilterValue): void {
  for (const [from, to] of SPANS)
    if ((filter[from] ?? 0) > (filter[to] ?? Number.POSITIVE_INFINITY))
      throw new AppError("invalid_input", texts(context.actor.language).reach.crossed, { field: from });
}

export const segmentCommands = [segmentSet, segmentList, segmentShow, segmentRemove];
