// The example's content as rows: batches, pieces with their files, approvals, posts with invented numbers, the pack.
import type { Prisma } from "../../../prisma/client.ts";
import { INSIGHT_AGES_HOURS } from "../../domain/distribution/insight-ages.ts";
import { findPackStep } from "../../domain/sales/price-list.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../kernel/clock.ts";
import { usdFromCents } from "../../kernel/money.ts";
import type { Random } from "../../kernel/random.ts";
import type { ModerationVerdict } from "../../ports/moderator.ts";
import type { CommandContext } from "../context.ts";
import type { DrawnPiece } from "./draw-pieces.ts";
import { EXAMPLE_DAYS, EXAMPLE_PACK_STEP } from "./example-creator.ts";
import { channelsOf, type PlannedBatch } from "./plan-pieces.ts";

/** UTC hours of the posts: late afternoon and evening for an audience around Madrid (domain 6). */
const POST_HOURS = [12, 13, 14, 16, 17, 18] as const;
/** Pictures and posts are made up together: a first post reaches few people, the last one three times as many. */
const FIRST_REACH = 420;
const REACH_GROWTH = 2;
/** Two thirds of whom a post reaches see it within so long. */
const SPREAD_HOURS = 14;

export interface ContentPlace {
  readonly context: CommandContext;
  readonly avatarId: string;
  readonly accountId: string;
  readonly packId: string;
  readonly packName: string;
  readonly random: Random;
  readonly verdicts: ReadonlyMap<string, ModerationVerdict>;
}

export interface ContentRows {
  readonly batches: readonly Prisma.BatchCreateManyInput[];
  readonly assets: readonly Prisma.AssetCreateManyInput[];
  readonly pieces: readonly Prisma.PieceCreateManyInput[];
  readonly approvals: readonly Prisma.ApprovalCreateManyInput[];
  readonly posts: readonly Prisma.ScheduledPostCreateManyInput[];
  readonly insights: readonly Prisma.PostInsightCreateManyInput[];
  readonly pack: Prisma.PackCreateManyInput;
  readonly packPieces: readonly Prisma.PackPieceCreateManyInput[];
}

export function contentRows(
  place: ContentPlace,
  batches: readonly PlannedBatch[],
  drawn: readonly DrawnPiece[],
): ContentRows {
  const { context, avatarId } = place;
  const now = context.clock.now();
  const madeAt = new Map(batches.map(({ id, spec }) => [id, new Date(now.getTime() - spec.daysAgo * DAY_MS)]));
  const timeOf = ({ piece }: DrawnPiece) =>
    new Date((madeAt.get(piece.batchId) ?? now).getTime() + piece.position * 20_000);
  const posts = postRows(place, drawn, now);
  const approved = drawn.filter(({ piece }) => piece.state !== "ready");
  return {
    batches: batches.map((batch) => batchRow(batch, avatarId, madeAt.get(batch.id) ?? now, context.actor.id)),
    assets: drawn.map((each) => assetRow(each, place, timeOf(each))),
    pieces: drawn.map((each) => pieceRow(each, place, timeOf(each))),
    approvals: approved.map((each) => ({
      id: context.ids.next("approval"),
      subject: each.piece.id,
      contentHash: each.contentHash,
      operatorId: context.actor.id,
      role: context.actor.role,
      createdAt: approvalTime(timeOf(each)),
    })),
    posts,
    insights: insightRows(place, posts, now),
    ...packRows(place, drawn, now),
  };
}

function approvalTime(madeAt: Date): Date {
  return new Date(madeAt.getTime() + 30 * MINUTE_MS);
}

function batchRow({ id, number, spec }: PlannedBatch, avatarId: string, createdAt: Date, operatorId: string) {
  const counts = { safe: 0, suggestive: 0, restricted: 0, [spec.tier]: spec.count };
  return {
    id,
    avatarId,
    number,
    state: "completed" as const,
    requested: spec.count,
    plan: { channels: channelsOf(spec), counts },
    shortfall: [],
    presetKey: spec.preset,
    operatorId,
    createdAt,
    finishedAt: new Date(createdAt.getTime() + 4 * MINUTE_MS),
  };
}

/** Only what really happened: the prompt was examined, the drawn pixels were not, and the asset says so. */
function moderationOf({ verdicts }: ContentPlace, { piece }: DrawnPiece) {
  return JSON.parse(JSON.stringify({ example: true, prompt: verdicts.get(piece.id) ?? null, pixels: null }));
}

function assetRow(drawn: DrawnPiece, place: ContentPlace, createdAt: Date): Prisma.AssetCreateManyInput {
  const { piece, generator, image } = drawn;
  return {
    id: drawn.assetId,
    avatarId: place.avatarId,
    kind: "image",
    storageKey: drawn.file,
    thumbnailKey: drawn.thumbnail,
    contentType: drawn.contentType,
    bytes: drawn.bytes,
    width: drawn.width,
    height: drawn.height,
    sha256: drawn.sha256,
    synthetic: true,
    provider: generator.provider,
    model: generator.model,
    modelVersion: image.modelVersion ?? null,
    prompt: piece.prompt,
    negative: piece.negative,
    seed: piece.seed,
    parameters: JSON.parse(JSON.stringify(image.parameters)),
    moderation: moderationOf(place, drawn),
    labelled: true,
    createdAt,
  };
}

function pieceRow(drawn: DrawnPiece, place: ContentPlace, createdAt: Date): Prisma.PieceCreateManyInput {
  const { piece } = drawn;
  const approval =
    piece.state === "ready"
      ? {}
      : {
          approvedById: place.context.actor.id,
          approvedHash: drawn.contentHash,
          approvedAt: approvalTime(createdAt),
        };
  return {
    id: piece.id,
    avatarId: place.avatarId,
    batchId: piece.batchId,
    number: piece.number,
    position: piece.position,
    state: piece.state,
    templateKey: piece.templateKey,
    variation: piece.variation,
    prompt: piece.prompt,
    promptParts: [...piece.promptParts],
    negative: piece.negative,
    seed: piece.seed,
    aspectRatio: piece.aspectRatio,
    tier: piece.tier,
    explicitness: piece.explicitness,
    caption: piece.captions[0]?.text ?? "",
    captionOptions: JSON.parse(JSON.stringify(piece.captions)),
    hashtags: [...piece.hashtags],
    assetId: drawn.assetId,
    moderation: moderationOf(place, drawn),
    captionedAt: createdAt,
    createdAt,
    ...approval,
  };
}

/** Evenly over the month, a little off, never in the future. */
function postRows(place: ContentPlace, drawn: readonly DrawnPiece[], now: Date): Prisma.ScheduledPostCreateManyInput[] {
  const published = drawn.filter(({ piece }) => piece.state === "published");
  return published.map((each, index) => {
    const daysAgo = EXAMPLE_DAYS - 2 - Math.floor((index * (EXAMPLE_DAYS - 3)) / published.length);
    const day = new Date(now.getTime() - daysAgo * DAY_MS).toISOString().slice(0, 10);
    const hour = POST_HOURS[Math.floor(place.random() * POST_HOURS.length)] ?? POST_HOURS[0];
    const at = new Date(Date.parse(`${day}T00:00:00Z`) + hour * HOUR_MS + Math.floor(place.random() * 50) * MINUTE_MS);
    const id = place.context.ids.next("post");
    return {
      id,
      pieceId: each.piece.id,
      accountId: place.accountId,
      state: "published",
      dueAt: at,
      caption: each.piece.captions[0]?.text ?? "",
      contentHash: each.contentHash,
      externalId: `example-${id}`,
      labelled: true,
      attempts: 1,
      operatorId: place.context.actor.id,
      publishedAt: at,
      createdAt: at,
    };
  });
}

/** What became of each post at every age it has come to: most of it on the first day. */
function insightRows(
  place: ContentPlace,
  posts: readonly Prisma.ScheduledPostCreateManyInput[],
  now: Date,
): Prisma.PostInsightCreateManyInput[] {
  return posts.flatMap(({ id: postId, publishedAt }, index) => {
    const publishedMs = new Date(publishedAt ?? now).getTime();
    const final = finalFigures(index / posts.length, place.random);
    return INSIGHT_AGES_HOURS.filter((age) => publishedMs + age * HOUR_MS <= now.getTime()).map((ageHours) => {
      const share = 1 - Math.exp(-ageHours / SPREAD_HOURS);
      const figures = Object.entries(final).map(([name, value]) => [name, Math.round(value * share)]);
      return {
        id: place.context.ids.next("postInsight"),
        postId,
        ageHours,
        readAt: new Date(publishedMs + ageHours * HOUR_MS),
        ...Object.fromEntries(figures),
      };
    });
  });
}

/** @param progress 0..1 through the month */
function finalFigures(progress: number, random: Random) {
  const reach = FIRST_REACH * (1 + REACH_GROWTH * progress) * (0.8 + 0.4 * random());
  const likes = reach * (0.06 + 0.04 * random());
  return {
    views: reach * (1.2 + 0.3 * random()),
    reach,
    likes,
    comments: likes * (0.05 + 0.05 * random()),
    saves: likes * (0.08 + 0.08 * random()),
    shares: likes * (0.03 + 0.04 * random()),
  };
}

/** The pieces never posted first, then the newest posted ones, as many as the step holds. */
function packRows(place: ContentPlace, drawn: readonly DrawnPiece[], now: Date) {
  const step = findPackStep(EXAMPLE_PACK_STEP);
  const unposted = drawn.filter(({ piece }) => piece.state === "approved");
  const posted = drawn.filter(({ piece }) => piece.state === "published").reverse();
  const chosen = [...unposted, ...posted].slice(0, step.pieces);
  const levels = chosen.map(({ piece }) => piece.explicitness);
  return {
    pack: {
      id: place.packId,
      avatarId: place.avatarId,
      slug: EXAMPLE_PACK_STEP,
      name: place.packName,
      step: step.step,
      priceUsd: usdFromCents(step.priceCents),
      pieceCount: chosen.length,
      explicitFrom: Math.min(...levels),
      explicitTo: Math.max(...levels),
      createdAt: new Date(now.getTime() - 8.9 * DAY_MS),
    },
    packPieces: chosen.map(({ piece }, position) => ({
      id: place.context.ids.next("packPiece"),
      packId: place.packId,
      pieceId: piece.id,
      position,
    })),
  };
}
