// Grade the exam of a LoRA once its last picture is there.
import { z } from "zod";
import { defineWorkOrder } from "./work-order.ts";

export const gradeLora = defineWorkOrder({
  name: "lora.grade",
  queue: "media",
  payload: z.object({ loraId: z.string() }),
  attempts: 5,
  backoffMs: 2_000,
  dedupe: (payload) => payload.loraId,
});
