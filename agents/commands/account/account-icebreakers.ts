// Set the questions a chat begins with; without any, the avatar's own.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { AccountSummary, linkedCard, summariseAccount } from "./account-card.ts";
import { MAX_ICE_BREAKERS, MAX_QUESTION_CHARS, ownEntrances } from "./entrances.ts";
import { findEntrances } from "./find-entrances.ts";

export const accountIcebreakers = defineCommand({
  name: "account.icebreakers",
  role: "owner",
  effect: "write",
  input: z.object({
    avatar: z.string(),
    platform: z.string().default("instagram"),
    /** Absent: the avatar's own. */
    questions: z.array(z.string().trim().min(1).max(MAX_QUESTION_CHARS)).max(MAX_ICE_BREAKERS).optional(),
    off: z.boolean().default(false),
  }),
  output: AccountSummary.extend({ questions: z.array(z.string()) }),
  positional: ["avatar", "questions"],
  errors: ["not_found", "not_configured", "refused", "unavailable", "rate_limited"],
  run: async (context, { questions, off, ...request }) => {
    const { avatar, account, set } = await findEntrances(context, request);
    const iceBreakers = off ? [] : (questions ?? [...ownEntrances(context, avatar).iceBreakers]);
    await set({ iceBreakers });
    return { ...summariseAccount(account, avatar.slug), questions: iceBreakers };
  },
  view: (output, context) => ({
    ...linkedCard(output, context.actor.language),
    title: texts(context.actor.language).account.iceBreakersSet(output.handle, output.questions.length),
    text: output.questions.join("\n"),
  }),
  subject: (_input, output) => output.id,
});
