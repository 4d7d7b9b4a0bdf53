import { afterAll, expect, it } from "vitest";
import { AppError } from "../../../../agents/kernel/errors.ts";
import { describeVideoGenerator } from "../../../../agents/ports/conformance/video-generator.ts";
import type { VideoRequest } from "../../../../agents/ports/video-generator.ts";
import { isAllowedOutput } from "../../download-output.ts";
import { drawPicture } from "../../emulator/draw-picture.ts";
import { LUMA_FAULTS, type LumaEmulatorOptions, type LumaOutcome } from "./emulator/luma-emulator.ts";
import { createFindGeneration } from "./find-generation.ts";
import { createLumaGenerator, LUMA_CLIPS, type LumaOptions } from "./luma.ts";
import { createLumaHarness, type LumaHarness } from "./testing/harness.ts";

const running: LumaHarness[] = [];
afterAll(() => Promise.all(running.map((harness) => harness.close())));

async function start(emulated: LumaEmulatorOptions = {}, options: Partial<LumaOptions> = {}) {
  const harness = await createLumaHarness(emulated, options);
  running.push(harness);
  return harness;
}

const image = {
  bytes: await drawPicture(["first frame"], { width: 90, height: 160 }).png().toBuffer(),
  contentType: "image/png",
};
const REQUEST: VideoRequest = {
  prompt: "  adult woman in a linen shirt turns to the camera ",
  negative: "blurry",
  seed: -7,
  aspectRatio: "9:16",
  seconds: 9,
  image,
};
const attempt = (key: string) => ({ key, callbackUrl: null });
const signal = () => AbortSignal.timeout(20_000);

describeVideoGenerator("Luma", () => start(), image);

it("sends what Ray takes and nothing else, with the frame's link and the callback, and tells what Luma echoes", async () => {
  const publishImage = async () => "https://media.example/frame.png?signature=abc";
  const { adapter, emulator } = await start({}, { publishImage, model: "ray-flash-2", resolution: "540p" });
  expect(adapter.info).toMatchObject({ provider: "luma", model: "ray-flash-2", unit: "second", seconds: [5, 9] });
  const callbackUrl = "https://studio.example/webhooks/luma?attempt=a%20b&signature=c";
  const { jobId } = await adapter.submit(REQUEST, { key: "a b", callbackUrl }, signal());
  expect(emulator.inputs).toEqual([
    {
      model: "ray-flash-2",
      prompt: "adult woman in a linen shirt turns to the camera",
      aspect_ratio: "9:16",
      duration: "9s",
      resolution: "540p",
      keyframes: {
        frame0: { type: "image", url: "https://media.example/frame.png?signature=abc#attempt=a%20b" },
      },
      callback_url: callbackUrl,
    },
  ]);
  const outcome = await adapter.collect(jobId, signal());
  expect(outcome).toMatchObject({
    state: "succeeded",
    made: {
      modelVersion: "ray-flash-2",
      parameters: { model: "ray-flash-2", aspect_ratio: "9:16", duration: "9s", resolution: "540p" },
      units: { second: 9 },
    },
  });
  // Neither the link to the frame nor the signed callback belongs into provenance.
  expect(JSON.stringify(outcome.state === "succeeded" && outcome.made.parameters)).not.toContain("signature");
});

it("makes every shape and length it lists", async () => {
  const { adapter, emulator } = await start();
  for (const aspectRatio of adapter.info.aspectRatios) {
    await adapter.submit({ ...REQUEST, aspectRatio }, attempt("a"), signal());
  }
  for (const seconds of adapter.info.seconds) await adapter.submit({ ...REQUEST, seconds }, attempt("a"), signal());
  expect(emulator.bill.generations).toBe(adapter.info.aspectRatios.length + adapter.info.seconds.length);
});

it("tells refusals from failures, and that neither costs anything", async () => {
  const { adapter, emulator, vendor } = await start();
  const outcome = async (scripted: LumaOutcome) => {
    emulator.outcomes.add("generation", scripted);
    const { jobId } = await adapter.submit(REQUEST, attempt("a"), signal());
    return adapter.collect(jobId, signal());
  };
  const reason = "Advanced prompt moderation failed";
  expect(await outcome("refused")).toEqual({ state: "refused", reason, billed: {} });
  expect(await outcome("frame_refused")).toEqual({ state: "refused", reason: "Frame moderation failed", billed: {} });
  expect(await outcome("failed")).toEqual({ state: "failed", reason: "Job failed", retryable: true, billed: {} });
  const unread = "Failed to read user input frames";
  expect(await outcome("unreadable")).toEqual({ state: "failed", reason: unread, retryable: false, billed: {} });
  expect(vendor?.billed()).toBe(0);
  const whole = { second: 9 };
  expect(await outcome("no_output")).toEqual({ state: "failed", reason: "no_output", retryable: true, billed: whole });
  expect(await outcome("foreign_output")).toMatchObject({ state: "failed", reason: "foreign_output", billed: whole });
});

it("says so when Luma cannot fetch the frame, and asks nothing of Luma when it could not be published", async () => {
  const { adapter } = await start({}, { publishImage: async () => "http://127.0.0.1:9/frame.png" });
  const { jobId } = await adapter.submit(REQUEST, attempt("a"), signal());
  expect(await adapter.collect(jobId, signal())).toMatchObject({ reason: "Failed to read user input frames" });

  const full = new AppError("storage_full", "The disk is full.");
  const failing = async (thrown: Error) => {
    const publishImage = () => Promise.reject(thrown);
    const { adapter: other, emulator } = await start({}, { publishImage });
    const error = await other.submit(REQUEST, attempt("a"), signal()).catch((failure: unknown) => failure);
    expect(emulator.bill.generations).toBe(0);
    return error;
  };
  expect(await failing(full)).toBe(full);
  expect(await failing(new Error("socket"))).toMatchObject({ code: "unavailable", retryable: true });

  const fetchNever: typeof fetch = () => Promise.reject(new Error("nothing may be asked"));
  const real = createLumaGenerator({
    key: "x",
    baseUrl: "https://api.lumalabs.ai/dream-machine/v1",
    fetch: fetchNever,
    publishImage: async () => "http://localhost:3000/media/frame.png",
  });
  await expect(real.submit(REQUEST, attempt("a"), signal())).rejects.toMatchObject({
    code: "not_configured",
    remedy: expect.stringContaining("PUBLIC_URL"),
  });
});

it("says that the account is empty, though it is told as a bad request", async () => {
  const { adapter, emulator } = await start();
  emulator.faults.add("submit", LUMA_FAULTS.noCredit);
  await expect(adapter.submit(REQUEST, attempt("a"), signal())).rejects.toMatchObject({
    code: "rate_limited",
    retryable: false,
    remedy: "Add credit to the Luma account.",
  });
});

it("checks what it can before anything is paid", async () => {
  const { adapter, emulator } = await start();
  const submit = (change: Partial<VideoRequest>) => adapter.submit({ ...REQUEST, ...change }, attempt("a"), signal());
  for (const prompt of ["", " ab ", "a".repeat(5_001)]) {
    await expect(submit({ prompt })).rejects.toMatchObject({ code: "invalid_input", field: "prompt" });
  }
  await expect(submit({ seconds: 6 })).rejects.toMatchObject({
    code: "invalid_input",
    field: "seconds",
    remedy: "Use one of 5, 9 seconds.",
  });
  const page = { bytes: Buffer.from("<html>"), contentType: "image/png" };
  await expect(submit({ image: page })).rejects.toMatchObject({ code: "invalid_input", reason: "image_type" });
  expect(emulator.bill.generations).toBe(0);
});

it("waits for what is queued and made, and leaves when its time is up", async () => {
  const { adapter, emulator } = await start({ queueMs: 4_000, runMs: 30_000 }, { collectTimeoutMs: 60_000 });
  const { jobId } = await adapter.submit(REQUEST, attempt("a"), signal());
  expect(await adapter.collect(jobId, signal())).toMatchObject({ state: "succeeded" });
  emulator.outcomes.add("generation", "never_finishes");
  const { jobId: endless } = await adapter.submit(REQUEST, attempt("b"), signal());
  expect(await adapter.collect(endless, signal())).toEqual({ state: "running" });
});

it("finds an attempt far down a long list, and does not look beyond its time", async () => {
  const { adapter, clock, emulator } = await start();
  const { jobId } = await adapter.submit({ ...REQUEST, seconds: 5 }, attempt("wanted"), signal());
  const submittedAfter = clock.now();
  for (let index = 0; index < 101; index += 1) await adapter.submit(REQUEST, attempt(`other-${index}`), signal());
  expect(await adapter.find?.("wanted", submittedAfter, signal())).toEqual({ jobId });
  clock.advance(3_600_000);
  emulator.faults.add("list", LUMA_FAULTS.gateway);
  await expect(adapter.find?.("wanted", clock.now(), signal())).rejects.toMatchObject({ code: "provider_failed" });
  expect(await adapter.find?.("wanted", clock.now(), signal())).toBeNull();
});

it("does not call an attempt lost where the list cannot tell", async () => {
  const created_at = "2026-11-24T12:00:00.000Z";
  const framed = (url: string) => ({ keyframes: { frame0: { type: "image", url } } });
  const listOf = (...generations: readonly object[]) => {
    const body = JSON.stringify({ generations, has_more: false });
    const find = createFindGeneration(async () => ({ status: 200, headers: new Headers(), body }));
    return find("wanted", new Date(created_at), signal());
  };
  const made = (id: string, request: object | null, at = created_at) => ({
    id,
    state: "queued",
    created_at: at,
    request,
  });
  const cannotTell = { code: "outcome_unknown" };
  await expect(listOf(made("a", framed("https://media.example/frame.png")))).rejects.toMatchObject(cannotTell);
  await expect(listOf(made("a", null))).rejects.toMatchObject(cannotTell);
  const later = made("b", framed("https://media.example/f#attempt=other"), "2026-11-24T13:00:00.000Z");
  await expect(listOf(made("a", framed("https://media.example/f#attempt=other")), later)).rejects.toMatchObject(
    cannotTell,
  );
  // Made from words alone, by another attempt, or before: none of these is ours.
  const older = made("c", null, "2026-11-24T11:00:00.000Z");
  expect(await listOf(later, made("d", { prompt: "waves" }), older)).toBeNull();
  expect(await listOf(later, made("e", framed("https://media.example/f?s=1#attempt=wanted")))).toEqual({ jobId: "e" });
});

it("fails for a moment where a file or an answer breaks off, and knows its own ids", async () => {
  const { adapter, emulator } = await start();
  const { jobId } = await adapter.submit(REQUEST, attempt("a"), signal());
  for (const [operation, fault] of [
    ["generation", LUMA_FAULTS.broken],
    ["generation", LUMA_FAULTS.garbage],
    ["output", LUMA_FAULTS.cut],
    ["output", LUMA_FAULTS.gateway],
  ] as const) {
    emulator.faults.add(operation, fault);
    await expect(adapter.collect(jobId, signal())).rejects.toMatchObject({ retryable: true });
  }
  expect(await adapter.collect(jobId, signal())).toMatchObject({ state: "succeeded" });
  for (const foreign of ["nobody", "..", "a/b", ""]) {
    await expect(adapter.collect(foreign, signal())).rejects.toMatchObject({ code: "not_found" });
  }
  // Deleting is no stopping: what it cost could not be asked any more.
  expect(adapter.cancel).toBeNull();
});

it("fetches clips from Luma's own hosts only", () => {
  const isAllowed = (url: string) =>
    isAllowedOutput(url, { ...LUMA_CLIPS, baseUrl: "https://api.lumalabs.ai/dream-machine/v1" });
  expect(isAllowed("https://storage.cdn-luma.com/dream_machine/a/b.mp4")).toBe(true);
  for (const url of [
    "http://storage.cdn-luma.com/a.mp4",
    "https://cdn-luma.com.evil.example/a.mp4",
    "https://evilcdn-luma.com/a.mp4",
    "https://api.lumalabs.ai/a.mp4",
  ]) {
    expect(isAllowed(url), url).toBe(false);
  }
});
