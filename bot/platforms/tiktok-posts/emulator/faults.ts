// Failures the emulated TikTok was told to have, by operation; each is used up by being had.
import { z } from "zod";
import { PlannedFaults } from "../../../emulators/planned-faults.ts";

const OPERATIONS = [
  "user_info",
  "creator_info",
  "init",
  "upload",
  "status",
  "cancel",
  "video_list",
  "video_query",
  "token",
] as const;
export type Operation = (typeof OPERATIONS)[number];

const Fault = z.discriminatedUnion("kind", [
  /** One of TikTok's words, nothing done. @see posts-error.ts */
  z.object({ kind: z.literal("error"), code: z.string() }),
  z.object({ kind: z.literal("server_error"), status: z.int().min(400).max(599).default(502) }),
  /** Never answered, nothing done. */
  z.object({ kind: z.literal("hang") }),
  /** 200 with a body that is not JSON, nothing done. */
  z.object({ kind: z.literal("garbage") }),
  /** Done, but the answer never arrives. */
  z.object({ kind: z.literal("lose_answer"), how: z.enum(["cut", "hang"]).default("cut") }),
  /** What is begun will fail with this `fail_reason`. */
  z.object({ kind: z.literal("fail_post"), reason: z.string() }),
]);
export type Fault = z.output<typeof Fault>;

export const FaultPlan = z.object({
  /** Absent: any operation; of `fail_post`: init. */
  operation: z.enum(OPERATIONS).optional(),
  times: z.int().min(1).default(1),
  fault: Fault,
});
export type FaultPlan = z.input<typeof FaultPlan>;

export class Faults {
  readonly #planned = new PlannedFaults<z.output<typeof FaultPlan>>();

  add(input: FaultPlan): void {
    this.#planned.plan(FaultPlan.parse(input));
  }

  clear(): void {
    this.#planned.clear();
  }

  take(operation: Operation): Fault | undefined {
    const planned = this.#planned.take((plan) => {
      const wanted = plan.operation ?? (plan.fault.kind === "fail_post" ? "init" : operation);
      return wanted === operation;
    });
    return planned?.fault;
  }
}
