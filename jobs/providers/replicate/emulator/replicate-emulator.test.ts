import Replicate from "replicate";
import { afterAll, describe, expect, it } from "vitest";
import { ManualClock } from "../../../../agents/kernel/clock.ts";
import { type ReplicateEmulator, type ReplicateEmulatorOptions, startReplicateEmulator } from "./replicate-emulator.ts";

const running: ReplicateEmulator[] = [];
afterAll(async () => {
  await Promise.all(running.map((emulator) => emulator.close()));
});

async function start(options: ReplicateEmulatorOptions = {}) {
  const clock = new ManualClock();
  const wait = async (ms: number) => clock.advance(ms);
  const emulator = await startReplicateEmulator({ clock, wait, ...options });
  running.push(emulator);
  const { token, baseUrl } = emulator;
  const vendor = new Replicate({ auth: token, baseUrl, useFileOutput: false });
  const ask = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const usual = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const init = { method: "POST", headers: { ...usual, ...headers }, body: JSON.stringify(body) };
    return (await fetch(`${baseUrl}${path}`, init)).status;
  };
  return { clock, emulator, vendor, ask };
}

describe("the emulated Replicate", () => {
  it("is at home with the vendor's own client: a data set, a training, then pictures of the version it made", async () => {
    const { clock, emulator, vendor } = await start();
    const { username } = await vendor.accounts.current();
    await vendor.models.create(username, "luna", { visibility: "private", hardware: "gpu-t4" });
    const again = vendor.models.create(username, "luna", { visibility: "private", hardware: "gpu-t4" });
    await expect(again).rejects.toThrow("409");
    const zip = new Blob([new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0, 0])], { type: "application/zip" });
    const file = await vendor.files.create(zip, { purpose: "training" });
    expect(await vendor.files.get(file.id)).toMatchObject({ size: 6, metadata: { purpose: "training" } });
    const trainer = await vendor.models.get("ostris", "flux-dev-lora-trainer");
    const training = await vendor.trainings.create(
      "ostris",
      "flux-dev-lora-trainer",
      trainer.latest_version?.id ?? "",
      {
        destination: `${username}/luna`,
        input: { input_images: file.urls.get, trigger_word: "TOK_luna", steps: 100 },
      },
    );
    expect(training.status).toBe("processing");
    clock.advance(300_000);
    const done = await vendor.trainings.get(training.id);
    expect(done).toMatchObject({ status: "succeeded", metrics: { predict_time: 225 } });
    const { version } = done.output as { version: string };
    expect(version).toMatch(new RegExp(`^${username}/luna:[0-9a-f]{64}$`));
    expect((await vendor.models.get(username, "luna")).latest_version?.id).toBe(version.split(":")[1]);
    const output = await vendor.run(version as `${string}/${string}:${string}`, { input: { prompt: "TOK_luna" } });
    expect(output).toEqual([expect.stringMatching(/\/files\/\w+\/out-0\.webp$/)]);
    expect((await vendor.predictions.list()).results).toHaveLength(1);
    expect(emulator.bill).toMatchObject({ predictions: 1, trainings: 1, images: 0, trainSeconds: 225 });
  });

  it("refuses what the vendor refuses", async () => {
    const { ask, emulator } = await start();
    const flux = "/models/black-forest-labs/flux-dev-lora/predictions";
    const input = { prompt: "a beach" };
    const sdxl = "7762fd07cf82c948538e41f63f77d685e02b063e37e496e96eefd46c929f9bdc";
    const refusals: readonly [number, string, object, Record<string, string>?][] = [
      [401, flux, { input }, { authorization: "Bearer r8_wrong" }],
      [422, flux, { input: {} }],
      [422, flux, { input: { ...input, negative_prompt: "not of this model" } }],
      [422, flux, { input: { ...input, guidance: 11 } }],
      [422, flux, { input: { ...input, aspect_ratio: "7:1" } }],
      [422, flux, { input, surprise: 1 }],
      [422, flux, { input }, { prefer: "wait=61" }],
      [422, flux, { input, webhook: "http://studio.example/hook" }],
      [422, flux, { input, webhook: "https://studio.example/hook", webhook_events_filter: ["end"] }],
      [422, flux, { input, version: sdxl }],
      [404, "/models/stability-ai/sdxl/predictions", { input }],
      [422, "/predictions", { input }],
      [422, "/predictions", { input, version: "0".repeat(64) }],
      [422, "/predictions", { input: { ...input, refine: "twice" }, version: sdxl }],
      [422, "/models/kwaivgi/kling-v2.5-turbo-pro/predictions", { input: { ...input, duration: 6 } }],
      [422, "/models/kwaivgi/kling-v2.5-turbo-pro/predictions", { input: { ...input, seed: 6 } }],
      [
        422,
        "/models/black-forest-labs/flux-kontext-pro/predictions",
        { input: { ...input, input_image: `data:image/png;base64,${"A".repeat(300_000)}` } },
      ],
      [
        422,
        "/models/black-forest-labs/flux-kontext-pro/predictions",
        { input: { ...input, input_image: `${emulator.baseUrl}/files/nothing` } },
      ],
      [403, "/models", { owner: "somebody-else", name: "luna", visibility: "private", hardware: "gpu-t4" }],
      [422, "/models", { owner: emulator.account, name: "Luna!", visibility: "private", hardware: "gpu-t4" }],
      [404, "/nowhere", {}],
    ];
    for (const [status, path, body, headers] of refusals) {
      expect(await ask(path, body, headers), `${path} ${JSON.stringify(body).slice(0, 80)}`).toBe(status);
    }
    expect(emulator.bill).toMatchObject({ predictions: 0, trainings: 0 });
  });

  it("answers as soon as it is done, at the latest when it was asked to", async () => {
    const { ask } = await start({ startMs: 500, runMs: 1_000 });
    const flux = "/models/black-forest-labs/flux-dev-lora/predictions";
    const body = { input: { prompt: "a beach" } };
    expect(await ask(flux, body)).toBe(201);
    expect(await ask(flux, body, { prefer: "wait=1" })).toBe(202);
    expect(await ask(flux, body, { prefer: "wait" })).toBe(201);
  });
});
