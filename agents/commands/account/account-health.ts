// How well accounts do: all of them as a list, or one with what its score is made of, its past and what to do.
import { z } from "zod";
import { ownOnly } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { watchedPlatforms } from "./accounts-to-look-after.ts";
import { findAccount } from "./find-account.ts";
import { accountHealthCard, HealthReport, HealthRow, healthListCard, readHealth } from "./health-report.ts";

const SHOWN = 200;

export const accountHealth = defineCommand({
  name: "account.health",
  role: "analyst",
  effect: "read",
  input: z.object({ account: z.string().optional() }),
  output: z.object({ account: HealthReport.nullable(), accounts: z.array(HealthRow) }),
  positional: ["account"],
  errors: ["not_found", "conflict"],
  run: async (context, { account: reference }) => {
    const accounts = reference === undefined ? await listHealth(context) : [];
    const only = accounts.length === 1 ? accounts[0]?.id : undefined;
    const asked = reference ?? only;
    const account = asked === undefined ? null : await readHealth(context, await findAccount(context, asked));
    return { account, accounts };
  },
  view: ({ account, accounts }, context) =>
    account ? accountHealthCard(account, context.actor.language) : healthListCard(accounts, context.actor.language),
});

/** The sick first. */
async function listHealth(context: CommandContext) {
  const rows = await context.database.prisma.account.findMany({
    where: { platform: { in: watchedPlatforms(context) }, avatar: ownOnly(context) },
    include: { avatar: { select: { slug: true } }, healthChecks: { orderBy: { checkedAt: "desc" }, take: 1 } },
    orderBy: [{ pausedAt: { sort: "asc", nulls: "last" } }, { connectedAt: "asc" }],
    take: SHOWN,
  });
  return rows.map(({ id, handle, platform, state, pausedAt, avatar, healthChecks }) => ({
    id,
    handle,
    platform,
    state,
    avatar: avatar.slug,
    score: healthChecks[0]?.score ?? null,
    paused: pausedAt !== null,
  }));
}
