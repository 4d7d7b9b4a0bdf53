// What a day may cost at most: the workspace always has a ceiling, an avatar where the owner gave it one (domain 5).
// Whoever changes a day locks the workspace's row first, then the avatar's: sums agree, and nobody waits in a circle. What
// is taken from a day is in prisma/paid-call.ts.
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

async function lockWorkspaceDay({ config, ids }: Settings, tx: Transaction, now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Budget" (id, scope, "periodKey", "limitUsd", "createdAt")
    VALUES (${ids.next("budget")}, ${DAY_SCOPE}, ${dayKey(now)}, COALESCE(
      (SELECT "limitUsd" FROM "Budget" WHERE scope = ${DAY_SCOPE} AND "periodKey" = ${EVERY_DAY}),
      ${config.DAILY_BUDGET_USD}::numeric), ${now})
    ON CONFLICT (scope, "periodKey") DO NOTHING`;
  await tx.$executeRaw`
    SELECT 1 FROM "Budget" WHERE scope = ${DAY_SCOPE} AND "periodKey" = ${dayKey(now)} FOR UPDATE`;
}
