// The limit a fan asks for: lower counts at once, higher or none after a day (trust C16). Nothing is a pause.
import { z } from "zod";
import { changeSelfLimit, NO_SELF_LIMIT } from "../../domain/sales/spend-limit.ts";
import { usdFromCents } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { findConversation } from "../conversation/find-conversation.ts";
import { transact } from "../transact.ts";
import { centsOf, fanReport, LimitAmount, LimitReport, limitCard } from "./limit-scopes.ts";
import { fanScope, lockFan, selfLimitOf } from "./spend.ts";

export const limitSelf = defineCommand({
  name: "limit.self",
  role: "chatter",
  effect: "write",
  input: z.object({ conversation: z.string(), daily: LimitAmount, monthly: LimitAmount }),
  output: LimitReport,
  positional: ["conversation", "daily", "monthly"],
  errors: ["not_found"],
  run: async (context, input) => {
    const conversation = await findConversation(context, input.conversation);
    const { fanId } = conversation;
    const scope = fanScope(fanId);
    const now = context.clock.now();
    const wanted = { dailyCents: centsOf(input.daily), monthlyCents: centsOf(input.monthly) };
    await transact(context, async (tx) => {
      await lockFan(tx, fanId);
      const row = await tx.spendLimit.findUnique({ where: { scope } });
      const limit = changeSelfLimit(row ? selfLimitOf(row) : NO_SELF_LIMIT, wanted, now);
      const data = {
        dailyUsd: usd(limit.dailyCents),
        monthlyUsd: usd(limit.monthlyCents),
        nextDailyUsd: usd(limit.next?.dailyCents ?? null),
        nextMonthlyUsd: usd(limit.next?.monthlyCents ?? null),
        nextFrom: limit.next?.from ?? null,
        updatedAt: now,
      };
      await tx.spendLimit.upsert({ where: { scope }, create: { scope, fanId, ...data }, update: data });
    });
    return await fanReport(context, conversation.id);
  },
  view: (output, context) => limitCard(output, context, texts(context.actor.language).limits.set(output.of)),
  subject: (_input, output) => output.conversation ?? "",
});

const usd = (cents: number | null) => (cents === null ? null : usdFromCents(cents));
