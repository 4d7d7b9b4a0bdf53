// Who is played in a dry run, how often and by whom: the input that commands share.
import { z } from "zod";
import { PERSONALITIES } from "../../domain/fans/personalities/personalities.ts";
import type { Personality } from "../../domain/fans/personalities/personality.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";

const MOST_CONVERSATIONS = 200;
export const MOST_TURNS = 12;

export const PlayedFans = z.object({
  conversations: z.number().int().min(1).max(MOST_CONVERSATIONS).default(PERSONALITIES.length),
  turns: z.number().int().min(1).max(MOST_TURNS).default(6),
  /** One kind of fan; absent: all in turn. */
  fan: z.string().max(40).optional(),
  seed: z.number().int().min(0).default(1),
  /** Whose words the fans speak; without a chat model always the script's. */
  fans: z.enum(["script", "model"]).default("script"),
});

/** @throws AppError `invalid_input` that names who there is */
export function personalitiesOf(context: CommandContext, fan: string | undefined): readonly Personality[] {
  const found = PERSONALITIES.filter(({ name }) => fan === undefined || name === fan);
  if (found.length > 0) return found;
  throw new AppError("invalid_input", texts(context.actor.language).fans.evaluation.noSuchFan(fan ?? ""), {
    field: "fan",
    remedy: PERSONALITIES.map(({ name }) => name).join(", "),
  });
}

export function isPlayedByModel(context: CommandContext, { fans }: z.output<typeof PlayedFans>): boolean {
  return fans === "model" && !context.chat.info.offline;
}

/** Lines of the quote that every dry run has. */
export function playedLines(context: CommandContext, input: z.output<typeof PlayedFans>) {
  const words = texts(context.actor.language).fans.evaluation;
  const { conversations, turns, fans } = input;
  const speaks = isPlayedByModel(context, input) ? words.byModel : words.byScript;
  return [
    { label: words.played, value: words.playedValue(conversations, turns) },
    { label: words.fansSpeak, value: fans === "model" && speaks === words.byScript ? words.noModel : speaks },
    { label: words.sent, value: words.sentNothing },
  ];
}
