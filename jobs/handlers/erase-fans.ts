// Carries out `deletion.carry-out`.
import { carryOutDeletion } from "../../agents/commands/erasure/deletion-request.ts";
import { eraseFans } from "../../agents/work-orders/erase-fans.ts";
import { defineHandler } from "./handler.ts";

export const eraseFansHandler = defineHandler(eraseFans, async (context, { deletionRequestId }, job) => {
  await carryOutDeletion(context, deletionRequestId, job.signal);
});
