import { afterAll, expect, it } from "vitest";
import { ManualClock } from "../../../agents/kernel/clock.ts";
import { describeObjectStore } from "../../../agents/ports/conformance/object-store.ts";
import { createS3Store, type S3StoreOptions } from "./s3.ts";
import { S3_FAULTS, type S3Emulator, type S3EmulatorOptions, startS3Emulator } from "./s3-emulator/s3-emulator.ts";

const running: S3Emulator[] = [];
async function start(options: S3EmulatorOptions = {}): Promise<S3Emulator> {
  const emulator = await startS3Emulator(options);
  running.push(emulator);
  return emulator;
}
afterAll(async () => {
  await Promise.all(running.map((emulator) => emulator.close()));
});

const storeOf = (emulator: S3Emulator, changes: Partial<S3StoreOptions> = {}) =>
  createS3Store({
    endpoint: emulator.endpoint,
    bucket: emulator.bucket,
    ...emulator.credentials,
    timeoutMs: 5_000,
    ...changes,
  });

describeObjectStore("S3", async () => storeOf(await start({ pageSize: 2 })));

it("is refused with a wrong secret, key or bucket, and says what to check", async () => {
  const emulator = await start();
  const wrong: Partial<S3StoreOptions>[] = [
    { secretAccessKey: "wrong" },
    { accessKeyId: "wrong" },
    { bucket: "another" },
  ];
  for (const changes of wrong) {
    await expect(storeOf(emulator, changes).check()).rejects.toMatchObject({
      code: "not_configured",
      remedy: expect.stringContaining("S3_BUCKET"),
    });
  }
  expect(emulator.objects.size).toBe(0);
});

it("gives links that read one object, for a while, and nothing else", async () => {
  // The SDK signs with the machine's time, so the emulator's clock starts there.
  const clock = new ManualClock(new Date());
  const emulator = await start({ clock });
  const store = storeOf(emulator);
  await store.put("a/one.txt", Buffer.from("one"), "text/plain");
  await store.put("a/two.txt", Buffer.from("two"), "text/plain");
  const url = (await store.signedUrl("a/one.txt", 86_400)) ?? "";
  expect(await (await fetch(url)).text()).toBe("one");
  expect((await fetch(url.replace("one.txt", "two.txt"))).status).toBe(403);
  expect((await fetch(url, { method: "DELETE" })).status).toBe(403);
  expect((await fetch(url.replace(/X-Amz-Expires=\d+/, "X-Amz-Expires=9999"))).status).toBe(403);
  expect((await fetch(url.split("?")[0] ?? "")).status).toBe(403);
  clock.advance(601_000);
  expect((await fetch(url)).status).toBe(403);
});

it("rides out one bad moment", async () => {
  const emulator = await start();
  emulator.faults.add("put", S3_FAULTS.slowDown);
  await storeOf(emulator).put("a/b.txt", Buffer.from("x"), "text/plain");
  expect(emulator.objects.has("a/b.txt")).toBe(true);
});

it("names its failures", async () => {
  const emulator = await start();
  const store = storeOf(emulator, { timeoutMs: 400, maxAttempts: 1 });
  const put = () => store.put("a/b.txt", Buffer.from("x"), "text/plain");
  await put();
  emulator.faults.add("put", S3_FAULTS.slowDown);
  await expect(put()).rejects.toMatchObject({ code: "unavailable", reason: "SlowDown" });
  emulator.faults.add("put", S3_FAULTS.full);
  await expect(put()).rejects.toMatchObject({ code: "storage_full" });
  emulator.faults.add("put", S3_FAULTS.hang);
  await expect(put()).rejects.toMatchObject({ code: "unavailable" });
  emulator.faults.add("get", S3_FAULTS.denied);
  await expect(store.get("a/b.txt")).rejects.toMatchObject({ code: "not_configured" });
  emulator.faults.add("get", S3_FAULTS.cut);
  await expect(store.get("a/b.txt")).rejects.toMatchObject({ code: "unavailable" });
});
