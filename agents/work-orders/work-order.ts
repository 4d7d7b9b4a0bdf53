// What may be asked to be done later, as data. The handler of an order lives in jobs/handlers under the same name.
import type { z } from "zod";

export const QUEUES = ["conversation", "media", "publishing", "system"] as const;
export type QueueName = (typeof QUEUES)[number];

export interface WorkOrder<Name extends string = string, Payload extends z.ZodObject = z.ZodObject> {
  readonly name: Name;
  readonly queue: QueueName;
  /** Ids only, never text or money. */
  readonly payload: Payload;
  readonly attempts: number;
  /** First wait of the exponential backoff. */
  readonly backoffMs: number;
  /** At most one job per key at a time: a second one slides the waiting job, or runs once after the active one. */
  readonly dedupe?: (payload: z.output<Payload>) => string;
}

export type WorkOrderPayload<Order extends WorkOrder> = z.output<Order["payload"]>;

export function defineWorkOrder<const Name extends string, Payload extends z.ZodObject>(
  order: WorkOrder<Name, Payload>,
): WorkOrder<Name, Payload> {
  return order;
}
