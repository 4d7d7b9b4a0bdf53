// What a day may cost at most, from now on, today included: for the whole workspace, or for one avatar (domain 5, 10).
import { z } from "zod";
import { formatUsd, microsFromUsd } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { removeCeiling, setCeiling } from "../money/ceilings.ts";
import { transact } from "../transact.ts";
import { BudgetToday, budgetCard, budgetToday } from "./budget-show.ts";

const NO_CEILING = "none";

export const budgetSet = defineCommand({
  name: "budget.set",
  role: "owner",
  effect: "write",
  input: z.object({
    usd: z
      .string()
      .trim()
      .regex(/^(\d{1,6}(\.\d{1,2})?|none)$/, "an amount such as 25 or 2.50, or none"),
    avatar: z.string().optional(),
  }),
  output: BudgetToday.extend({ setFor: z.string().nullable(), setMicros: z.number().nullable() }),
  positional: ["usd", "avatar"],
  errors: ["not_found"],
  run: async (context, { usd, avatar: reference }) => {
    const avatar = reference === undefined ? null : await findAvatar(context, reference);
    const micros = usd === NO_CEILING ? null : microsFromUsd(usd);
    await transact(context, (tx) =>
      micros === null
        ? removeCeiling(context, tx, avatar?.id ?? null)
        : setCeiling(context, tx, avatar?.id ?? null, micros),
    );
    return { ...(await budgetToday(context)), setFor: avatar?.slug ?? null, setMicros: micros };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).reports;
    const who = output.setFor;
    const title =
      output.setMicros === null ? words.ceilingRemoved(who) : words.ceilingSet(formatUsd(output.setMicros), who);
    return budgetCard(output, context, title);
  },
  subject: (_input, output) => output.setFor ?? "workspace",
});
