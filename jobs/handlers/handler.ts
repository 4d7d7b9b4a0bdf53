// What a job handler is: a work order and the function that carries it out.
import type { AppContext } from "../../agents/commands/context.ts";
import { AppError } from "../../agents/kernel/errors.ts";
import type { Logger } from "../../agents/kernel/log.ts";
import type { WorkOrder, WorkOrderPayload } from "../../agents/work-orders/work-order.ts";

/** One attempt at one job. */
export interface JobRun {
  readonly id: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** Aborted when the process stops or another worker took the job over: leave at the next safe point. */
  readonly signal: AbortSignal;
  /** Ends this run and starts the job again later, without counting an attempt. */
  moveToDelayed(delayMs: number): Promise<never>;
  readonly log: Logger;
}

export interface Handler<Context = AppContext> {
  readonly order: WorkOrder;
  run(context: Context, payload: unknown, job: JobRun): Promise<void>;
}

/** A retry may repeat any line of `run`, and two runs may overlap after a lost lock: move rows by guarded updates. */
export function defineHandler<Order extends WorkOrder, Context = AppContext>(
  order: Order,
  run: (context: Context, payload: WorkOrderPayload<Order>, job: JobRun) => Promise<void>,
): Handler<Context> {
  return {
    order,
    run: async (context, payload, job) => {
      const parsed = order.payload.safeParse(payload);
      if (!parsed.success) {
        throw new AppError("invalid_input", `The payload of ${order.name} is not valid.`, { cause: parsed.error });
      }
      await run(context, parsed.data as WorkOrderPayload<Order>, job);
    },
  };
}
