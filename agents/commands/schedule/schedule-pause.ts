// Stop what goes out on an account, or on all of an avatar's, and let it go on: posts stay; those whose hour passed get a new one.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar, ownOnly } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { callInternal } from "../internal.ts";
import { transact } from "../transact.ts";
import { publishingAccounts } from "./calendar-accounts.ts";
import { scheduleReplan } from "./schedule-replan.ts";

const Input = z.object({ avatar: z.string().optional(), account: z.string().optional() });
const Output = z.object({ accounts: z.array(z.string()), posts: z.number() });

export const schedulePause = defineCommand({
  name: "schedule.pause",
  role: "manager",
  effect: "write",
  input: Input,
  output: Output,
  positional: ["avatar"],
  errors: ["not_found", "invalid_input"],
  run: async (context, input) => {
    const accounts = await accountsOf(context, input);
    const ids = accounts.map(({ id }) => id);
    const posts = await transact(context, async (tx) => {
      await tx.account.updateMany({
        where: { id: { in: ids }, calendarPausedAt: null },
        data: { calendarPausedAt: context.clock.now() },
      });
      const waiting = { accountId: { in: ids }, state: "scheduled", placedBy: { not: "now" } } as const;
      await tx.scheduledPost.updateMany({ where: { ...waiting, waitsFor: null }, data: { waitsFor: "account" } });
      return await tx.scheduledPost.count({ where: waiting });
    });
    return { accounts: accounts.map(({ handle }) => handle), posts };
  },
  view: ({ accounts, posts }, context) => {
    const words = texts(context.actor.language).calendar;
    return {
      title: words.paused(named(accounts), posts),
      tone: "warning",
      buttons: accounts.map((account) => ({
        label: `${words.resume} @${account}`,
        command: "schedule.resume",
        input: { account },
      })),
    };
  },
  subject: ({ avatar, account }) => account ?? avatar ?? "",
});

export const scheduleResume = defineCommand({
  name: "schedule.resume",
  role: "manager",
  effect: "write",
  input: Input,
  output: Output,
  positional: ["avatar"],
  errors: ["not_found", "invalid_input"],
  run: async (context, input) => {
    const accounts = await accountsOf(context, input);
    const ids = accounts.map(({ id }) => id);
    const { prisma } = context.database;
    const overdue = await prisma.scheduledPost.findMany({
      where: { accountId: { in: ids }, state: "scheduled", waitsFor: "account", dueAt: { lte: context.clock.now() } },
      select: { id: true },
    });
    await transact(context, (tx) =>
      tx.account.updateMany({ where: { id: { in: ids } }, data: { calendarPausedAt: null } }),
    );
    for (const accountId of ids) await callInternal(context, scheduleReplan, { accountId });
    const moved = await prisma.scheduledPost.count({
      where: { id: { in: overdue.map(({ id }) => id) }, waitsFor: null },
    });
    return { accounts: accounts.map(({ handle }) => handle), posts: moved };
  },
  view: ({ accounts, posts }, context) => ({
    title: texts(context.actor.language).calendar.resumed(named(accounts), posts),
    tone: "good",
  }),
  subject: ({ avatar, account }) => account ?? avatar ?? "",
});

const named = (accounts: readonly string[]): string => accounts.map((handle) => `@${handle}`).join(", ");

/** @throws AppError `invalid_input` where neither is named, `not_found` */
async function accountsOf(context: CommandContext, { avatar, account }: z.output<typeof Input>) {
  if (avatar) return await publishingAccounts(context, await findAvatar(context, avatar), account);
  const words = texts(context.actor.language).calendar;
  if (!account) throw new AppError("invalid_input", words.pauseWhich, { field: "avatar" });
  return [await findAccount(context, account)];
}

/** @throws AppError `not_found` */
export async function findAccount(context: CommandContext, reference: string) {
  const words = texts(context.actor.language).calendar;
  const handle = reference.trim().replace(/^@/, "");
  const account = await context.database.prisma.account.findFirst({
    where: {
      OR: [{ id: handle }, { handle }],
      platform: { in: Object.keys(context.ports.publishers) },
      avatar: ownOnly(context),
    },
    include: { avatar: true },
  });
  if (account) return account;
  throw new AppError("not_found", words.accountNotFound(reference.slice(0, 60)), { field: "account" });
}
