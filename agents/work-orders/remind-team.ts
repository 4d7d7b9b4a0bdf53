// Remind the team of fans who wait for a person, and of takeovers that are about to end. What is due is found by the run.
import { z } from "zod";
import { MINUTE_MS } from "../kernel/clock.ts";
import { defineWorkOrder } from "./work-order.ts";

export const remindTeam = defineWorkOrder({
  name: "team.remind",
  queue: "system",
  payload: z.object({}),
  attempts: 3,
  backoffMs: MINUTE_MS,
  dedupe: () => "remind",
});
