// How much of a counted window is left (TikTok: 10 messages until the fan writes again), from the rows as they stand.
import { readFacts, sendFacts } from "../../../prisma/outbound-message.ts";
import { type WindowCount, windowCount } from "../../domain/fans/reply-window.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";

interface CountedPlace {
  readonly id: string;
  readonly account: { readonly platform: string };
}

/** null: the platform does not count. */
export async function messagesLeft(
  context: Pick<CommandContext, "clock" | "database">,
  { id, account }: CountedPlace,
): Promise<WindowCount | null> {
  if (windowCount(account.platform, 0) === null) return null;
  const facts = await sendFacts(context.database.pool, id, context.clock.now());
  return facts === "" ? null : windowCount(account.platform, readFacts(facts).sentSinceInbound ?? 0);
}

/** Said at once, before it is written down: a person must not believe that it went out. @throws AppError `refused` */
export async function requireMessagesLeft(context: CommandContext, place: CountedPlace, needed: number): Promise<void> {
  const count = await messagesLeft(context, place);
  if (count === null || needed <= count.free) return;
  const words = texts(context.actor.language).people;
  throw new AppError("refused", words.windowFull(count.most), {
    field: "text",
    reason: "window_full",
    remedy: words.windowFullRemedy,
  });
}
