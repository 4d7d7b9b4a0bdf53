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

const MIB = 1024 * 1024;
const TYPE = "application/octet-stream";

async function* pieces(count: number, bytes: number, before?: (piece: number) => void): AsyncIterable<Uint8Array> {
  for (let piece = 0; piece < count; piece += 1) {
    before?.(piece);
    yield Buffer.alloc(bytes, piece + 1);
  }
}

it("sends a long stream in equal parts while it comes, and keeps two in memory at most", async () => {
  const emulator = await start();
  const partsThere: number[] = [];
  const stream = pieces(30, MIB, () => {
    const [upload] = emulator.uploads.values();
    partsThere.push(upload?.parts.size ?? 0);
  });
  const stored = await storeOf(emulator).putStream("a/long.bin", stream, TYPE, { maxBytes: 30 * MIB });
  expect(stored.bytes).toBe(30 * MIB);
  expect(partsThere.every((parts, piece) => piece - parts * 8 <= 16)).toBe(true);
  expect(emulator.objects.get("a/long.bin")).toMatchObject({ contentType: TYPE, etag: expect.stringMatching(/-4"$/) });
  expect(emulator.uploads.size).toBe(0);
});

it("takes and gives large files in pieces too, each within its time limit", async () => {
  const emulator = await start();
  const store = storeOf(emulator);
  const whole = Buffer.concat([Buffer.alloc(9 * MIB, 1), Buffer.alloc(9 * MIB, 2)]);
  await store.put("a/large.bin", whole, TYPE);
  expect(emulator.objects.get("a/large.bin")?.etag).toMatch(/-3"$/);
  const found = await store.get("a/large.bin");
  expect(whole.equals(found.bytes)).toBe(true);
  expect(found.contentType).toBe(TYPE);
});

it("leaves no part behind, whatever breaks", async () => {
  const emulator = await start();
  const store = storeOf(emulator, { timeoutMs: 2_000, maxAttempts: 1 });
  const send = (maxBytes = 99 * MIB) => store.putStream("a/long.bin", pieces(20, MIB), TYPE, { maxBytes });
  emulator.faults.add("createUpload", S3_FAULTS.denied);
  await expect(send()).rejects.toMatchObject({ code: "not_configured" });
  emulator.faults.add("uploadPart", S3_FAULTS.full);
  await expect(send()).rejects.toMatchObject({ code: "storage_full" });
  emulator.faults.add("uploadPart", S3_FAULTS.hang);
  await expect(send()).rejects.toMatchObject({ code: "unavailable" });
  emulator.faults.add("completeUpload", S3_FAULTS.slowDown);
  await expect(send()).rejects.toMatchObject({ code: "unavailable", reason: "SlowDown" });
  await expect(send(19 * MIB)).rejects.toMatchObject({ code: "too_large" });
  expect(emulator.uploads.size).toBe(0);
  expect(emulator.objects.size).toBe(0);
});

it("tells the first failure when the abort fails too", async () => {
  const emulator = await start();
  emulator.faults.add("uploadPart", S3_FAULTS.full);
  emulator.faults.add("abortUpload", S3_FAULTS.denied);
  const sent = storeOf(emulator, { maxAttempts: 1 }).putStream("a/b.bin", pieces(20, MIB), TYPE, {
    maxBytes: 99 * MIB,
  });
  await expect(sent).rejects.toMatchObject({ code: "storage_full" });
});

it("never mixes two versions of an object", async () => {
  const emulator = await start();
  const store = storeOf(emulator);
  await store.put("a/b.bin", Buffer.alloc(20 * MIB, 1), TYPE);
  const read = async () => {
    for await (const piece of store.stream("a/b.bin")) {
      if (piece[0] === 1) await store.put("a/b.bin", Buffer.alloc(20 * MIB, 2), TYPE);
    }
  };
  await expect(read()).rejects.toMatchObject({ code: "conflict" });
});

it("names what breaks a stream", async () => {
  const emulator = await start();
  const store = storeOf(emulator, { maxAttempts: 1 });
  await store.put("a/b.bin", Buffer.alloc(20 * MIB, 1), TYPE);
  let pieces = 0;
  const read = async () => {
    for await (const piece of store.stream("a/b.bin")) {
      pieces += piece.length > 0 ? 1 : 0;
      emulator.faults.add("get", S3_FAULTS.cut);
    }
  };
  await expect(read()).rejects.toMatchObject({ code: "unavailable" });
  expect(pieces).toBe(1);
});

it("gives leave to put one object of one type, for a while, and nothing else", async () => {
  const clock = new ManualClock(new Date());
  const emulator = await start({ clock });
  const store = storeOf(emulator);
  const upload = await store.signedUpload("a/sent.zip", "application/zip", 86_400);
  const url = upload?.url ?? "";
  const put = async (at: string, headers: Record<string, string>) =>
    (await fetch(at, { method: "PUT", headers, body: Buffer.from("sent") })).status;
  expect(upload?.headers).toEqual({ "content-type": "application/zip" });
  expect(await put(url, { "content-type": "text/html" })).toBe(403);
  expect(await put(url, {})).toBe(403);
  expect(await put(url, { "content-type": "application/zip", "x-amz-acl": "public-read" })).toBe(403);
  expect(await put(url.replace("sent.zip", "other.zip"), { "content-type": "application/zip" })).toBe(403);
  expect(await put(url.replace(/X-Amz-Expires=\d+/, "X-Amz-Expires=9999"), { ...upload?.headers })).toBe(403);
  expect((await fetch(url)).status).toBe(403);
  expect(emulator.objects.size).toBe(0);
  expect(await put(url, { ...upload?.headers })).toBe(200);
  expect(await store.head("a/sent.zip")).toMatchObject({ bytes: 4, contentType: "application/zip" });
  clock.advance(601_000);
  expect(await put(url, { ...upload?.headers })).toBe(403);
});

it("links and uploads go through the public address when there is one", async () => {
  const emulator = await start();
  const store = storeOf(emulator, { publicEndpoint: "https://media.example.com" });
  expect(await store.signedUrl("a/b.txt", 60)).toMatch(/^https:\/\/media\.example\.com\//);
  expect((await store.signedUpload("a/b.txt", "text/plain", 60))?.url).toMatch(/^https:\/\/media\.example\.com\//);
});

it("deletes thousands, a thousand at a time, and says when some were kept", async () => {
  const emulator = await start();
  const store = storeOf(emulator);
  const keys = Array.from({ length: 2_500 }, (_, index) => `a/${index}.txt`);
  await Promise.all(
    ["a/0.txt", "a/1200.txt", "a/2499.txt", "b/1.txt"].map((key) => store.put(key, Buffer.from("x"), "text/plain")),
  );
  await store.deleteMany(keys);
  expect([...emulator.objects.keys()]).toEqual(["b/1.txt"]);
  const body =
    "<DeleteResult><Error><Key>b/1.txt</Key><Code>InternalError</Code><Message>no</Message></Error></DeleteResult>";
  emulator.faults.add("deleteMany", {
    kind: "reply",
    status: 200,
    headers: { "content-type": "application/xml" },
    body,
  });
  await expect(store.deleteMany(["b/1.txt"])).rejects.toMatchObject({ code: "unavailable", reason: "InternalError" });
});
