// One custom request with its history.
import { z } from "zod";
import { defineCommand } from "../command.ts";
import { CustomSummary, customCard, readCustom } from "./custom-card.ts";

export const customShow = defineCommand({
  name: "custom.show",
  role: "chatter",
  effect: "read",
  input: z.object({ request: z.string().trim().min(1).max(120) }),
  output: CustomSummary,
  positional: ["request"],
  errors: ["not_found"],
  run: (context, { request }) => readCustom(context, request),
  view: customCard,
});
