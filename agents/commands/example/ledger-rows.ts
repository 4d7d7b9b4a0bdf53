// The example's costs and health checks by day: invented, and named so by their provider.
import type { Prisma } from "../../../prisma/client.ts";
import { scoreHealth } from "../../domain/distribution/account-health.ts";
import { DAY_MS, HOUR_MS } from "../../kernel/clock.ts";
import type { Ids } from "../../kernel/ids.ts";
import { usdFromMicros } from "../../kernel/money.ts";
import type { Random } from "../../kernel/random.ts";
import type { DrawnPiece } from "./draw-pieces.ts";
import { EXAMPLE_DAYS } from "./example-creator.ts";
import { EXAMPLE_PROVIDER } from "./example-provider.ts";
import type { PlannedBatch } from "./plan-pieces.ts";

/** About what a hosted picture model asks (domain 5). */
const PICTURE_MICROS = 32_000;
/** A thousand tokens of a small hosted chat model. */
const THOUSAND_TOKENS_MICROS = 400;
const HEALTH_EVERY_MS = 6 * HOUR_MS;
const WARMING_MS = 7 * DAY_MS;

interface LedgerPlace {
  readonly ids: Ids;
  readonly random: Random;
  readonly now: Date;
  readonly avatarId: string;
  readonly operatorId: string;
}

export function costRows(
  place: LedgerPlace,
  batches: readonly PlannedBatch[],
  drawn: readonly DrawnPiece[],
): Prisma.CostEntryCreateManyInput[] {
  const daysAgo = new Map(batches.map(({ id, spec }) => [id, spec.daysAgo]));
  const pictures = drawn.map(({ piece }) => ({
    ...entry(place, `piece:${piece.id}`, daysAgo.get(piece.batchId) ?? 0),
    batchId: piece.batchId,
    pieceId: piece.id,
    operatorId: place.operatorId,
    model: "pictures",
    unit: "image",
    units: "1",
    amountUsd: usdFromMicros(PICTURE_MICROS),
  }));
  const chat = Array.from({ length: EXAMPLE_DAYS - 1 }, (_, index) => {
    const thousands = 20 + Math.floor(place.random() * 120);
    return {
      ...entry(place, `chat:${place.avatarId}:${index + 1}`, index + 1),
      model: "chat",
      unit: "input_token",
      units: String(thousands * 1_000),
      amountUsd: usdFromMicros(thousands * THOUSAND_TOKENS_MICROS),
    };
  });
  return [...pictures, ...chat];
}

function entry({ ids, now, avatarId }: LedgerPlace, key: string, daysAgo: number) {
  const at = new Date(now.getTime() - daysAgo * DAY_MS);
  return {
    id: ids.next("cost"),
    attemptKey: `${EXAMPLE_PROVIDER}:${key}`,
    state: "settled" as const,
    provider: EXAMPLE_PROVIDER,
    avatarId,
    createdAt: at,
    settledAt: at,
  };
}

/** Engagement that grows through the month, scored as every account's. */
export function healthRows({ ids, random, now }: LedgerPlace, accountId: string): Prisma.HealthCheckCreateManyInput[] {
  const checks = ((EXAMPLE_DAYS - 1) * DAY_MS) / HEALTH_EVERY_MS;
  return Array.from({ length: checks }, (_, index) => {
    const ageMs = index * HEALTH_EVERY_MS;
    const engagementPercent = Math.round((3 + (5 * index) / checks + random()) * 10) / 10;
    const ageDays = ageMs / DAY_MS;
    const standing = { followers: null, posts: null, likes: null, restricted: false, reachDropped: false, ageDays };
    const facts = { platform: "instagram", tokenValid: true, rateLimited: false, engagementPercent, ...standing };
    const { score, parts } = scoreHealth(facts);
    return {
      id: ids.next("health"),
      accountId,
      score,
      state: ageMs < WARMING_MS ? ("warming" as const) : ("healthy" as const),
      facts: { example: true, parts: parts.map((part) => ({ ...part })), ...facts },
      checkedAt: new Date(now.getTime() - (EXAMPLE_DAYS - 1) * DAY_MS + ageMs),
    };
  });
}
