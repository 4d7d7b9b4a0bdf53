// Deletes what was kept long enough, a small portion a statement, so that nobody waits long for the database (trust C18).
import { RETENTION_DAYS, RETENTION_RULE_VERSION, type RetentionClass } from "../../domain/trust/retention.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import type { AppContext } from "../context.ts";
import { FAN_AREA } from "../storage/areas.ts";
import { appendTrustEvent } from "../trust-event.ts";

const PORTION_ROWS = 500;
const STREAM = "retention";

interface Store {
  readonly table: string;
  /** Column of the age. */
  readonly at: string;
  readonly class: RetentionClass;
  readonly unless?: string;
}

/** What an abuser wrote is evidence until somebody has looked at it (trust C12). */
const EVIDENCE = `EXISTS (SELECT 1 FROM "Conversation" c WHERE c.id = "conversationId" AND c."bannedAt" IS NOT NULL)`;

/** A lock outlives the data; without one the hash only keeps out what was written before and comes late (trust C17). */
const LOCK = `COALESCE("minorLockedAt", "bannedAt", "optedOutAt", "blockedAt") IS NOT NULL`;

/** What was said yes to is a decision. An erasure empties the cards that name its fan. */
const APPROVED = `EXISTS (SELECT 1 FROM "Approval" a WHERE a."runCardId" = "RunCard".id)`;

/** Still to be answered or made. */
const OWED = `state IN ('asked', 'quoted', 'paid')`;
/** Voice notes only: what else was made is content. The files go as nobody's, by the sweep. */
const NO_VOICE_JOB = `"conversationId" IS NULL`;
const NO_VOICE_NOTE = `"storageKey" NOT LIKE '${FAN_AREA}%'`;

/** Cards, stored results and buttons quote messages, so they are kept no longer than these. */
const STORES: readonly Store[] = [
  { table: "InboundEvent", at: "receivedAt", class: "webhook" },
  { table: "ErasedAddress", at: "erasedAt", class: "webhook", unless: LOCK },
  { table: "Message", at: "sentAt", class: "message", unless: EVIDENCE },
  { table: "OutboundMessage", at: "createdAt", class: "message", unless: EVIDENCE },
  { table: "ChatEntry", at: "createdAt", class: "message" },
  { table: "IdempotencyRecord", at: "createdAt", class: "message" },
  { table: "ButtonPayload", at: "createdAt", class: "message" },
  { table: "OperatorNotice", at: "createdAt", class: "message" },
  { table: "Outreach", at: "createdAt", class: "message" },
  { table: "CommentReply", at: "createdAt", class: "message" },
  { table: "FanTouch", at: "touchedAt", class: "message" },
  { table: "CustomRequest", at: "createdAt", class: "message", unless: OWED },
  { table: "HealthCheck", at: "checkedAt", class: "health" },
  { table: "LinkCode", at: "createdAt", class: "webhook" },
  { table: "LinkTry", at: "at", class: "webhook" },
  { table: "RunCard", at: "createdAt", class: "message", unless: APPROVED },
  { table: "DeletionRequest", at: "requestedAt", class: "message" },
  { table: "VendorJob", at: "createdAt", class: "message", unless: NO_VOICE_JOB },
  { table: "Asset", at: "createdAt", class: "message", unless: NO_VOICE_NOTE },
];

/** @returns rows deleted, by table; the record of the run says the same */
export async function deleteExpired(
  context: AppContext,
  signal: AbortSignal,
): Promise<Readonly<Record<string, number>>> {
  const now = context.clock.now();
  const deleted: Record<string, number> = {};
  for (const store of STORES) {
    const before = new Date(now.getTime() - RETENTION_DAYS[store.class] * DAY_MS);
    deleted[store.table] = await deleteFrom(context, store, before, signal);
  }
  await context.database.prisma.$transaction((tx) =>
    appendTrustEvent(context, tx, STREAM, {
      control: "C18",
      ruleVersion: RETENTION_RULE_VERSION,
      judged: JSON.stringify({ ...RETENTION_DAYS, now }),
      decision: `deleted ${Object.entries(deleted)
        .map(([table, count]) => `${table}:${count}`)
        .join(" ")}`,
    }),
  );
  // Cut short: what went is recorded, the rest is the next run's.
  signal.throwIfAborted();
  return deleted;
}

async function deleteFrom(context: AppContext, store: Store, before: Date, signal: AbortSignal): Promise<number> {
  const { table, at, unless } = store;
  const text = `DELETE FROM "${table}" WHERE id IN (
    SELECT id FROM "${table}" WHERE "${at}" < $1 ${unless ? `AND NOT ${unless}` : ""} LIMIT $2)`;
  let total = 0;
  while (!signal.aborted) {
    const { rowCount } = await context.database.pool.query(text, [before, PORTION_ROWS]);
    total += rowCount ?? 0;
    if ((rowCount ?? 0) < PORTION_ROWS) break;
  }
  return total;
}
