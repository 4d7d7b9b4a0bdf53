// What a fan has spent and may still spend. Whoever decides by it holds the fan's row, so purchases in parallel add up.

import { only, type Queryable } from "../../../prisma/row-function.ts";
import {
  type CapSetting,
  effectiveCaps,
  judgeSpend,
  type SelfLimit,
  SPEND_WINDOWS_MS,
  type SpendCaps,
  type SpendDecision,
  type Spent,
} from "../../domain/sales/spend-limit.ts";
import { centsFromUsd } from "../../kernel/money.ts";
import type { Transaction } from "../context.ts";

export interface Spender {
  readonly fanId: string;
  readonly avatarId: string;
  /** Play money and real money are counted apart. */
  readonly sandbox: boolean;
}

export interface SpendState {
  readonly caps: SpendCaps;
  readonly spent: Spent;
  /** A payment of the fan's is disputed: nothing is offered. */
  readonly frozen: boolean;
}

export interface SpendRow {
  readonly day: string;
  readonly month: string;
  readonly limits: readonly (LimitRow & { readonly scope: string; readonly nextFrom: string | null })[];
  readonly frozen: boolean;
}

export const WORKSPACE_SCOPE = "workspace";
export const avatarScope = (avatarId: string) => `avatar:${avatarId}`;
export const fanScope = (fanId: string) => `fan:${fanId}`;

/** Until the end of the transaction nobody else sells to this fan. False: there is no such fan. */
export async function lockFan(tx: Transaction, fanId: string): Promise<boolean> {
  // In the order in which a turn takes them: conversations first, so that nobody waits in a circle.
  await tx.$queryRaw`SELECT 1 FROM "Conversation" WHERE "fanId" = ${fanId} ORDER BY id FOR NO KEY UPDATE`;
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM "Fan" WHERE id = ${fanId} FOR NO KEY UPDATE`;
  return rows.length === 1;
}

/**
 * One round trip: limits, and what was paid less what was given back, with what open checkouts hold for now.
 * @param exceptPurchaseId one that is being judged itself
 */
export async function spendState(
  db: Queryable,
  { fanId, avatarId, sandbox }: Spender,
  now: Date,
  exceptPurchaseId = "",
): Promise<SpendState> {
  const { text, values } = spendQuery({ fanId, avatarId, sandbox }, now, exceptPurchaseId);
  const { rows } = await db.query<SpendRow>({ name: "spend_state", text, values: [...values] });
  return spendOfRow(only(rows), { fanId, avatarId }, now);
}

/** For who asks for it together with something else. @returns a SELECT of one `SpendRow`, with parameters $1 to $7 */
export function spendQuery({ fanId, avatarId, sandbox }: Spender, now: Date, exceptPurchaseId = "") {
  const since = (windowMs: number) => new Date(now.getTime() - windowMs);
  return {
    text: `SELECT COALESCE(sum("amountUsd" - "refundedUsd") FILTER (WHERE "paidAt" IS NULL OR "paidAt" > $4), 0)::text AS day,
        COALESCE(sum("amountUsd" - "refundedUsd"), 0)::text AS month,
        (SELECT COALESCE(jsonb_agg(to_jsonb("SpendLimit")), '[]') FROM "SpendLimit" WHERE scope = ANY ($6)) AS limits,
        EXISTS (SELECT 1 FROM "Fan" WHERE id = $1 AND "offersFrozenAt" IS NOT NULL) AS frozen
      FROM "Purchase"
      WHERE "fanId" = $1 AND sandbox = $2 AND id <> $3
        AND ("paidAt" > $5 OR ("paidAt" IS NULL AND state = 'pending' AND "reservedUntil" > $7))`,
    values: [
      fanId,
      sandbox,
      exceptPurchaseId,
      since(SPEND_WINDOWS_MS.day),
      since(SPEND_WINDOWS_MS.month),
      scopesOf({ fanId, avatarId }),
      now,
    ],
  } as const;
}

const scopesOf = ({ fanId, avatarId }: Pick<Spender, "fanId" | "avatarId">) => [
  WORKSPACE_SCOPE,
  avatarScope(avatarId),
  fanScope(fanId),
];

export function spendOfRow(
  { day, month, limits, frozen }: SpendRow,
  whose: Pick<Spender, "fanId" | "avatarId">,
  now: Date,
): SpendState {
  const [workspace = null, avatar = null, fan = null] = scopesOf(whose).map((scope) => {
    const row = limits.find((each) => each.scope === scope);
    return row ? selfLimitOf({ ...row, nextFrom: row.nextFrom === null ? null : new Date(row.nextFrom) }) : null;
  });
  const spent = { dayCents: centsFromUsd(day), monthCents: centsFromUsd(month) };
  return { caps: effectiveCaps({ workspace, avatar, fan }, now), spent, frozen };
}

export async function judgeFanSpend(
  db: Queryable,
  spender: Spender,
  amountCents: number,
  now: Date,
  exceptPurchaseId?: string,
): Promise<SpendDecision> {
  const { caps, spent } = await spendState(db, spender, now, exceptPurchaseId);
  return judgeSpend(amountCents, caps, spent);
}

type Usd = { toString(): string } | null;

interface LimitRow {
  readonly dailyUsd: Usd;
  readonly monthlyUsd: Usd;
  readonly nextDailyUsd: Usd;
  readonly nextMonthlyUsd: Usd;
}

export function selfLimitOf(row: LimitRow & { readonly nextFrom: Date | null }): SelfLimit {
  const next = row.nextFrom && { ...capsOf(row.nextDailyUsd, row.nextMonthlyUsd), from: row.nextFrom };
  return { ...capsOf(row.dailyUsd, row.monthlyUsd), next };
}

function capsOf(daily: Usd, monthly: Usd): CapSetting {
  return { dailyCents: daily && centsFromUsd(daily), monthlyCents: monthly && centsFromUsd(monthly) };
}
