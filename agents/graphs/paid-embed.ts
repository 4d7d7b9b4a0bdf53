// Vectors that are paid for: reserved in the budget before, on the ledger after, like every other call of a model (domain 5).
import type { AppContext } from "../commands/context.ts";
import { type PaidCall, releaseCost, reserveCost, settleCost } from "../commands/money/budget.ts";
import type { Settlements } from "../commands/money/settlements.ts";
import { elsewhere } from "../kernel/elsewhere.ts";
import { toAppError } from "../kernel/errors.ts";

/** The server's own count does not come with the vectors. Bytes rather than characters: accents and pictographs are more tokens. */
const BYTES_PER_TOKEN = 4;

/** Failures after which the server has counted what it was asked. */
const BILLED_REASONS = new Set(["timeout", "wrong_dimensions", "empty_vector"]);

type EmbedSubject = Pick<PaidCall, "avatarId" | "batchId" | "pieceId" | "conversationId" | "operatorId">;

/**
 * As `embedder.embed`, whose callers are all here.
 * @param later who settles it with more; absent: it is settled at once
 * @throws AppError also `budget_reached` and, without a price, `not_configured`
 */
export async function paidEmbed(
  context: AppContext,
  texts: readonly string[],
  signal: AbortSignal,
  subject: EmbedSubject,
  later?: Settlements,
): Promise<readonly (readonly number[])[]> {
  const { embedder } = context;
  if (embedder.info.offline || texts.length === 0) return await embedder.embed(texts, signal);
  const attemptKey = `embed:${context.ids.next("cost")}`;
  const units = { input_token: tokensOf(texts) };
  const { provider, model } = embedder.info;
  const reserved = await reserveCost(context, { ...subject, attemptKey, provider, model, units });
  try {
    const vectors = await elsewhere(() => embedder.embed(texts, signal));
    if (later) later.add(reserved, units);
    else await settleCost(context, reserved, units);
    return vectors;
  } catch (thrown) {
    // Whoever was called away does not know what the server did meanwhile: it counts as done.
    const isBilled = signal.aborted || BILLED_REASONS.has(toAppError(thrown).reason ?? "");
    if (isBilled) await settleCost(context, reserved, units);
    else await releaseCost(context, reserved);
    throw thrown;
  }
}

function tokensOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Math.max(1, Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN)), 0);
}
