// What this installation is made of and what waits in it, as plain facts: the card and programs read the same.
import { z } from "zod";
import { toAppError } from "../../kernel/errors.ts";
import type { CommandContext } from "../context.ts";
import { WAITING } from "../conversation/waiting.ts";
import { ceilingsToday } from "../money/ceilings.ts";
import { isStopped } from "./kill-switch.ts";

const Provider = z.object({ provider: z.string(), model: z.string(), offline: z.boolean() });
const Counts = z.object({ waiting: z.number(), active: z.number(), delayed: z.number(), failed: z.number() });
/** `ok`, or the code of what failed. */
const Condition = z.string();

export const Status = z.object({
  version: z.string(),
  startedAt: z.string(),
  uptimeMs: z.number(),
  /** The kill switch is on: nothing is sent. */
  stopped: z.boolean(),
  database: z.object({ embedded: z.boolean() }),
  queue: z.object({ backend: z.string(), condition: Condition, counts: z.record(z.string(), Counts) }),
  store: z.object({ provider: z.string(), local: z.boolean(), condition: Condition }),
  chat: Provider,
  embeddings: Provider,
  images: z.array(Provider),
  /** null: none, so nothing becomes publishable. */
  moderation: Provider.nullable(),
  platforms: z.array(z.object({ platform: z.string(), emulated: z.boolean() })),
  /** TikTok's messages are a matter of approval and region, so they are off unless switched on. */
  tiktokMessages: z.enum(["on", "off"]),
  checkout: z.object({ provider: z.string(), sandbox: z.boolean() }).nullable(),
  waiting: z.object({
    runCards: z.number(),
    drafts: z.number(),
    /** Fans who wait for a person. */
    fans: z.number(),
    piecesToReview: z.number(),
    heldPieces: z.number(),
    failedPieces: z.number(),
    unknownPieces: z.number(),
    unknownPosts: z.number(),
    failedPosts: z.number(),
    unknownMessages: z.number(),
  }),
  today: z.object({ usedMicros: z.number(), limitMicros: z.number() }),
});
export type StatusValue = z.output<typeof Status>;

export async function statusFacts(context: CommandContext): Promise<StatusValue> {
  const { installation, ports, database } = context;
  const now = context.clock.now();
  const [stopped, queue, store, waiting, ceilings] = await Promise.all([
    isStopped(context),
    queueFacts(context),
    conditionOf(() => ports.store.check()),
    waitingCounts(context, now),
    ceilingsToday(context, now),
  ]);
  return {
    version: installation.version,
    startedAt: installation.startedAt.toISOString(),
    uptimeMs: now.getTime() - installation.startedAt.getTime(),
    stopped,
    database: { embedded: database.embedded },
    queue,
    store: { ...ports.store.info, condition: store },
    chat: context.chat.info,
    embeddings: context.embedder.info,
    images: ports.images.map((generator) => generator.info),
    moderation: ports.moderator?.info ?? null,
    platforms: Object.keys(ports.connectors).map((platform) => ({
      platform,
      emulated: installation.emulated.has(platform),
    })),
    tiktokMessages: context.config.TIKTOK_MESSAGES,
    checkout: ports.checkout?.info ?? null,
    waiting,
    today: ceilings.workspace,
  };
}

/** A part that is down is what this report is for: it becomes a fact, not a failure. */
async function conditionOf(probe: () => Promise<unknown>): Promise<string> {
  try {
    await probe();
    return "ok";
  } catch (thrown) {
    return toAppError(thrown).code;
  }
}

async function queueFacts({ ports }: CommandContext): Promise<StatusValue["queue"]> {
  let counts: StatusValue["queue"]["counts"] = {};
  const condition = await conditionOf(async () => {
    counts = { ...(await ports.queue.counts()) };
  });
  return { backend: ports.queue.info.backend, condition, counts };
}

/** Each count runs over an index on the state. */
async function waitingCounts(context: CommandContext, now: Date): Promise<StatusValue["waiting"]> {
  const fans = await context.database.prisma.conversation.count({ where: WAITING });
  const rows = await context.database.prisma.$queryRaw<Omit<StatusValue["waiting"], "fans">[]>`
    SELECT
      (SELECT count(*)::int FROM "RunCard" WHERE state = 'waiting' AND "expiresAt" > ${now}) AS "runCards",
      (SELECT count(*)::int FROM "OutboundMessage" WHERE state = 'draft') AS drafts,
      (SELECT count(*)::int FROM "Piece" WHERE state = 'ready') AS "piecesToReview",
      (SELECT count(*)::int FROM "Piece" WHERE state = 'held') AS "heldPieces",
      (SELECT count(*)::int FROM "Piece" WHERE state = 'failed') AS "failedPieces",
      (SELECT count(*)::int FROM "Piece" WHERE state = 'unknown') AS "unknownPieces",
      (SELECT count(*)::int FROM "ScheduledPost" WHERE state = 'unknown') AS "unknownPosts",
      (SELECT count(*)::int FROM "ScheduledPost" WHERE state = 'failed') AS "failedPosts",
      (SELECT count(*)::int FROM "OutboundMessage" WHERE state = 'unknown') AS "unknownMessages"`;
  const [counts] = rows;
  if (!counts) throw new Error("a query of counts always has a row");
  return { ...counts, fans };
}
