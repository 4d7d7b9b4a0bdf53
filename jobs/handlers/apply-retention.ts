// Carries out `retention.apply`.
import { deleteExpired } from "../../agents/commands/retention/delete-expired.ts";
import { applyRetention } from "../../agents/work-orders/apply-retention.ts";
import { defineHandler } from "./handler.ts";

export const applyRetentionHandler = defineHandler(applyRetention, async (context, _payload, job) => {
  const deleted = await deleteExpired(context, job.signal);
  const count = Object.values(deleted).reduce((total, rows) => total + rows, 0);
  job.log.info("kept long enough and deleted", { control: "C18", count });
});
