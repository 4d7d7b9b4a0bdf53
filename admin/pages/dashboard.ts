// Figures of the first page, each only of the rows its reader may see.
import { z } from "zod";
import { HealthRow } from "../../agents/commands/account/health-report.ts";
import type { App } from "../../agents/commands/app.ts";
import type { Actor } from "../../agents/commands/context.ts";
import { WAITING } from "../../agents/commands/conversation/waiting.ts";
import { DAY_MS } from "../../agents/kernel/clock.ts";
import { MICROS_PER_USD } from "../../agents/kernel/money.ts";
import type { QueueCounts } from "../../agents/ports/job-queue.ts";
import { canRead, rowsFor } from "../access.ts";
import { tableOf } from "../tables/all-tables.ts";

const PERIODS = [14, 30, 90] as const;
const ACCOUNTS = 12;
const Business = z.object({
  total: z.object({
    real: z.object({ profitMicros: z.number(), margin: z.number().nullable(), arpuMicros: z.number().nullable() }),
    conversion: z.number().nullable(),
  }),
});
const Funnel = z.object({ steps: z.array(z.object({ step: z.string(), fans: z.number() })) });
/** What the page was asked for, of the address; anything else is the first period of all avatars. */
const Asked = z.object({
  days: z.coerce.number().pipe(z.literal(PERIODS)).catch(PERIODS[0]),
  avatar: z.string().max(100).catch(""),
});
const HealthList = z.object({ accounts: z.array(HealthRow) });

export interface DashboardDay {
  /** "2026-11-24" */
  readonly day: string;
  readonly costUsd: number;
  readonly revenueUsd: number;
}

export type DashboardAccount = z.output<typeof HealthRow>;

export interface DashboardData {
  readonly period: number;
  /** Slug; "": all. */
  readonly avatar: string;
  /** "": all. */
  readonly avatarId: string;
  /** Slugs that may be chosen. */
  readonly avatars: readonly string[];
  /** Of real money in the period; null: not for this role. */
  readonly business: {
    readonly profitUsd: number;
    readonly margin: number | null;
    readonly arpuUsd: number | null;
    readonly conversion: number | null;
  } | null;
  /** Fans who began to write in the period, by how far they came. */
  readonly funnel: readonly { readonly step: string; readonly fans: number }[];
  /** Conversations in which a fan waits for a person. */
  readonly alarms: number;
  /** Oldest first, every day of the period (UTC). */
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

export async function readDashboard(app: App, actor: Actor, query: unknown = {}): Promise<DashboardData> {
  const isManager = actor.role === "owner" || actor.role === "manager";
  const asked = Asked.parse(query);
  const seen = await app.context.database.prisma.avatar.findMany({
    where: rowsFor(tableOf("Avatar"), actor),
    select: { id: true, slug: true },
    orderBy: { slug: "asc" },
  });
  const chosen = seen.find(({ slug }) => slug === asked.avatar);
  const scope = { days: asked.days, ...(chosen ? { avatar: chosen.slug } : {}) };
  const all = isManager ? null : seen.map(({ id }) => id);
  const [money, pieces, waitingCards, drafts, queues, accounts, status, business, funnel, alarms] = await Promise.all([
    readMoney(app, chosen ? [chosen.id] : all, asked.days),
    countPieces(app, actor, chosen?.id),
    countWaitingCards(app, actor),
    countDrafts(app, actor, chosen?.id),
    isManager ? app.context.ports.queue.counts() : null,
    readAccounts(app, actor),
    readStatus(app, actor),
    readBusiness(app, actor, scope),
    readReport(app, actor, "report.funnel", scope, Funnel),
    countAlarms(app, actor, chosen?.id),
  ]);
  return {
    ...money,
    ...{
      period: asked.days,
      avatar: chosen?.slug ?? "",
      avatarId: chosen?.id ?? "",
      avatars: seen.map(({ slug }) => slug),
    },
    ...{ pieces, waitingCards, drafts, queues, accounts, status, business, alarms },
    funnel: funnel?.steps ?? [],
  };
}

/** The figures of the report as the chat tells them; null where it is not offered to this role. */
async function readReport<Output>(
  app: App,
  actor: Actor,
  command: string,
  input: object,
  output: z.ZodType<Output>,
): Promise<Output | null> {
  if (!app.registry.find(command)) return null;
  const result = await app.execute({ command, input, actor: { ...actor, surface: "admin" } });
  return result.state === "done" ? output.parse(result.output) : null;
}

async function readBusiness(app: App, actor: Actor, scope: object): Promise<DashboardData["business"]> {
  const report = await readReport(app, actor, "report.pnl", scope, Business);
  if (!report) return null;
  const { real, conversion } = report.total;
  const usd = (micros: number) => micros / MICROS_PER_USD;
  const arpuUsd = real.arpuMicros === null ? null : usd(real.arpuMicros);
  return { profitUsd: usd(real.profitMicros), margin: real.margin, arpuUsd, conversion };
}

/** Of one avatar where its id is given. */
async function countAlarms(app: App, actor: Actor, avatarId?: string): Promise<number> {
  const own = rowsFor(tableOf("Conversation"), actor);
  const chosen = avatarId === undefined ? {} : { avatarId };
  return await app.context.database.prisma.conversation.count({ where: { AND: [WAITING, chosen, own] } });
}

/** @param avatarIds null: of all avatars, and what belongs to none */
async function readMoney(app: App, avatarIds: readonly string[] | null, length: number) {
  const { clock, database } = app.context;
  const today = clock.now().toISOString().slice(0, 10);
  const first = new Date(Date.parse(today) - (length - 1) * DAY_MS);
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
  const days = Array.from({ length }, (_, index): DashboardDay => {
    const day = new Date(first.getTime() + index * DAY_MS).toISOString().slice(0, 10);
    const onDay = (row: { day: string }) => row.day === day;
    return { day, costUsd: sum(costs.rows.filter(onDay)), revenueUsd: sum(revenue.rows.filter(onDay)) };
  });
  return { days, sandboxUsd: sum(revenue.rows.filter((row) => row.sandbox)) };
}

async function countPieces(app: App, actor: Actor, avatarId?: string): Promise<Record<string, number>> {
  const chosen = avatarId === undefined ? {} : { avatarId };
  const groups = await app.context.database.prisma.piece.groupBy({
    by: ["state"],
    where: { AND: [chosen, rowsFor(tableOf("Piece"), actor)] },
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

async function countDrafts(app: App, actor: Actor, avatarId?: string): Promise<number> {
  const chosen = avatarId === undefined ? {} : { conversation: { avatarId } };
  const own = rowsFor(tableOf("OutboundMessage"), actor);
  return await app.context.database.prisma.outboundMessage.count({
    where: { AND: [{ state: "draft", kind: { not: "disclosure" } }, chosen, own] },
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
