// What the process and its queues say about themselves.
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { AppContext } from "../../agents/commands/context.ts";
import type { Gauge } from "./metrics.ts";

const NANOSECONDS = 1e9;

/** `close` ends the measuring of the event loop. */
export function runtimeGauges(context: AppContext): { readonly gauges: readonly Gauge[]; close(): void } {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const one = (name: string, help: string, value: () => number): Gauge => ({
    name,
    help,
    read: async () => [{ labels: {}, value: value() }],
  });
  const gauges: Gauge[] = [
    one("process_resident_memory_bytes", "Resident memory.", () => process.memoryUsage.rss()),
    one("nodejs_heap_used_bytes", "Used heap.", () => process.memoryUsage().heapUsed),
    one(
      "nodejs_eventloop_lag_p50_seconds",
      "Median delay of the event loop.",
      () => delay.percentile(50) / NANOSECONDS,
    ),
    one("nodejs_eventloop_lag_p99_seconds", "99th percentile of the event loop's delay.", () => {
      return delay.percentile(99) / NANOSECONDS;
    }),
    one("process_uptime_seconds", "Age of the process.", () => process.uptime()),
    {
      name: "vixenbliss_queue_jobs",
      help: "Jobs by queue and state.",
      read: async () => {
        const counts = await context.ports.queue.counts();
        return Object.entries(counts).flatMap(([queue, states]) =>
          Object.entries(states).map(([state, value]) => ({ labels: { queue, state }, value: Number(value) })),
        );
      },
    },
  ];
  return { gauges, close: () => delay.disable() };
}
