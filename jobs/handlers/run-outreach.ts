// Carries out `outreach.run`.
import { runOutreach } from "../../agents/commands/outreach/run-outreach.ts";
import { runOutreachOrder } from "../../agents/work-orders/run-outreach.ts";
import { defineHandler } from "./handler.ts";

export const runOutreachHandler = defineHandler(runOutreachOrder, async (context, _payload, job) => {
  const count = await runOutreach(context, job.signal);
  if (count > 0) job.log.info("outreach handed to delivery", { count });
});
