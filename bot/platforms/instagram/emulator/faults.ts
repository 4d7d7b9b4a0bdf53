// Failures the emulated Instagram was told to have, by operation or by recipient; each is used up by being had.
import { z } from "zod";
import { PlannedFaults } from "../../../emulators/planned-faults.ts";

const OPERATIONS = [
  "me",
  "subscribe",
  "quota",
  "create_container",
  "upload",
  "publish",
  "list_posts",
  "list_stories",
  "read_object",
  "insights",
  "send",
  "sender_action",
  "private_reply",
  "profile",
  "messenger_profile",
  "conversations",
  "refresh_token",
] as const;
export type Operation = (typeof OPERATIONS)[number];

export const Fault = z.discriminatedUnion("kind", [
  /** A Graph error of choice. */
  z.object({
    kind: z.literal("error"),
    code: z.int(),
    subcode: z.int().optional(),
    status: z.int().min(400).max(599).default(400),
  }),
  /** 429 with the usage headers that state a pause. */
  z.object({ kind: z.literal("rate_limited"), regainMinutes: z.number().positive().default(5) }),
  z.object({ kind: z.literal("server_error"), status: z.int().min(500).max(599).default(500) }),
  /** Never answered, nothing done. */
  z.object({ kind: z.literal("hang") }),
  /** 200 with a body that is not JSON, nothing done. */
  z.object({ kind: z.literal("garbage") }),
  /** Done, but the answer never arrives. */
  z.object({ kind: z.literal("lose_answer"), how: z.enum(["cut", "hang"]).default("cut") }),
  /** The connection of an upload breaks off once so much of it arrived. */
  z.object({ kind: z.literal("cut_upload"), afterBytes: z.int().min(1) }),
  /** A container that forgets it was marked as AI-generated. */
  z.object({ kind: z.literal("drop_label") }),
  /** A container that stays IN_PROGRESS. */
  z.object({ kind: z.literal("never_finish") }),
  /** A container that ends in ERROR with this subcode. */
  z.object({ kind: z.literal("fail_container"), subcode: z.int() }),
]);
export type Fault = z.output<typeof Fault>;

export const FaultPlan = z.object({
  /** Absent: any operation the fault can befall. */
  operation: z.enum(OPERATIONS).optional(),
  /** Only sends to this fan. */
  recipientId: z.string().optional(),
  times: z.int().min(1).default(1),
  fault: Fault,
});
export type FaultPlan = z.input<typeof FaultPlan>;

/** Signs of presence come beside every answer: a fault befalls them only by name. */
const ONLY_NAMED: ReadonlySet<Operation> = new Set(["sender_action", "profile"]);
const ONLY_BEFALLS: Partial<Record<Fault["kind"], Operation>> = {
  drop_label: "create_container",
  fail_container: "create_container",
  never_finish: "create_container",
  cut_upload: "upload",
};

export class Faults {
  readonly #planned = new PlannedFaults<z.output<typeof FaultPlan>>();

  add(input: FaultPlan): void {
    this.#planned.plan(FaultPlan.parse(input));
  }

  clear(): void {
    this.#planned.clear();
  }

  take(operation: Operation, recipientId: string | undefined): Fault | undefined {
    const planned = this.#planned.take((plan) => {
      const wanted = plan.operation ?? ONLY_BEFALLS[plan.fault.kind] ?? operation;
      if (plan.operation === undefined && ONLY_NAMED.has(operation)) return false;
      return wanted === operation && (plan.recipientId === undefined || plan.recipientId === recipientId);
    });
    return planned?.fault;
  }
}
