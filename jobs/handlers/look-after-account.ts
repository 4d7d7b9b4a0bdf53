// Carries out `account.look-after`: its health, then the figures of its posts.
import { checkHealth } from "../../agents/commands/account/check-health.ts";
import { readPostInsights } from "../../agents/commands/insight/read-post-insights.ts";
import { callInternal } from "../../agents/commands/internal.ts";
import { lookAfterAccount } from "../../agents/work-orders/look-after-account.ts";
import { defineHandler } from "./handler.ts";

export const lookAfterAccountHandler = defineHandler(lookAfterAccount, async (context, { accountId }, job) => {
  await callInternal(context, checkHealth, { accountId });
  const count = await callInternal(context, readPostInsights, { accountId });
  if (count > 0) job.log.info("figures of posts read", { accountId, count });
});
