// Failures the emulated TikTok was told to have, by operation or by conversation; each is used up by being had.
import { z } from "zod";
import { PlannedFaults } from "../../../emulators/planned-faults.ts";

const OPERATIONS = [
  "token_info",
  "refresh_token",
  "business_get",
  "webhook_update",
  "send",
  "sender_action",
  "upload",
  "capabilities",
  "conversations",
  "content",
] as const;
export type Operation = (typeof OPERATIONS)[number];

const Fault = z.discriminatedUnion("kind", [
  /** One of TikTok's numbers, nothing done. */
  z.object({ kind: z.literal("error"), code: z.int() }),
  /** 40100, with the pause that a gateway in between states. */
  z.object({ kind: z.literal("rate_limited"), pauseSeconds: z.number().positive().default(1) }),
  z.object({ kind: z.literal("server_error"), status: z.int().min(400).max(599).default(502) }),
  /** Never answered, nothing done. */
  z.object({ kind: z.literal("hang") }),
  /** 200 with a body that is not JSON, nothing done. */
  z.object({ kind: z.literal("garbage") }),
  /** Done, but the answer never arrives. */
  z.object({ kind: z.literal("lose_answer"), how: z.enum(["cut", "hang"]).default("cut") }),
]);
export type Fault = z.output<typeof Fault>;

export const FaultPlan = z.object({
  /** Absent: any operation but signs of presence, which come beside every answer. */
  operation: z.enum(OPERATIONS).optional(),
  /** Only sends to this conversation. */
  conversationId: z.string().optional(),
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

  take(operation: Operation, conversationId: string | undefined): Fault | undefined {
    const planned = this.#planned.take((plan) => {
      const isMeant = plan.operation === undefined ? operation !== "sender_action" : plan.operation === operation;
      return isMeant && (plan.conversationId === undefined || plan.conversationId === conversationId);
    });
    return planned?.fault;
  }
}
