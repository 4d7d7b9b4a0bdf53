// Whether what a model wrote for a picture stays within the tier the picture was planned for, by the scores of the moderator.
import type { AppContext } from "../../commands/context.ts";
import { judgeTone } from "../../domain/content/prompt-tone.ts";
import type { Tier } from "../../domain/content/tier.ts";
import { toAppError } from "../../kernel/errors.ts";

/** Not examined is not within. Without a moderator nothing of the piece becomes publishable anyway. */
export async function isWithinTier(
  { ports, log }: Pick<AppContext, "ports" | "log">,
  texts: readonly string[],
  tier: Tier,
  signal: AbortSignal,
): Promise<boolean> {
  const { moderator } = ports;
  if (!moderator || texts.length === 0) return true;
  try {
    const { scores } = await moderator.moderateText(texts.join("\n"), signal);
    return judgeTone(scores, tier).fits;
  } catch (thrown) {
    signal.throwIfAborted();
    log.warn("captions not examined", { provider: moderator.info.provider, code: toAppError(thrown).code });
    return false;
  }
}
