// Which rows a report may count: the period, one avatar or all, and only one's own where the role says so (domain 10).
import { z } from "zod";
import { Prisma } from "../../../prisma/client.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import type { CommandContext } from "../context.ts";

export const reportDays = z.number().int().min(1).max(366).default(30);

export interface ReportScope {
  /** Slug, or null for all that may be seen. */
  readonly avatar: string | null;
  readonly days: number;
  readonly from: Date;
  readonly to: Date;
  /** SQL condition on a column that holds an avatar's id. */
  readonly allows: (avatarColumn: Prisma.Sql) => Prisma.Sql;
}

export async function reportScope(
  context: CommandContext,
  input: { readonly avatar?: string | undefined; readonly days: number },
): Promise<ReportScope> {
  const avatar = input.avatar ? await findAvatar(context, input.avatar) : null;
  const to = context.clock.now();
  const { role, id } = context.actor;
  const all = role === "owner" || role === "manager";
  return {
    avatar: avatar?.slug ?? null,
    days: input.days,
    from: new Date(to.getTime() - input.days * DAY_MS),
    to,
    allows: (column) => {
      if (avatar) return Prisma.sql`${column} = ${avatar.id}`;
      if (all) return Prisma.sql`TRUE`;
      return Prisma.sql`${column} IN (SELECT "avatarId" FROM "AvatarOperator" WHERE "operatorId" = ${id})`;
    },
  };
}
