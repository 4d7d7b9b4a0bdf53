// Long clips go in pieces: in order, never whole in memory, and a lost answer costs neither the clip nor a second post.
import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { HOUR_MS } from "../../../agents/kernel/clock.ts";
import type { ByteRange } from "../../../agents/ports/object-store.ts";
import type { PostMedia } from "../../../agents/ports/publisher.ts";
import { CHUNK_BYTES } from "./chunk-plan.ts";
import { createTiktokPublisher } from "./publisher.ts";
import { createPostsHarness } from "./testing/posts-harness.ts";

const MIB = 1024 * 1024;
type Harness = Awaited<ReturnType<typeof createPostsHarness>>;
let harness: Harness;
const signal = () => AbortSignal.timeout(60_000);

beforeEach(async () => {
  harness = await createPostsHarness();
});
afterEach(() => harness.close());

/** A clip that is made as it is read: the tiny one, and behind it a part that players skip. */
function longClip(size: number) {
  const { clip } = harness;
  const header = Buffer.alloc(8);
  header.writeUInt32BE(size - clip.byteLength);
  header.write("free", 4, "latin1");
  const start = Buffer.concat([clip, header]);
  const reads: { readonly start: number; readonly end: number }[] = [];
  const bytesOf = (from: number, to: number) => {
    const bytes = Buffer.alloc(to - from, 0x5a);
    if (from < start.length) start.copy(bytes, 0, from, Math.min(to, start.length));
    return bytes;
  };
  const media: PostMedia = {
    kind: "video",
    contentType: "video/mp4",
    bytes: size,
    url: "https://media.example/long.mp4",
    read: async (range) => {
      reads.push(range);
      return bytesOf(range.start, range.end);
    },
  };
  return { media, reads, bytesOf };
}

/** Everything that was put, and in what pieces. */
function watch() {
  const puts: { readonly range: string; readonly bytes: number }[] = [];
  const hash = createHash("sha256");
  const watched: typeof fetch = async (input, init) => {
    if (init?.method === "PUT") {
      const body = Buffer.from(await new Response(init.body).arrayBuffer());
      hash.update(body);
      puts.push({ range: new Headers(init.headers).get("content-range") ?? "", bytes: body.byteLength });
      return await fetch(input, { ...init, body });
    }
    return await fetch(input, init);
  };
  return { puts, watched, digest: () => hash.digest("hex") };
}

it("64 MiB and a byte go in six chunks, one after another, the last with the commit", { timeout: 60_000 }, async () => {
  const size = 64 * MIB + 1;
  const { media, reads, bytesOf } = longClip(size);
  const { puts, watched, digest } = watch();
  const publisher = createTiktokPublisher({ ...harness.clientOptions, timeoutMs: 30_000, fetch: watched });
  const draft = harness.draft("long", { media: [media] });
  const since = harness.clock.now();
  const { containerId } = await publisher.prepare(harness.account, draft, signal());
  expect(puts).toHaveLength(5);
  expect(await publisher.check(harness.account, containerId, signal())).toEqual({ state: "ready" });
  expect(harness.control.posts()).toEqual([]);
  expect(await publisher.commit(harness.account, containerId, draft, signal())).toEqual({ externalId: null });
  expect(puts.map(({ bytes }) => bytes)).toEqual([...Array(5).fill(CHUNK_BYTES), 14_680_065]);
  expect(puts.at(-1)?.range).toBe(`bytes ${5 * CHUNK_BYTES}-${size - 1}/${size}`);
  expect(harness.control.posts()).toMatchObject([{ title: "long", bytes: size, seconds: 2, aiGenerated: true }]);
  // Flat: nothing larger than a piece was ever asked for, and no byte twice but the first few.
  expect(Math.max(...reads.map(({ start, end }) => end - start))).toBeLessThanOrEqual(MIB);
  expect(reads.reduce((sum, { start, end }) => sum + end - start, 0)).toBeLessThan(size + MIB);
  const whole = createHash("sha256");
  for (let start = 0; start < size; start += MIB) whole.update(bytesOf(start, Math.min(start + MIB, size)));
  expect(digest()).toBe(whole.digest("hex"));
  const by = { containerId, caption: "long", since };
  expect(await publisher.find(harness.account, by, signal())).toMatchObject({
    externalId: harness.control.posts()[0]?.videoId,
  });
});

it("a chunk whose answer was lost is sent again only if TikTok does not have it", { timeout: 30_000 }, async () => {
  const { media } = longClip(35 * MIB);
  const { puts, watched } = watch();
  const publisher = createTiktokPublisher({ ...harness.clientOptions, timeoutMs: 30_000, fetch: watched });
  const draft = harness.draft("long", { media: [media] });
  harness.control.addFault({ operation: "upload", fault: { kind: "lose_answer" } });
  const kept = await publisher.prepare(harness.account, draft, signal());
  expect(puts.map(({ range }) => range.split("/")[0])).toEqual(["bytes 0-10485759", "bytes 10485760-20971519"]);
  harness.control.addFault({ operation: "upload", fault: { kind: "server_error" } });
  await publisher.prepare(harness.account, draft, signal());
  expect(puts).toHaveLength(2 + 3);
  await publisher.commit(harness.account, kept.containerId, draft, signal());
  expect(harness.control.posts()).toMatchObject([{ bytes: 35 * MIB }]);
});

it("a commit that cannot reach TikTok may be repeated, one that may have reached it is looked up", async () => {
  const publisher = createTiktokPublisher(harness.clientOptions);
  const draft = harness.draft("hello");
  const { containerId } = await publisher.prepare(harness.account, draft, signal());
  const commit = () => publisher.commit(harness.account, containerId, draft, signal());
  const find = () =>
    publisher.find(harness.account, { containerId, caption: "hello", since: harness.clock.now() }, signal());
  harness.control.addFault({ operation: "upload", fault: { kind: "server_error" } });
  await expect(commit()).rejects.toMatchObject({ code: "outcome_unknown" });
  expect(await find()).toBeNull();
  harness.control.addFault({ operation: "upload", fault: { kind: "lose_answer" } });
  await expect(commit()).rejects.toMatchObject({ code: "outcome_unknown" });
  expect(await find()).toMatchObject({ externalId: harness.control.posts()[0]?.videoId });
  await expect(commit()).rejects.toMatchObject({ code: "outcome_unknown", retryable: false });
  expect(harness.control.posts()).toHaveLength(1);
  const nowhere = createTiktokPublisher({ ...harness.clientOptions, baseUrl: () => "http://127.0.0.1:64999" });
  const unreachable = containerId.replace(harness.emulator.url, "http://127.0.0.1:64999");
  await expect(nowhere.commit(harness.account, unreachable, draft, signal())).rejects.toMatchObject({
    code: "provider_failed",
    retryable: true,
  });
});

it("a file that became shorter meanwhile is not sent", async () => {
  const publisher = createTiktokPublisher(harness.clientOptions);
  const draft = harness.draft("hello");
  const { containerId } = await publisher.prepare(harness.account, draft, signal());
  const [media] = draft.media;
  const left = new Uint8Array(3);
  const read = async ({ start, end }: ByteRange) => left.subarray(start, end);
  const cut = { ...draft, media: media ? [{ ...media, read }] : [] };
  await expect(publisher.commit(harness.account, containerId, cut, signal())).rejects.toMatchObject({
    reason: "upload_failed",
  });
  harness.clock.advance(HOUR_MS);
  expect(harness.control.posts()).toEqual([]);
});
