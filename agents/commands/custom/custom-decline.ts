// Say no to what a fan wants made for them; the fan is told so kindly, and no quote of it can be paid any more.
import { isLanguage, texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { sendNow } from "../conversation/send-now.ts";
import { CloseInput, closeRequest } from "./close-request.ts";
import { CustomSummary, customCard, readCustom } from "./custom-card.ts";
import { findCustom } from "./find-custom.ts";

export const customDecline = defineCommand({
  name: "custom.decline",
  role: "chatter",
  effect: "write",
  input: CloseInput,
  output: CustomSummary,
  positional: ["request", "note"],
  errors: ["not_found", "conflict"],
  run: async (context, { request, note }) => {
    const row = await findCustom(context, request);
    await closeRequest(context, row, "declined", note, async (tx) => {
      const language = isLanguage(row.fan.language) ? row.fan.language : "en";
      const text = texts(language).custom.declinedToFan;
      if (row.conversation)
        await sendNow(context, tx, row.conversation, {
          ...{ kind: "operator", author: "operator", text },
          operatorId: context.actor.id,
        });
    });
    return await readCustom(context, row.id);
  },
  view: (output, context) => ({
    ...customCard(output, context),
    title: texts(context.actor.language).custom.declined(output.fan),
    tone: "good",
  }),
  subject: (_input, output) => output.id,
});
