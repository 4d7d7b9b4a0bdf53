// A log-in with whom it belongs to, and why nobody may go on with it.

import type { AppContext } from "../../context.ts";
import { hasRole } from "../../execute.ts";
import { type LoginFacts, type LoginOutcomeKind, NO_FACTS } from "./login-outcome.ts";

export async function findLoginRow(context: Pick<AppContext, "database">, id: string) {
  const { prisma } = context.database;
  const row = await prisma.accountLogin.findUnique({ where: { id }, include: { avatar: true, account: true } });
  const operator = row && (await prisma.operator.findUnique({ where: { id: row.operatorId } }));
  return row && operator ? { ...row, operator } : null;
}
export type FoundLogin = NonNullable<Awaited<ReturnType<typeof findLoginRow>>>;

/** null: go on. */
export function whyNot(row: FoundLogin, sessionOperatorId: string | null, now: Date): LoginOutcomeKind | null {
  if (sessionOperatorId !== null && sessionOperatorId !== row.operatorId) return "other_operator";
  if (row.usedAt !== null) return "used";
  if (row.expiresAt <= now) return "expired";
  const mayLink = row.operator.active && hasRole(row.operator, "owner") && row.avatar.state !== "retired";
  return mayLink ? null : "not_allowed";
}

export function factsOf(context: Pick<AppContext, "ports">, row: FoundLogin): LoginFacts {
  const { logins = {} } = context.ports;
  const name = Object.hasOwn(logins, row.provider) ? logins[row.provider]?.info.name : undefined;
  const { name: avatar, slug } = row.avatar;
  return {
    ...NO_FACTS,
    platform: name ?? row.provider,
    avatar,
    slug,
    handle: row.account?.handle ?? row.handle ?? "",
  };
}
