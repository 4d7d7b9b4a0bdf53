// What every EventBus must do, for `describe` blocks of its implementations.
import { afterEach, beforeEach, expect, it } from "vitest";
import type { AppEvent, EventBus } from "../event-bus.ts";

export interface EventBusHarness {
  /** Two buses, as two processes of one installation have them. */
  readonly here: EventBus;
  readonly there: EventBus;
  close(): Promise<void>;
}

export function eventBusConformance(open: () => Promise<EventBusHarness>): void {
  let harness: EventBusHarness;
  beforeEach(async () => {
    harness = await open();
  });
  afterEach(async () => {
    await harness.close();
  });

  it("delivers to the publishing process and to others", async () => {
    const here = nextEvent(harness.here);
    const there = nextEvent(harness.there);
    harness.here.publish({ topic: "batch:bat_1", kind: "progress" });
    expect(await Promise.all([here, there])).toEqual([
      { topic: "batch:bat_1", kind: "progress" },
      { topic: "batch:bat_1", kind: "progress" },
    ]);
  });

  it("makes one of many repeats, and loses no topic or kind", async () => {
    const seen = eventsUntil(harness.there, "system");
    for (let repeat = 0; repeat < 100; repeat += 1) harness.here.publish({ topic: "batch:bat_1", kind: "progress" });
    harness.here.publish({ topic: "batch:bat_1", kind: "done" });
    for (let batch = 2; batch < 120; batch += 1)
      harness.here.publish({ topic: `batch:bat_${batch}`, kind: "progress" });
    harness.here.publish({ topic: "system", kind: "end" });
    const events = await seen;
    expect(events).toHaveLength(121);
    expect(new Set(events.map(({ topic, kind }) => `${topic} ${kind}`)).size).toBe(121);
  });

  it("keeps serving the others when one listener throws or leaves", async () => {
    harness.there.subscribe(() => {
      throw new Error("a listener's fault");
    });
    const gone: AppEvent[] = [];
    harness.there.subscribe((event) => gone.push(event))();
    const there = nextEvent(harness.there);
    harness.here.publish({ topic: "avatar:avt_1", kind: "changed" });
    expect(await there).toEqual({ topic: "avatar:avt_1", kind: "changed" });
    expect(gone).toEqual([]);
  });

  it("sends what is waiting when it closes", async () => {
    const there = nextEvent(harness.there);
    harness.here.publish({ topic: "system", kind: "stopping" });
    await harness.here.close();
    expect(await there).toEqual({ topic: "system", kind: "stopping" });
  });
}

function nextEvent(bus: EventBus): Promise<AppEvent> {
  return new Promise((resolve) => {
    const unsubscribe = bus.subscribe((event) => {
      unsubscribe();
      resolve(event);
    });
  });
}

function eventsUntil(bus: EventBus, topic: string): Promise<readonly AppEvent[]> {
  const events: AppEvent[] = [];
  return new Promise((resolve) => {
    bus.subscribe((event) => {
      events.push(event);
      if (event.topic === topic) resolve(events);
    });
  });
}
