// Asks the platform about an account now, as after mending what was wrong with it.
import { z } from "zod";
import { defineCommand } from "../command.ts";
import { callInternal } from "../internal.ts";
import { checkHealth } from "./check-health.ts";
import { findAccount } from "./find-account.ts";
import { accountHealthCard, HealthReport, readHealth } from "./health-report.ts";

export const accountCheck = defineCommand({
  name: "account.check",
  role: "manager",
  effect: "write",
  input: z.object({ account: z.string() }),
  output: HealthReport,
  positional: ["account"],
  errors: ["not_found", "conflict"],
  run: async (context, { account: reference }) => {
    const { id } = await findAccount(context, reference);
    await callInternal(context, checkHealth, { accountId: id, now: true });
    return await readHealth(context, await findAccount(context, id));
  },
  view: (output, context) => accountHealthCard(output, context.actor.language),
  subject: (_input, output) => output.id,
});
