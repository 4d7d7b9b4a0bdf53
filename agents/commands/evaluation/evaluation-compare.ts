// Two avatars, as one and her clone, before the same played fans: their scorecards side by side, and how sure one can be.
import { z } from "zod";
import { comparePairs, PAIRED_MEASURES } from "../../domain/fans/compare-pairs.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { loadLivingPersona, valuesOf } from "../persona/load-persona.ts";
import { endRunCard } from "../transact.ts";
import { compareCard } from "./compare-card.ts";
import { addCosts } from "./cost-of.ts";
import { playAll } from "./play-all.ts";
import { isPlayedByModel, PlayedFans, personalitiesOf, playedLines } from "./played-fans.ts";
import { quoteTurns } from "./quote-turns.ts";
import { FanCost, Scores } from "./scores.ts";

const Input = PlayedFans.extend({ avatar: z.string(), against: z.string() });

const Difference = z.object({ firstMore: z.number(), secondMore: z.number(), chance: z.number() });

export const evaluationCompare = defineCommand({
  name: "evaluation.compare",
  role: "manager",
  effect: "spend",
  input: Input,
  output: z.object({
    avatar: z.string(),
    against: z.string(),
    first: Scores,
    second: Scores,
    /** Of pairs: the same fan with the same seed before both. */
    differences: z.record(z.enum(PAIRED_MEASURES), Difference),
    /** null: the scripts spoke. */
    fans: FanCost.nullable(),
  }),
  positional: ["avatar", "against"],
  errors: ["not_found", "invalid_input", "refused", "not_configured", "budget_reached", "provider_failed"],
  estimate: async (context, input) => {
    const { first, second, playedByModel } = await planCompare(context, input);
    const words = texts(context.actor.language).fans.evaluation;
    const turns = input.conversations * input.turns;
    const batches = [first, second].map(({ persona }) => ({ turns, persona, playedByModel }));
    return {
      avatarId: first.avatar.id,
      costMicros: await quoteTurns(context, batches),
      lines: [{ label: words.against, value: second.avatar.name }, ...playedLines(context, input)],
    };
  },
  run: async (context, input) => {
    const { first, second, personalities, playedByModel } = await planCompare(context, input);
    await endRunCard(context);
    const play = ({ avatar, persona }: typeof first) =>
      playAll(context, { ...input, avatarId: avatar.id, persona, personalities, playedByModel });
    const [one, other] = [await play(first), await play(second)];
    return {
      avatar: first.avatar.name,
      against: second.avatar.name,
      first: one.scores,
      second: other.scores,
      differences: comparePairs(one.scored, other.scored),
      fans: playedByModel ? addCosts(one.fans, other.fans) : null,
    };
  },
  view: (output, context) => compareCard(output, context.actor.language),
});

/** @throws AppError `invalid_input` that names the field */
async function planCompare(context: CommandContext, input: z.output<typeof Input>) {
  const personalities = personalitiesOf(context, input.fan);
  const load = async (reference: string) => {
    const { avatar, fields } = await loadLivingPersona(context, reference);
    return { avatar, persona: valuesOf(fields) };
  };
  const [first, second] = [await load(input.avatar), await load(input.against)];
  if (first.avatar.id === second.avatar.id) {
    const words = texts(context.actor.language).fans.evaluation;
    throw new AppError("invalid_input", words.sameAvatar, { field: "against", remedy: words.sameAvatarRemedy });
  }
  return { first, second, personalities, playedByModel: isPlayedByModel(context, input) };
}
