// What one fan may spend at most from now on: of all avatars, or of one (trust C16). `none` goes back to what is above it.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { usdFromCents } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { transact } from "../transact.ts";
import { centsOf, LimitAmount, LimitReport, limitCard, scopeReport } from "./limit-scopes.ts";
import { avatarScope, WORKSPACE_SCOPE } from "./spend.ts";

export const limitSet = defineCommand({
  name: "limit.set",
  role: "owner",
  effect: "write",
  input: z.object({ daily: LimitAmount, monthly: LimitAmount, avatar: z.string().optional() }),
  output: LimitReport,
  positional: ["daily", "monthly", "avatar"],
  errors: ["not_found"],
  run: async (context, { daily, monthly, avatar: reference }) => {
    const avatar = reference === undefined ? null : await findAvatar(context, reference);
    const [aDay, aMonth] = [centsOf(daily), centsOf(monthly)];
    if (aDay !== null && aMonth !== null && aDay > aMonth) {
      const words = texts(context.actor.language).limits;
      throw new AppError("invalid_input", words.dayOverMonth, { field: "daily", remedy: words.dayOverMonthRemedy });
    }
    const scope = avatar ? avatarScope(avatar.id) : WORKSPACE_SCOPE;
    const limit = { dailyUsd: usd(daily), monthlyUsd: usd(monthly), updatedAt: context.clock.now() };
    await transact(context, (tx) =>
      tx.spendLimit.upsert({
        where: { scope },
        create: { scope, avatarId: avatar?.id ?? null, ...limit },
        update: limit,
      }),
    );
    return await scopeReport(context, avatar && { slug: avatar.slug, scope });
  },
  view: (output, context) => limitCard(output, context, texts(context.actor.language).limits.set(output.of)),
  subject: (_input, output) => output.of ?? "workspace",
});

function usd(amount: string): string | null {
  const cents = centsOf(amount);
  return cents === null ? null : usdFromCents(cents);
}
