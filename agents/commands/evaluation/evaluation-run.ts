// Try an avatar's answers on played fans before real ones read them; with a persona field changed, beside the way it is now.
// Nothing is sent and no row is written but the ledger's for model calls: the conversations are nowhere but in memory.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { languageOf, loadLivingPersona, valuesOf } from "../persona/load-persona.ts";
import { endRunCard } from "../transact.ts";
import { changedPersona } from "./changed-persona.ts";
import { addCosts, NO_COST } from "./cost-of.ts";
import { scorecardCard } from "./evaluation-card.ts";
import { playAll } from "./play-all.ts";
import { isPlayedByModel, PlayedFans, personalitiesOf, playedLines } from "./played-fans.ts";
import { quoteTurns } from "./quote-turns.ts";
import { FanCost, Scores } from "./scores.ts";

const Input = PlayedFans.extend({
  avatar: z.string(),
  /** A persona field to try, with its new value. */
  field: z.string().trim().max(60).optional(),
  value: z.string().trim().min(1).max(4_000).optional(),
});
type Input = z.output<typeof Input>;

export const evaluationRun = defineCommand({
  name: "evaluation.run",
  role: "manager",
  effect: "spend",
  input: Input,
  output: z.object({
    avatar: z.string(),
    change: z.object({ field: z.string(), value: z.string() }).nullable(),
    now: Scores,
    /** null: nothing was changed. */
    changed: Scores.nullable(),
    /** null: the scripts spoke. */
    fans: FanCost.nullable(),
    /** One conversation as it went, of the changed persona where there is one. */
    sample: z.array(z.object({ heard: z.string(), said: z.array(z.string()) })),
  }),
  positional: ["avatar"],
  errors: ["not_found", "invalid_input", "refused", "not_configured", "budget_reached", "provider_failed"],
  estimate: async (context, input) => {
    const { avatar, persona, changed, playedByModel } = await planRun(context, input);
    const words = texts(context.actor.language).fans.evaluation;
    const turns = input.conversations * input.turns;
    const tried = changed ? [{ label: words.tried, value: `${input.field}: ${input.value}` }] : [];
    const batches = [persona, ...(changed ? [changed] : [])].map((each) => ({ turns, persona: each, playedByModel }));
    return {
      avatarId: avatar.id,
      costMicros: await quoteTurns(context, batches),
      lines: [...tried, ...playedLines(context, input)],
    };
  },
  run: async (context, input) => {
    const { avatar, persona, changed: other, personalities, playedByModel } = await planRun(context, input);
    await endRunCard(context);
    const plan = { ...input, avatarId: avatar.id, personalities, playedByModel };
    const now = await playAll(context, { ...plan, persona });
    const changed = other ? await playAll(context, { ...plan, persona: other }) : null;
    const { field, value } = input;
    return {
      avatar: avatar.name,
      change: field && value ? { field, value } : null,
      now: now.scores,
      changed: changed?.scores ?? null,
      fans: playedByModel ? addCosts(now.fans, changed?.fans ?? NO_COST) : null,
      sample: [...(changed ?? now).sample],
    };
  },
  view: (output, context) => scorecardCard(output, context.actor.language),
});

/** @throws AppError `invalid_input` that names the field */
async function planRun(context: CommandContext, input: Input) {
  const { avatar, fields } = await loadLivingPersona(context, input.avatar);
  const personalities = personalitiesOf(context, input.fan);
  const persona = valuesOf(fields);
  const changed = changedPersona(context, input, persona, languageOf(avatar));
  return { avatar, persona, changed, personalities, playedByModel: isPlayedByModel(context, input) };
}
