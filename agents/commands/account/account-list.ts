// Accounts with their state.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { findAvatar, ownOnly } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { AccountSummary, summariseAccount } from "./account-card.ts";

export const accountList = defineCommand({
  name: "account.list",
  role: "analyst",
  effect: "read",
  input: z.object({ avatar: z.string().optional() }),
  output: z.object({ accounts: z.array(AccountSummary) }),
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar: reference }) => {
    const avatar = reference ? await findAvatar(context, reference) : null;
    const accounts = await context.database.prisma.account.findMany({
      where: { avatar: ownOnly(context), ...(avatar ? { avatarId: avatar.id } : {}) },
      include: { avatar: { select: { slug: true } } },
      orderBy: { connectedAt: "desc" },
      take: 200,
    });
    return { accounts: accounts.map((account) => summariseAccount(account, account.avatar.slug)) };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).account;
    return {
      title: words.accounts(output.accounts.length),
      table: {
        columns: [{ label: words.avatar }, { label: words.platform }, { label: words.handle }, { label: words.state }],
        rows: output.accounts.map((account) => [
          account.avatar,
          account.emulated ? `${account.platform} · ${words.emulated}` : account.platform,
          `@${account.handle}`,
          words.states[account.state as keyof typeof words.states],
        ]),
      },
    };
  },
});
