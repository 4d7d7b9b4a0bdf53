// What a fan has spent and may still spend. Whoever decides by it holds the fan's row, so purchases in parallel add up.
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

type Reader = Pick<Transaction, "spendLimit" | "$queryRaw">;

export interface Spender {
  readonly fanId: string;
  readonly avatarId: string;
  /** Play money and real money are counted apart. */
  readonly sandbox: boolean;
}

export interface SpendState {
  readonly caps: SpendCaps;
  readonly spent: Spent;
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

/** @param exceptPurchaseId one that is being judged itself */
export async function spendState(
  reader: Reader,
  spender: Spender,
  now: Date,
  exceptPurchaseId = "",
): Promise<SpendState> {
  const scopes = [WORKSPACE_SCOPE, avatarScope(spender.avatarId), fanScope(spender.fanId)];
  const rows = await reader.spendLimit.findMany({ where: { scope: { in: scopes } } });
  const [workspace = null, avatar = null, fan = null] = scopes.map((scope) => {
    const row = rows.find((each) => each.scope === scope);
    return row ? selfLimitOf(row) : null;
  });
  const spent = await spentOf(reader, spender, now, exceptPurchaseId);
  return { caps: effectiveCaps({ workspace, avatar, fan }, now), spent };
}

export async function judgeFanSpend(
  reader: Reader,
  spender: Spender,
  amountCents: number,
  now: Date,
  exceptPurchaseId?: string,
): Promise<SpendDecision> {
  const { caps, spent } = await spendState(reader, spender, now, exceptPurchaseId);
  return judgeSpend(amountCents, caps, spent);
}

/** Paid less given back, and what open checkouts hold for now. */
async function spentOf(
  reader: Reader,
  { fanId, sandbox }: Spender,
  now: Date,
  exceptPurchaseId: string,
): Promise<Spent> {
  const dayAgo = new Date(now.getTime() - SPEND_WINDOWS_MS.day);
  const monthAgo = new Date(now.getTime() - SPEND_WINDOWS_MS.month);
  const [row] = await reader.$queryRaw<{ day: string; month: string }[]>`
    SELECT COALESCE(sum("amountUsd" - "refundedUsd") FILTER (WHERE "paidAt" IS NULL OR "paidAt" > ${dayAgo}), 0)::text AS day,
      COALESCE(sum("amountUsd" - "refundedUsd"), 0)::text AS month
    FROM "Purchase"
    WHERE "fanId" = ${fanId} AND sandbox = ${sandbox} AND id <> ${exceptPurchaseId}
      AND ("paidAt" > ${monthAgo} OR ("paidAt" IS NULL AND state = 'pending' AND "reservedUntil" > ${now}))`;
  return { dayCents: centsFromUsd(row?.day ?? "0"), monthCents: centsFromUsd(row?.month ?? "0") };
}

type Usd = { toString(): string } | null;

export function selfLimitOf(row: {
  readonly dailyUsd: Usd;
  readonly monthlyUsd: Usd;
  readonly nextDailyUsd: Usd;
  readonly nextMonthlyUsd: Usd;
  readonly nextFrom: Date | null;
}): SelfLimit {
  const next = row.nextFrom && { ...capsOf(row.nextDailyUsd, row.nextMonthlyUsd), from: row.nextFrom };
  return { ...capsOf(row.dailyUsd, row.monthlyUsd), next };
}

function capsOf(daily: Usd, monthly: Usd): CapSetting {
  return { dailyCents: daily && centsFromUsd(daily), monthlyCents: monthly && centsFromUsd(monthly) };
}
