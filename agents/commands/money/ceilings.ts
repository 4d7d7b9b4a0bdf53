// What a day may cost at most: the workspace always has a ceiling, an avatar where the owner gave it one (domain 5).
// Whoever changes a day locks the workspace's row first, then the avatar's: sums agree, and nobody waits in a circle.
import { microsFromUsd, usdFromMicros } from "../../kernel/money.ts";
import type { AppContext, Transaction } from "../context.ts";
import { dayKey, ledgerToday } from "./ledger-today.ts";

/** The workspace's days; an avatar's are `day:<avatar id>`. */
export const DAY_SCOPE = "day";
/** Period of the row that holds what is set for all days to come. */
const EVERY_DAY = "every-day";

type Settings = Pick<AppContext, "config" | "ids" | "clock">;

export interface Ceiling {
  readonly limitMicros: number;
  /** Settled and reserved today. */
  readonly usedMicros: number;
}

export interface Ceilings {
  readonly workspace: Ceiling;
  /** By avatar id; an avatar without an entry is bound by the workspace's only. */
  readonly avatars: ReadonlyMap<string, Ceiling>;
}

const scopeOf = (avatarId: string | null) => (avatarId === null ? DAY_SCOPE : `${DAY_SCOPE}:${avatarId}`);

/** Ceilings as they stand today, also those nothing was taken from yet. */
export async function ceilingsToday(context: Pick<AppContext, "database" | "config">, now: Date): Promise<Ceilings> {
  const today = dayKey(now);
  const rows = await context.database.prisma.budget.findMany({ where: { periodKey: { in: [EVERY_DAY, today] } } });
  const byAvatar = new Map<string | null, Ceiling>();
  // Today's own rows last: they win over what is set for every day.
  for (const row of rows.sort((left, right) => Number(left.periodKey === today) - Number(right.periodKey === today)))
    byAvatar.set(row.avatarId, { limitMicros: microsFromUsd(row.limitUsd), usedMicros: microsFromUsd(row.usedUsd) });
  const workspace = byAvatar.get(null) ?? {
    limitMicros: microsFromUsd(context.config.DAILY_BUDGET_USD),
    usedMicros: 0,
  };
  const avatars = [...byAvatar].flatMap(([id, ceiling]): [string, Ceiling][] => (id === null ? [] : [[id, ceiling]]));
  return { workspace, avatars: new Map(avatars) };
}

/** What may still be spent today, on this avatar where one is named. */
export async function budgetLeftMicros(
  context: Pick<AppContext, "database" | "config">,
  now: Date,
  avatarId?: string,
): Promise<number> {
  const { workspace, avatars } = await ceilingsToday(context, now);
  const left = [workspace, ...(avatarId ? [avatars.get(avatarId)] : [])].flatMap((ceiling) =>
    ceiling ? [ceiling.limitMicros - ceiling.usedMicros] : [],
  );
  return Math.min(...left);
}

/** @returns whose ceiling does not allow it; the caller's transaction must then be given up */
export async function takeFromDay(
  settings: Settings,
  tx: Transaction,
  { micros, avatarId, now }: { readonly micros: number; readonly avatarId: string | null; readonly now: Date },
): Promise<"workspace" | "avatar" | null> {
  await openDay(settings, tx, null, now);
  if (!(await take(tx, null, micros, now))) return "workspace";
  if (avatarId === null || !(await standing(tx, avatarId))) return null;
  await openDay(settings, tx, avatarId, now);
  return (await take(tx, avatarId, micros, now)) ? null : "avatar";
}

/** Corrects a day by what a call cost more or, with a negative difference, less than was reserved. */
export async function adjustDay(
  tx: Transaction,
  { differenceMicros, avatarId, day }: { differenceMicros: number; avatarId: string | null; day: Date },
): Promise<void> {
  const difference = usdFromMicros(differenceMicros);
  // One statement each: the second must see a ceiling that was set while the first waited for its lock.
  for (const scope of avatarId === null ? [scopeOf(null)] : [scopeOf(null), scopeOf(avatarId)])
    await tx.$executeRaw`
      UPDATE "Budget" SET "usedUsd" = "usedUsd" + ${difference}::numeric
      WHERE scope = ${scope} AND "periodKey" = ${dayKey(day)}`;
}

/** From now on, today included. An avatar's first ceiling counts what it has cost today already. */
export async function setCeiling(
  settings: Settings,
  tx: Transaction,
  avatarId: string | null,
  limitMicros: number,
): Promise<void> {
  const now = settings.clock.now();
  const scope = scopeOf(avatarId);
  await lockWorkspaceDay(settings, tx, now);
  const limitUsd = usdFromMicros(limitMicros);
  // The workspace's row of today is there already; an avatar's may not be, and is not counted anywhere else till then.
  const used = (await ledgerToday(tx, now)).find((row) => row.avatarId === avatarId);
  const usedUsd = usdFromMicros((used?.spentMicros ?? 0) + (used?.reservedMicros ?? 0));
  const row = { avatarId, scope, limitUsd, createdAt: now };
  for (const periodKey of [EVERY_DAY, dayKey(now)])
    await tx.budget.upsert({
      where: { scope_periodKey: { scope, periodKey } },
      create: { ...row, id: settings.ids.next("budget"), periodKey, usedUsd: periodKey === EVERY_DAY ? "0" : usedUsd },
      update: { limitUsd },
    });
}

/** The workspace goes back to DAILY_BUDGET_USD, an avatar to having no ceiling of its own. */
export async function removeCeiling(settings: Settings, tx: Transaction, avatarId: string | null): Promise<void> {
  const now = settings.clock.now();
  await lockWorkspaceDay(settings, tx, now);
  const scope = scopeOf(avatarId);
  await tx.budget.deleteMany({ where: { scope, periodKey: EVERY_DAY } });
  if (avatarId === null)
    await tx.budget.updateMany({
      where: { scope, periodKey: dayKey(now) },
      data: { limitUsd: settings.config.DAILY_BUDGET_USD },
    });
  else await tx.budget.deleteMany({ where: { scope, periodKey: dayKey(now) } });
}

const standing = async (tx: Transaction, avatarId: string) =>
  (await tx.budget.findUnique({
    where: { scope_periodKey: { scope: scopeOf(avatarId), periodKey: EVERY_DAY } },
    select: { id: true },
  })) !== null;

async function openDay({ config, ids }: Settings, tx: Transaction, avatarId: string | null, now: Date): Promise<void> {
  const scope = scopeOf(avatarId);
  await tx.$executeRaw`
    INSERT INTO "Budget" (id, "avatarId", scope, "periodKey", "limitUsd", "createdAt")
    VALUES (${ids.next("budget")}, ${avatarId}, ${scope}, ${dayKey(now)}, COALESCE(
      (SELECT "limitUsd" FROM "Budget" WHERE scope = ${scope} AND "periodKey" = ${EVERY_DAY}),
      ${config.DAILY_BUDGET_USD}::numeric), ${now})
    ON CONFLICT (scope, "periodKey") DO NOTHING`;
}

async function take(tx: Transaction, avatarId: string | null, micros: number, now: Date): Promise<boolean> {
  const amount = usdFromMicros(micros);
  const taken = await tx.$executeRaw`
    UPDATE "Budget" SET "usedUsd" = "usedUsd" + ${amount}::numeric
    WHERE scope = ${scopeOf(avatarId)} AND "periodKey" = ${dayKey(now)}
      AND "usedUsd" + ${amount}::numeric <= "limitUsd"`;
  return taken === 1;
}

async function lockWorkspaceDay(settings: Settings, tx: Transaction, now: Date): Promise<void> {
  await openDay(settings, tx, null, now);
  await tx.$executeRaw`
    SELECT 1 FROM "Budget" WHERE scope = ${DAY_SCOPE} AND "periodKey" = ${dayKey(now)} FOR UPDATE`;
}
