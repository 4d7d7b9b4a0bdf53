// What works, what is offline or simulated, and what waits for a person.
import { z } from "zod";
import { defineCommand } from "../command.ts";
import { statusCard } from "./status-card.ts";
import { Status, statusFacts } from "./status-facts.ts";

export const systemStatus = defineCommand({
  name: "system.status",
  role: "analyst",
  effect: "read",
  input: z.object({}),
  output: Status,
  errors: [],
  run: (context) => statusFacts(context),
  view: (output, context) => statusCard(output, context.actor),
});
