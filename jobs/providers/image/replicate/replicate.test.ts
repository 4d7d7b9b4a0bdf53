import { afterAll, describe, expect, it } from "vitest";
import { HOUR_MS } from "../../../../agents/kernel/clock.ts";
import { describeImageGenerator } from "../../../../agents/ports/conformance/image-generator.ts";
import type { ImageRequest } from "../../../../agents/ports/image-generator.ts";
import type { VendorFile } from "../../../../agents/ports/vendor-job.ts";
import { isAllowedOutput } from "../../download-output.ts";
import { drawPicture } from "../../emulator/draw-picture.ts";
import { REPLICATE_FAULTS, type ReplicateEmulator } from "../../replicate/emulator/replicate-emulator.ts";
import { REPLICATE_OUTPUTS } from "../../replicate/replicate-client.ts";
import type { GroundOptions } from "../../replicate/testing/emulated-vendor.ts";
import { createReplicateGenerator } from "./replicate.ts";
import { createReplicateImageHarness, type ReplicateImageName } from "./testing/harness.ts";

const running: { close(): Promise<void> }[] = [];
afterAll(async () => {
  await Promise.all(running.map((harness) => harness.close()));
});

async function start(name?: ReplicateImageName, options?: GroundOptions) {
  const harness = await createReplicateImageHarness(name, options);
  running.push(harness);
  return harness;
}

const face = async (seed: number, size = { width: 96, height: 128 }): Promise<VendorFile> => ({
  bytes: await drawPicture(["a face", seed], size).png().toBuffer(),
  contentType: "image/png",
});

const REQUEST: ImageRequest = {
  prompt: "TOK_luna, adult woman in a linen shirt, golden hour",
  negative: "blurry",
  seed: 99,
  aspectRatio: "4:5",
  parameters: { steps: 30, guidance: 12 },
};
const LORA = { reference: "studio/luna-lora", scale: 0.9 };
const signal = () => AbortSignal.timeout(20_000);
const attempt = (key = "attempt-1") => ({ key, callbackUrl: null });
const reference = await face(1);
/** Every emulator that is started has this version. */
const TRAINED = (await start("trained-version")).trained;

describeImageGenerator("Replicate flux-dev-lora", () => start());
describeImageGenerator(
  "Replicate flux-dev-lora with a LoRA, slow",
  () => start(undefined, { startMs: 9_000, runMs: 9_000 }),
  {
    lora: LORA,
  },
);
describeImageGenerator("Replicate, a trained version", () => start("trained-version"), {
  lora: { reference: TRAINED, scale: 1 },
});
describeImageGenerator("Replicate sdxl", () => start("stability-ai/sdxl"));
describeImageGenerator("Replicate flux-kontext-pro", () => start("black-forest-labs/flux-kontext-pro"), { reference });
describeImageGenerator("Replicate flux-pulid", () => start("bytedance/flux-pulid"), { reference });

describe("attempts on Replicate", () => {
  it("asks nothing more when it was done by the answer to its submission", async () => {
    const { adapter, emulator } = await start(undefined, { startMs: 0, runMs: 400 });
    const { jobId } = await adapter.submit(REQUEST, attempt(), signal());
    emulator.faults.add("get", REPLICATE_FAULTS.broken);
    expect(await adapter.collect(jobId, signal())).toMatchObject({ state: "succeeded" });
    await expect(adapter.collect(jobId, signal())).rejects.toMatchObject({ retryable: true });
  });

  it("finds an attempt many pages back, and admits when it cannot tell", async () => {
    const { adapter, ground, startedAt } = await start(undefined, { pageSize: 3 });
    const { jobId } = await adapter.submit(REQUEST, attempt(), signal());
    for (let index = 2; index < 9; index += 1) await adapter.submit(REQUEST, attempt(`attempt-${index}`), signal());
    expect(await adapter.find("attempt-1", startedAt, signal())).toEqual({ jobId });
    ground.clock.advance(2 * HOUR_MS);
    await expect(adapter.find("attempt-1", startedAt, signal())).rejects.toMatchObject({ code: "outcome_unknown" });
    expect(await adapter.find("attempt-1", ground.clock.now(), signal())).toBeNull();
  });

  it("finds by the mark on the face where every input counts, and admits when that is gone", async () => {
    const { adapter, emulator, startedAt } = await start("black-forest-labs/flux-kontext-pro");
    emulator.faults.add("create", REPLICATE_FAULTS.cut);
    const cut = adapter.submit({ ...REQUEST, reference }, attempt("attempt-1"), signal());
    await expect(cut).rejects.toMatchObject({ code: "outcome_unknown" });
    const found = await adapter.find("attempt-1", startedAt, signal());
    expect(await adapter.collect(found?.jobId ?? "", signal())).toMatchObject({ state: "succeeded" });
    emulator.forgetFiles();
    await expect(adapter.find("attempt-1", startedAt, signal())).rejects.toMatchObject({ code: "outcome_unknown" });
  });

  it("is not confused by other models of the account", async () => {
    const { adapter, ground, startedAt } = await start("black-forest-labs/flux-kontext-pro");
    await createReplicateGenerator(ground.options).submit(REQUEST, attempt("attempt-1"), signal());
    expect(await adapter.find("attempt-1", startedAt, signal())).toBeNull();
  });

  it("calls it unpaid when the face could not be uploaded", async () => {
    const { adapter, emulator } = await start("black-forest-labs/flux-kontext-pro");
    emulator.faults.add("upload", REPLICATE_FAULTS.broken);
    const submitted = adapter.submit({ ...REQUEST, reference }, attempt(), signal());
    await expect(submitted).rejects.toMatchObject({ code: "provider_failed", retryable: true });
    expect(emulator.bill.predictions).toBe(0);
  });

  it("submits with what was sent ahead, whose failure it tells; what was not sent it sends itself", async () => {
    const { adapter, emulator } = await start("black-forest-labs/flux-kontext-pro");
    const asked = { ...REQUEST, reference };
    emulator.faults.add("upload", REPLICATE_FAULTS.broken);
    adapter.sendAhead?.(asked, "attempt-1", signal());
    // The one fault was the upload's ahead: an upload of its own would have gone well.
    await expect(adapter.submit(asked, attempt("attempt-1"), signal())).rejects.toMatchObject({ retryable: true });
    expect(emulator.bill.predictions).toBe(0);
    adapter.sendAhead?.(asked, "attempt-1", signal());
    await adapter.submit(asked, attempt("attempt-1"), signal());
    await adapter.submit(asked, attempt("attempt-2"), signal());
    expect(emulator.bill.predictions).toBe(2);
  });

  it("stops one that runs, and pays as far as it ran", async () => {
    const time = await start("stability-ai/sdxl", { startMs: 0, runMs: 60_000 });
    const { jobId } = await time.adapter.submit(REQUEST, attempt(), signal());
    await time.adapter.cancel?.(jobId, signal());
    const stopped = { state: "failed", reason: "canceled", retryable: false };
    expect(await time.adapter.collect(jobId, signal())).toEqual({ ...stopped, billed: { second: 1 } });
    expect(time.emulator.bill.predictSeconds).toBe(1);
    const picture = await start(undefined, { startMs: 60_000 });
    const queued = await picture.adapter.submit(REQUEST, attempt(), signal());
    await picture.adapter.cancel?.(queued.jobId, signal());
    expect(await picture.adapter.collect(queued.jobId, signal())).toEqual({ ...stopped, billed: {} });
    picture.emulator.faults.add("cancel", REPLICATE_FAULTS.invalid);
    await expect(picture.adapter.cancel?.(queued.jobId, signal())).resolves.toBeUndefined();
    await expect(picture.adapter.cancel?.("nobody", signal())).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("outcomes on Replicate", () => {
  const outcomeOf = async (
    scripted: Parameters<ReplicateEmulator["outcomes"]["add"]>[1],
    name?: ReplicateImageName,
  ) => {
    const { adapter, emulator, trained } = await start(name, { runMs: 6_000 });
    emulator.outcomes.add("prediction", scripted);
    const lora = name === "trained-version" ? { lora: { reference: trained, scale: 1 } } : {};
    const { jobId } = await adapter.submit({ ...REQUEST, ...lora }, attempt(), signal());
    return adapter.collect(jobId, signal()).catch((error: unknown) => error);
  };

  it("tells a refusal from a failure, with what each costs", async () => {
    expect(await outcomeOf("nsfw")).toEqual({ state: "refused", reason: "nsfw", billed: {} });
    expect(await outcomeOf("sensitive")).toEqual({ state: "refused", reason: "nsfw", billed: {} });
    expect(await outcomeOf("fewer_outputs")).toEqual({ state: "refused", reason: "nsfw", billed: {} });
    expect(await outcomeOf("failed")).toMatchObject({ state: "failed", retryable: true, billed: {} });
    const foreign = { state: "failed", reason: "foreign_output", retryable: false, billed: { image: 1 } };
    expect(await outcomeOf("foreign_output")).toEqual(foreign);
    expect(await outcomeOf("nsfw", "stability-ai/sdxl")).toMatchObject({ state: "refused", billed: {} });
    expect(await outcomeOf("nsfw", "trained-version")).toMatchObject({ state: "refused", billed: { second: 6 } });
  });

  it("is still running when patience ends", async () => {
    const { ground, emulator } = await start();
    const adapter = createReplicateGenerator({ ...ground.options, collectTimeoutMs: 3_000 });
    emulator.outcomes.add("prediction", "never_finishes");
    const { jobId } = await adapter.submit(REQUEST, attempt(), signal());
    expect(await adapter.collect(jobId, signal())).toEqual({ state: "running" });
    await expect(adapter.collect("nobody", signal())).rejects.toMatchObject({ code: "not_found" });
  });

  it("rides on when a file breaks off, and knows when it is gone for good", async () => {
    const { adapter, emulator, ground } = await start();
    const { jobId } = await adapter.submit(REQUEST, attempt(), signal());
    emulator.faults.add("output", REPLICATE_FAULTS.cut);
    await expect(adapter.collect(jobId, signal())).rejects.toMatchObject({ code: "unavailable", retryable: true });
    expect(await adapter.collect(jobId, signal())).toMatchObject({ state: "succeeded" });
    ground.clock.advance(2 * HOUR_MS);
    const expired = { state: "failed", reason: "output_expired", retryable: true, billed: { image: 1 } };
    expect(await adapter.collect(jobId, signal())).toEqual(expired);
  });

  it("fetches pictures from the vendor's own hosts only", () => {
    const isAllowed = (url: string, baseUrl = "https://api.replicate.com/v1") =>
      isAllowedOutput(url, { ...REPLICATE_OUTPUTS, baseUrl });
    expect(isAllowed("https://replicate.delivery/xezq/a/out-0.png")).toBe(true);
    expect(isAllowed("https://pbxt.replicate.delivery/a.png")).toBe(true);
    for (const url of [
      "http://replicate.delivery/a.png",
      "https://replicate.delivery.evil.example/a.png",
      "https://evilreplicate.delivery/a.png",
      "https://replicate.delivery:8443/a.png",
      "https://user@replicate.delivery/a.png",
      "https://api.replicate.com/a.png",
      "http://127.0.0.1/a.png",
      "file:///etc/passwd",
      "nonsense",
    ]) {
      expect(isAllowed(url), url).toBe(false);
    }
    expect(isAllowed("http://127.0.0.1:4010/files/a.png", "http://127.0.0.1:4010/v1")).toBe(true);
    expect(isAllowed("http://127.0.0.1:4011/files/a.png", "http://127.0.0.1:4010/v1")).toBe(false);
  });
});
