// The gateway hands every interaction to every session: one process at a time has one, and another takes over when it dies.
import type { AppContext } from "../../../agents/commands/context.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { holdTurn } from "../../../agents/commands/system/hold-turn.ts";
import type { Timers } from "../../../jobs/queue/timers.ts";
import type { Gateway } from "./gateway.ts";

export interface HoldGatewayOptions {
  readonly context: AppContext;
  readonly applicationId: string;
  readonly open: () => Promise<Gateway>;
  readonly timers: Timers;
}

/** A dead process's gateway is another's after it. */
const TURN_MS = 60_000;
export const HOLD_EVERY_MS = 20_000;

/** Settles once the gateway is open, or another process has it: then this one waits for its turn. @throws what `open` throws */
export async function holdGateway(options: HoldGatewayOptions): Promise<Gateway> {
  const { context, applicationId, open, timers } = options;
  const holder = context.ids.secret();
  const hold = (forMs: number) => callInternal(context, holdTurn, { turn: `discord:${applicationId}`, holder, forMs });
  let gateway: Gateway | undefined;
  let step: Promise<void> | undefined;
  const look = async () => {
    if (await hold(TURN_MS)) gateway ??= await open();
    else {
      // Held up for longer than the turn: another process has it by now.
      await gateway?.close();
      gateway = undefined;
    }
  };
  try {
    await look();
  } catch (thrown) {
    // Tried again by a new holder.
    await hold(0);
    throw thrown;
  }
  if (!gateway) context.log.info("another process has the discord gateway", { surface: "discord" });
  const stop = timers.every(HOLD_EVERY_MS, () => {
    step ??= look()
      .catch((error: unknown) => context.log.warn("the discord gateway was not held", { surface: "discord", error }))
      .finally(() => {
        step = undefined;
      });
  });
  return {
    close: async () => {
      stop();
      await step;
      await gateway?.close();
      await hold(0);
    },
  };
}
