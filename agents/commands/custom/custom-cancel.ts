// Close a custom request without a word to the fan: asked twice, or no longer wanted.
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { CloseInput, closeRequest } from "./close-request.ts";
import { CustomSummary, customCard, readCustom } from "./custom-card.ts";
import { findCustom } from "./find-custom.ts";

export const customCancel = defineCommand({
  name: "custom.cancel",
  role: "chatter",
  effect: "write",
  input: CloseInput,
  output: CustomSummary,
  positional: ["request", "note"],
  errors: ["not_found", "conflict"],
  run: async (context, { request, note }) => {
    const row = await findCustom(context, request);
    await closeRequest(context, row, "canceled", note);
    return await readCustom(context, row.id);
  },
  view: (output, context) => ({
    ...customCard(output, context),
    title: texts(context.actor.language).custom.canceled,
    tone: "good",
  }),
  subject: (_input, output) => output.id,
});
