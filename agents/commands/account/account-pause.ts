// Holds an account's posts back until a person lets it go on; a pause of its own becomes the person's.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { transact } from "../transact.ts";
import { AccountSummary, summariseAccount } from "./account-card.ts";
import { findAccount } from "./find-account.ts";

export const accountPause = defineCommand({
  name: "account.pause",
  role: "manager",
  effect: "write",
  input: z.object({ account: z.string() }),
  output: AccountSummary,
  positional: ["account"],
  errors: ["not_found", "conflict"],
  run: async (context, { account: reference }) => {
    const account = await findAccount(context, reference);
    const pausedAt = account.pausedAt ?? context.clock.now();
    await transact(context, (tx) =>
      tx.account.update({ where: { id: account.id }, data: { pausedAt, pauseReason: "operator" } }),
    );
    return summariseAccount(account, account.avatar.slug);
  },
  view: ({ id, handle }, context) => {
    const words = texts(context.actor.language).insights;
    return {
      title: words.accountPaused(handle),
      text: words.pausedText,
      buttons: [{ label: words.resume, command: "account.resume", input: { account: id } }],
    };
  },
  subject: (_input, output) => output.id,
});
