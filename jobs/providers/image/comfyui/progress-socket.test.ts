import { afterAll, expect, it } from "vitest";
import type { ImageRequest } from "../../../../agents/ports/image-generator.ts";
import type { ComfyUiOptions } from "./comfyui.ts";
import type { ComfyUiEmulatorOptions } from "./emulator/comfyui-emulator.ts";
import { watchProgress } from "./progress-socket.ts";
import { type ComfyUiHarness, createComfyUiHarness } from "./testing/harness.ts";

const running: ComfyUiHarness[] = [];
afterAll(async () => {
  await Promise.all(running.map((harness) => harness.close()));
});

async function start(emulated: ComfyUiEmulatorOptions, options: Partial<ComfyUiOptions> = {}) {
  const harness = await createComfyUiHarness({ runMs: 10_000, ...emulated }, options);
  running.push(harness);
  const { jobId } = await harness.adapter.submit(REQUEST, { key: "attempt-1", callbackUrl: null }, signal());
  return { ...harness, jobId };
}

const REQUEST: ImageRequest = {
  prompt: "adult woman in a linen shirt",
  negative: "blurry",
  seed: 7,
  aspectRatio: "1:1",
  parameters: { steps: 20, guidance: 5 },
};
const signal = () => AbortSignal.timeout(20_000);

it("looks at once when the server says that it is through", async () => {
  let isWaiting: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => (isWaiting = resolve));
  const waitForever = (_ms: number, until: AbortSignal) => {
    isWaiting();
    return new Promise<void>((_resolve, reject) => {
      until.addEventListener("abort", () => reject(until.reason), { once: true });
    });
  };
  const { adapter, emulator, clock, jobId } = await start({}, { wait: waitForever });
  const collected = adapter.collect(jobId, signal());
  await Promise.all([waiting, emulator.socketOpened(jobId)]);
  clock.advance(4_000);
  emulator.tick();
  clock.advance(6_000);
  emulator.tick();
  expect(await collected).toMatchObject({ state: "succeeded" });
  expect(emulator.socketAttempts).toEqual([jobId]);
});

it("tells how far it is, by steps, whatever previews come in between", async () => {
  const { adapter, emulator, clock, jobId } = await start({});
  const watch = watchProgress(emulator.baseUrl, jobId, { "x-api-key": "emulated-key" }, 5_000);
  expect(watch.progress()).toBeNull();
  await emulator.socketOpened(jobId);
  clock.advance(4_000);
  emulator.tick();
  await adapter.cancel?.(jobId, signal());
  await watch.news();
  expect(watch.progress()).toBe(0.4);
  watch.close();
});

it("says how far it came when it gives up for now", async () => {
  const { adapter, emulator, clock, jobId } = await start(
    { runMs: 60_000 },
    {
      collectTimeoutMs: 20_000,
      wait: async () => {
        await emulator.socketOpened(jobId);
        clock.advance(1_000);
      },
    },
  );
  const outcome = await adapter.collect(jobId, signal());
  expect(outcome).toMatchObject({ state: "running", progress: expect.any(Number) });
});

it.each<[string, ComfyUiEmulatorOptions]>([
  ["none can be had", { sockets: "refused" }],
  ["it breaks off", {}],
])("polls on where there is no socket: %s", async (_why, emulated) => {
  const { adapter, emulator, clock, jobId } = await start(emulated, {
    wait: async (ms) => {
      emulator.cutSockets();
      clock.advance(ms);
    },
  });
  expect(await adapter.collect(jobId, signal())).toMatchObject({ state: "succeeded" });
});

it("asks for no socket when it is through already, nor with a key in the address", async () => {
  const { adapter, emulator, clock, jobId } = await start({});
  clock.advance(10_000);
  expect(await adapter.collect(jobId, signal())).toMatchObject({ state: "succeeded" });
  expect(emulator.socketAttempts).toEqual([]);
});

it("is no way in without the key", async () => {
  const { emulator, jobId } = await start({});
  const watch = watchProgress(emulator.baseUrl, jobId, {}, 5_000);
  const other = watchProgress(emulator.baseUrl, "another", { "x-api-key": "emulated-key" }, 5_000);
  await emulator.socketOpened("another");
  expect(watch.progress()).toBeNull();
  watch.close();
  other.close();
});
