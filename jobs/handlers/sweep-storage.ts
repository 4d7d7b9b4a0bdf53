// Carries out `storage.sweep`.
import { sweepStorageNow } from "../../agents/commands/storage/sweep-storage-now.ts";
import { sweepStorage } from "../../agents/work-orders/sweep-storage.ts";
import { defineHandler } from "./handler.ts";

export const sweepStorageHandler = defineHandler(sweepStorage, (context, _payload, job) =>
  sweepStorageNow(context, job.signal),
);
