// Whether what a fan wishes for may be made: the rules for prompts, and the moderator where one answers (trust C7-C9).
import { type WishObstacle, wishObstacle } from "../../domain/sales/custom-request.ts";
import { toAppError } from "../../kernel/errors.ts";
import { consentedNames } from "../avatar/likeness.ts";
import type { AppContext } from "../context.ts";

/** A moderator that is away says nothing against it: whoever quotes has it judged again. */
export async function judgeWish(
  context: AppContext,
  avatarId: string,
  wish: string,
  signal: AbortSignal,
): Promise<WishObstacle | null> {
  const consented = await consentedNames(context, avatarId);
  const byRule = wishObstacle(wish, null, consented);
  const { moderator } = context.ports;
  if (byRule !== null || !moderator) return byRule;
  try {
    const { scores } = await moderator.moderateText(wish, signal);
    return wishObstacle(wish, scores, consented);
  } catch (thrown) {
    const { code } = toAppError(thrown);
    context.log.warn("wish not examined", { code });
    return null;
  }
}
