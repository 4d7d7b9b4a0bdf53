// What the model calls of a dry run will probably cost.
import type { AppContext } from "../context.ts";
import { priceMicros } from "../money/budget.ts";

/** Of one turn: rules, past and answer; the persona comes on top. */
const USUAL_INPUT_TOKENS = 1_200;
const USUAL_OUTPUT_TOKENS = 120;
/** Of one message of a fan whom the model plays. */
const FAN_INPUT_TOKENS = 600;
const FAN_OUTPUT_TOKENS = 60;
/** Of the fan's words, by which memories are found. */
const EMBEDDED_TOKENS = 60;
const CHARS_PER_TOKEN = 4;

export interface QuotedTurns {
  readonly turns: number;
  readonly persona: Readonly<Record<string, unknown>>;
  /** The fan's messages are the model's, too. */
  readonly playedByModel?: boolean;
}

/** @throws AppError `not_configured` when a model has no price */
export async function quoteTurns(
  context: Pick<AppContext, "chat" | "embedder" | "database" | "clock">,
  batches: readonly QuotedTurns[],
): Promise<number> {
  const now = context.clock.now();
  const chat = context.chat.info;
  const embedder = context.embedder.info;
  const units = { input_token: 0, output_token: 0 };
  for (const { turns, persona, playedByModel } of batches) {
    const personaTokens = Math.ceil(JSON.stringify(persona).length / CHARS_PER_TOKEN);
    units.input_token += turns * (USUAL_INPUT_TOKENS + personaTokens + (playedByModel ? FAN_INPUT_TOKENS : 0));
    units.output_token += turns * (USUAL_OUTPUT_TOKENS + (playedByModel ? FAN_OUTPUT_TOKENS : 0));
  }
  const embedded = batches.reduce((sum, { turns }) => sum + turns * EMBEDDED_TOKENS, 0);
  const [talk, meaning] = await Promise.all([
    chat.offline ? 0 : priceMicros(context, { ...chat, units }, now),
    embedder.offline ? 0 : priceMicros(context, { ...embedder, units: { input_token: embedded } }, now),
  ]);
  return talk + meaning;
}
