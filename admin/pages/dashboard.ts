// Figures of the first page, each only of the rows its reader may see.
import { z } from "zod";
import { HealthRow } from "../../agents/commands/account/health-report.ts";
import type { App } from "../../agents/commands/app.ts";
import type { Actor } from "../../agents/commands/context.ts";
import { DAY_MS } from "../../agents/kernel/clock.ts";
import type { QueueCounts } from "../../agents/ports/job-queue.ts";
import { canRead, rowsFor } from "../access.ts";
import { tableOf } from "../tables/all-tables.ts";

const DAYS = 14;
const ACCOUNTS = 12;
const HealthList = z.object({ accounts: z.array(HealthRow) });

export interface DashboardDay {
  /** "2026-11-24" */
  readonly day: string;
  readonly costUsd: number;
  readonly revenueUsd: number;
}

export type DashboardAccount = z.output<typeof HealthRow>;

export interface DashboardData {
  /** Oldest first, every day of the last fourteen (UTC). */
  readonly days: readonly DashboardDay[];
  readonly sandboxUsd: number;
  readonly pieces: Readonly<Record<string, number>>;
  /** null: not for this role. */
  readonly waitingCards: number | null;
  readonly drafts: number;
  readonly queues: Readonly<Record<string, QueueCounts>> | null;
  /** The paused first; empty where none is linked, or this role may not see them. */
  readonly accounts: readonly DashboardAccount[];
  readonly status: {
    readonly fields: readonly { readonly label: string; readonly value: string }[];
    readonly note: string;
  } | null;
}

export async function readDashboard(app: App, actor: Actor): Promise<DashboardData> {
  const isManager = actor.role === "owner" || actor.role === "manager";
  const avatarIds = isManager ? null : await ownAvatars(app, actor);
  const [money, pieces, waitingCards, drafts, queues, accounts, status] = await Promise.all([
    readMoney(app, avatarIds),
    countPieces(app, actor),
    countWaitingCards(app, actor),
    countDrafts(app, actor),
    isManager ? app.context.ports.queue.counts() : null,
    readAccounts(app, actor),
    readStatus(app, actor),
  ]);
  return { ...money, pieces, waitingCards, drafts, queues, accounts, status };
}

async function ownAvatars(app: App, actor: Actor): Promise<string[]> {
  const rows = await app.context.database.prisma.avatarOperator.findMany({ where: { operatorId: actor.id } });
  return rows.map((row) => row.avatarId);
}

/** @param avatarIds null: of all avatars, and what belongs to none */
async function readMoney(app: App, avatarIds: readonly string[] | null) {
  const { clock, database } = app.context;
  const today = clock.now().toISOString().slice(0, 10);
  const first = new Date(Date.parse(today) - (DAYS - 1) * DAY_MS);
  const [costs, revenue] = await Promise.all([
    database.pool.query<{ day: string; usd: string }>(
      `SELECT to_char("settledAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, sum("amountUsd")::text AS usd
       FROM "CostEntry" WHERE state = 'settled' AND "settledAt" >= $1 AND ($2::text[] IS NULL OR "avatarId" = ANY($2))
       GROUP BY 1`,
      [first, avatarIds],
    ),
    database.pool.query<{ day: string; sandbox: boolean; usd: string }>(
      `SELECT to_char("paidAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, sandbox, sum("amountUsd")::text AS usd
       FROM "Purchase" WHERE state = 'paid' AND "paidAt" >= $1 AND ($2::text[] IS NULL OR "avatarId" = ANY($2))
       GROUP BY 1, 2`,
      [first, avatarIds],
    ),
  ]);
  const sum = (rows: readonly { usd: string }[]) => rows.reduce((total, row) => total + Number(row.usd), 0);
  const days = Array.from({ length: DAYS }, (_, index): DashboardDay => {
    const day = new Date(first.getTime() + index * DAY_MS).toISOString().slice(0, 10);
    const onDay = (row: { day: string }) => row.day === day;
    return { day, costUsd: sum(costs.rows.filter(onDay)), revenueUsd: sum(revenue.rows.filter(onDay)) };
  });
  return { days, sandboxUsd: sum(revenue.rows.filter((row) => row.sandbox)) };
}

async function countPieces(app: App, actor: Actor): Promise<Record<string, number>> {
  const groups = await app.context.database.prisma.piece.groupBy({
    by: ["state"],
    where: rowsFor(tableOf("Piece"), actor),
    _count: true,
  });
  return Object.fromEntries(groups.map((group) => [group.state, group._count]));
}

async function countWaitingCards(app: App, actor: Actor): Promise<number | null> {
  const table = tableOf("RunCard");
  if (!canRead(table, actor)) return null;
  const waiting = { state: "waiting", expiresAt: { gt: app.context.clock.now() } } as const;
  return await app.context.database.prisma.runCard.count({ where: { AND: [waiting, rowsFor(table, actor)] } });
}

async function countDrafts(app: App, actor: Actor): Promise<number> {
  const own = rowsFor(tableOf("OutboundMessage"), actor);
  return await app.context.database.prisma.outboundMessage.count({
    where: { AND: [{ state: "draft", kind: { not: "disclosure" } }, own] },
  });
}

/** As the command lists them. */
async function readAccounts(app: App, actor: Actor): Promise<readonly DashboardAccount[]> {
  if (!app.registry.find("account.health")) return [];
  const result = await app.execute({ command: "account.health", input: {}, actor: { ...actor, surface: "admin" } });
  return result.state === "done" ? HealthList.parse(result.output).accounts.slice(0, ACCOUNTS) : [];
}

/** The same words as the command in the chat. */
async function readStatus(app: App, actor: Actor): Promise<DashboardData["status"]> {
  if (!app.registry.find("system.status")) return null;
  const result = await app.execute({ command: "system.status", input: {}, actor: { ...actor, surface: "admin" } });
  if (result.state !== "done") return null;
  return { fields: result.card.fields ?? [], note: [result.card.text, result.card.note].filter(Boolean).join(" ") };
}
