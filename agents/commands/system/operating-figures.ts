// What an operator watches, as of now, read from the rows: the same from every process, and right after a restart.
import { HOUR_MS } from "../../kernel/clock.ts";
import type { AppContext } from "../context.ts";
import { EXAMPLE_PROVIDER } from "../example/example-provider.ts";
import { ceilingsToday } from "../money/ceilings.ts";
import { dayKey } from "../money/ledger-today.ts";
import { isStopped } from "./kill-switch.ts";

export interface Figure {
  readonly of: FigureName;
  /** "" where there is only one. */
  readonly by: string;
  readonly value: number;
}

/** Name, help text, and what its values are told apart by. */
export const FIGURES = {
  outbox_open: { help: "Work orders due and not done, by queue.", label: "queue" },
  outbox_lag_seconds: { help: "Age of the oldest work order due and not done, by queue.", label: "queue" },
  outbox_failed: { help: "Work orders given up in the last 24 hours, by queue.", label: "queue" },
  turns_last_hour: { help: "Turns of conversations answered in the last hour.", label: null },
  late_replies: { help: "Conversations whose answer is overdue.", label: null },
  reply_lag_seconds: { help: "How long the answer most overdue is overdue.", label: null },
  fan_messages_last_hour: { help: "Messages of fans in the last hour.", label: null },
  sends_last_hour: { help: "Messages to fans written in the last hour, by outcome.", label: "outcome" },
  spend_today_usd: { help: "Dollars of paid calls since midnight UTC, by provider.", label: "provider" },
  spend_reserved_usd: { help: "Dollars reserved for calls in flight.", label: null },
  budget_today_usd: { help: "Ceiling of the workspace for today.", label: null },
  posts: { help: "Posts by state; published, failed and canceled ones of the last 24 hours.", label: "state" },
  events_last_hour: { help: "Webhook events taken in the last hour, by source.", label: "source" },
  accounts: { help: "Connected accounts by state.", label: "state" },
  waiting: { help: "What waits for a person, by kind.", label: "kind" },
  stopped: { help: "1 while the kill switch is on.", label: null },
} as const satisfies Record<string, { readonly help: string; readonly label: string | null }>;

export type FigureName = keyof typeof FIGURES;

type Context = Pick<AppContext, "database" | "clock" | "config">;

/** A handful of queries, each over an index or the newest rows only. */
export async function operatingFigures(context: Context): Promise<readonly Figure[]> {
  const now = context.clock.now();
  const [rows, { workspace }, stopped] = await Promise.all([
    countedRows(context, now),
    ceilingsToday(context, now),
    isStopped(context),
  ]);
  return [
    ...rows,
    { of: "budget_today_usd", by: "", value: workspace.limitMicros / 1e6 },
    { of: "stopped", by: "", value: stopped ? 1 : 0 },
  ];
}

async function countedRows({ database }: Context, now: Date): Promise<readonly Figure[]> {
  const hourAgo = new Date(now.getTime() - HOUR_MS);
  const dayAgo = new Date(now.getTime() - 24 * HOUR_MS);
  const midnight = new Date(`${dayKey(now)}T00:00:00Z`);
  return await database.prisma.$queryRaw<Figure[]>`
    WITH due AS (
      SELECT queue, count(*) AS n, min("availableAt") AS oldest FROM "Outbox"
      WHERE "doneAt" IS NULL AND "failedAt" IS NULL AND "availableAt" <= ${now} GROUP BY queue),
    late AS (
      SELECT count(*) AS n, min("replyDueAt") AS oldest FROM "Conversation"
      WHERE "firstUnansweredAt" IS NOT NULL AND "replyDueAt" < ${now}),
    sends AS (SELECT * FROM "OutboundMessage" WHERE "createdAt" > ${hourAgo}),
    costs AS (
      SELECT provider, sum("amountUsd") AS spent,
        sum(CASE WHEN state = 'reserved' THEN "reservedUsd" ELSE 0 END) AS reserved
      FROM "CostEntry"
      WHERE "createdAt" >= ${midnight} AND state <> 'released' AND provider <> ${EXAMPLE_PROVIDER} GROUP BY provider)
    SELECT 'outbox_open' AS of, queue AS by, n::float8 AS value FROM due
    UNION ALL SELECT 'outbox_lag_seconds', queue, GREATEST(0, extract(epoch FROM ${now}::timestamptz - oldest))::float8 FROM due
    UNION ALL SELECT 'outbox_failed', queue, count(*)::float8 FROM "Outbox"
      WHERE "failedAt" > ${dayAgo} AND "doneAt" IS NULL GROUP BY queue
    UNION ALL SELECT 'late_replies', '', n::float8 FROM late
    UNION ALL SELECT 'reply_lag_seconds', '', COALESCE(extract(epoch FROM ${now}::timestamptz - oldest), 0)::float8 FROM late
    UNION ALL SELECT 'turns_last_hour', '', count(DISTINCT ("conversationId", "upToSeq"))::float8 FROM sends
      WHERE kind = 'reply'
    UNION ALL SELECT 'sends_last_hour', state::text, count(*)::float8 FROM sends GROUP BY state
    UNION ALL SELECT 'fan_messages_last_hour', '', count(*)::float8 FROM "Message"
      WHERE "sentAt" > ${hourAgo} AND author = 'fan'
    UNION ALL SELECT 'spend_today_usd', provider, spent::float8 FROM costs
    UNION ALL SELECT 'spend_reserved_usd', '', COALESCE(sum(reserved), 0)::float8 FROM costs
    UNION ALL SELECT 'posts', state::text, count(*)::float8 FROM "ScheduledPost"
      WHERE state NOT IN ('published', 'failed', 'canceled') OR "dueAt" BETWEEN ${dayAgo} AND ${now} GROUP BY state
    UNION ALL SELECT 'events_last_hour', source, count(*)::float8 FROM "InboundEvent"
      WHERE "receivedAt" > ${hourAgo} GROUP BY source
    UNION ALL SELECT 'accounts', state::text, count(*)::float8 FROM "Account" GROUP BY state
    UNION ALL SELECT 'waiting', 'run_cards', count(*)::float8 FROM "RunCard" WHERE state = 'waiting' AND "expiresAt" > ${now}
    UNION ALL SELECT 'waiting', 'drafts', count(*)::float8 FROM "OutboundMessage" WHERE state = 'draft'
    UNION ALL SELECT 'waiting', 'unknown_messages', count(*)::float8 FROM "OutboundMessage" WHERE state = 'unknown'
    UNION ALL SELECT 'waiting', 'pieces', count(*)::float8 FROM "Piece" WHERE state = 'ready'`;
}
