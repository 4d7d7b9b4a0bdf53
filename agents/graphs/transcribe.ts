// A fan's voice note written down: reserved in the budget before, settled by what was billed after (domain 5).
import type { AppContext } from "../commands/context.ts";
import { releaseCost, reserveCost, settleCost } from "../commands/money/budget.ts";
import { cleanText } from "../kernel/clean-text.ts";
import type { Sound, Transcriber, Transcript } from "../ports/transcriber.ts";

/** The least that voice notes are recorded in (Opus, 16 kbit a second): no note is longer than its bytes at this. */
const LEAST_BYTES_A_SECOND = 2_000;
const MOST_CHARS = 1_500;

/** @throws AppError `budget_reached`, `not_configured`, and as of Transcriber */
export async function transcribe(
  context: AppContext,
  transcriber: Transcriber,
  sound: Sound,
  subject: { readonly avatarId: string; readonly conversationId: string },
  signal: AbortSignal,
): Promise<string> {
  const { provider, model } = transcriber.info;
  const expected = Math.ceil(sound.bytes.length / LEAST_BYTES_A_SECOND);
  const attemptKey = `fan-media.transcribe:${context.ids.next("cost")}`;
  const reserved = await reserveCost(context, { ...subject, attemptKey, provider, model, units: { second: expected } });
  let heard: Transcript;
  try {
    heard = await transcriber.transcribe(sound, signal);
  } catch (thrown) {
    await releaseCost(context, reserved);
    throw thrown;
  }
  await settleCost(context, reserved, { second: heard.seconds ?? expected });
  return cleanText(heard.text.slice(0, MOST_CHARS)).trim();
}
