// Films and sound over HTTP: what players ask for, who may ask, and how much of a file is touched for it.
import { get, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { mediaPath } from "../../agents/commands/media/media-link.ts";
import { ManualClock, MINUTE_MS } from "../../agents/kernel/clock.ts";
import { AppError } from "../../agents/kernel/errors.ts";
import type { ByteRange, ObjectStore } from "../../agents/ports/object-store.ts";
import { tinyVideo } from "../../jobs/providers/emulator/tiny-video.ts";
import { consoleMounts } from "../surfaces/web/console-mounts.ts";
import { mediaMount } from "./media-mount.ts";
import { testRegistry } from "./testing/test-commands.ts";
import { OWNER, startTestServer, type TestServer } from "./testing/test-server.ts";
import { WebClient } from "./testing/web-client.ts";

const MIB = 1024 * 1024;
const LONG_BYTES = 32 * MIB;
const FILM = "avatars/avt_1/pieces/film.mp4";
const LONG = "avatars/avt_1/pieces/long.mp4";

const clock = new ManualClock();
const reads: ByteRange[] = [];
let test: TestServer;
let film: Buffer;

/** Notes every part that is read; taking a whole file into memory fails. */
function watch(store: ObjectStore): void {
  const { read } = store;
  Object.assign(store, {
    read: (key: string, range: ByteRange) => {
      reads.push(range);
      return read(key, range);
    },
    get: () => Promise.reject(new AppError("internal", "a whole file was taken into memory")),
  });
}

const bytesRead = () => reads.reduce((sum, { start, end }) => sum + end - start, 0);
const linkTo = (key: string) => test.url + mediaPath(test.app.context, key);
const ask = (headers: Record<string, string>, key = FILM) => fetch(linkTo(key), { headers });
const bodyOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

beforeAll(async () => {
  test = await startTestServer({
    registry: testRegistry({ notes: [], done: 0 }),
    clock,
    mounts: (app) => [mediaMount(app), ...consoleMounts({ app })],
  });
  const { store } = test.app.context.ports;
  film = Buffer.from(await tinyVideo({ seed: 7, seconds: 2, width: 96, height: 160 }));
  await store.put(FILM, film, "video/mp4");
  await store.put(LONG, Buffer.alloc(LONG_BYTES, "film"), "video/mp4");
  watch(store);
});
afterAll(() => test.close());
beforeEach(() => {
  reads.length = 0;
});

describe("a film", () => {
  it("comes whole, with what a player needs to know before it asks for parts", async () => {
    const response = await ask({});
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "video/mp4",
      "content-length": String(film.length),
      "accept-ranges": "bytes",
      "content-disposition": "inline",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; media-src 'self'",
    });
    expect((await bodyOf(response)).equals(film)).toBe(true);
  });

  it.each([
    ["bytes=0-99", 0, 100],
    ["bytes=100-100", 100, 101],
    ["Bytes=500-", 500, undefined],
    ["bytes=-64", -64, undefined],
    ["bytes=200-999999999", 200, undefined],
    ["bytes=-999999999", 0, undefined],
  ])("comes in the part %s, and no byte more is read", async (range, start, end) => {
    const response = await ask({ range });
    const part = film.subarray(start, end);
    const first = film.length - film.subarray(start).length;
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(`bytes ${first}-${first + part.length - 1}/${film.length}`);
    expect(response.headers.get("content-length")).toBe(String(part.length));
    expect((await bodyOf(response)).equals(part)).toBe(true);
    expect(bytesRead()).toBe(part.length);
  });

  it.each(["bytes=0-1,5-6", "bytes=9-5", "bytes=a-b", "bytes=-", "seconds=0-1"])(
    "comes whole for %s",
    async (range) => {
      const response = await ask({ range });
      expect([response.status, response.headers.get("content-range")]).toEqual([200, null]);
      expect(await bodyOf(response)).toHaveLength(film.length);
      expect(bytesRead()).toBe(0);
    },
  );

  it("has nothing behind its end", async () => {
    for (const range of [`bytes=${film.length}-`, "bytes=999999999-", "bytes=-0"]) {
      const response = await ask({ range });
      expect([response.status, response.headers.get("content-range")]).toEqual([416, `bytes */${film.length}`]);
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(await bodyOf(response)).toHaveLength(0);
    }
    expect(bytesRead()).toBe(0);
  });

  it("is described without being read", async () => {
    const response = await fetch(linkTo(FILM), { method: "HEAD", headers: { range: "bytes=0-9" } });
    expect([response.status, response.headers.get("content-length")]).toEqual([200, String(film.length)]);
    expect(response.headers.get("accept-ranges")).toBe("bytes");
    expect(bytesRead()).toBe(0);
  });

  it("is not sent again to who has it, and whole to who has another version", async () => {
    const etag = (await ask({})).headers.get("etag") ?? "";
    // Without an own word about caching, fetch asks for a fresh copy.
    expect((await ask({ "if-none-match": etag, "cache-control": "max-age=0" })).status).toBe(304);
    expect((await ask({ range: "bytes=0-9", "if-range": etag })).status).toBe(206);
    expect((await ask({ range: "bytes=0-9", "if-range": '"another"' })).status).toBe(200);
  });

  it("is read in pieces, and no further once the reader hangs up", async () => {
    const whole = await ask({ range: "bytes=0-" }, LONG);
    expect(await bodyOf(whole)).toHaveLength(LONG_BYTES);
    expect(Math.max(...reads.map(({ start, end }) => end - start))).toBeLessThanOrEqual(MIB);
    reads.length = 0;
    const answer = await new Promise<IncomingMessage>((resolve) => {
      get(linkTo(LONG), { headers: { range: "bytes=0-" } }, resolve);
    });
    await new Promise((resolve) => answer.once("readable", resolve));
    answer.on("error", () => answer.removeAllListeners());
    const before = test.log().length;
    answer.destroy();
    await expect.poll(() => test.log().slice(before)).toContain('"path":"/media"');
    expect(bytesRead()).toBeLessThan(LONG_BYTES);
    expect(test.log().slice(before)).not.toContain("request failed");
  });
});

describe("who may ask for a part", () => {
  const range = "bytes=0-9";

  it("is who has an unexpired link to this very file", async () => {
    const link = mediaPath(test.app.context, FILM);
    const refused = async (path: string) => (await fetch(test.url + path, { headers: { range } })).status;
    expect(await refused(link.replace("film", "long"))).toBe(403);
    expect(await refused(link.replace(/expires=\d+/, "expires=9999999999"))).toBe(403);
    expect(await refused(link.replace(/signature=..../, "signature=AAAA"))).toBe(403);
    expect(await refused(`/media/${FILM}`)).toBe(401);
    expect(await refused(mediaPath(test.app.context, "avatars/avt_1/pieces/none.mp4"))).toBe(404);
    clock.advance(10 * MINUTE_MS + 1_000);
    expect(await refused(link)).toBe(410);
    expect((await fetch(test.url + link, { method: "HEAD" })).status).toBe(410);
    expect(bytesRead()).toBe(0);
  });

  it("is an operator, for what belongs to an asset", async () => {
    const { prisma } = test.app.context.database;
    await prisma.avatar.create({ data: { id: "avt_1", slug: "luna", name: "Luna", statedAge: 25, brief: "x" } });
    const facts = { bytes: film.length, sha256: "0", provider: "p", model: "m", prompt: "", parameters: {} };
    await prisma.asset.create({
      data: { id: "ast_1", avatarId: "avt_1", kind: "clip", storageKey: FILM, contentType: "video/mp4", ...facts },
    });
    const client = new WebClient(test.url);
    await client.signIn(OWNER.email, OWNER.password);
    const response = await client.fetch(`/media/${FILM}`, { headers: { range } });
    expect([response.status, response.headers.get("cross-origin-resource-policy")]).toEqual([206, "same-origin"]);
    expect((await bodyOf(response)).equals(film.subarray(0, 10))).toBe(true);
    expect((await client.fetch(`/media/${LONG}`, { headers: { range } })).status).toBe(404);
  });
});

it("cuts the connection when a file turns out to be another, and answers the next request", async () => {
  const { context } = test.app;
  const { head } = context.ports.store;
  const key = "avatars/avt_1/pieces/voice.wav";
  await context.ports.store.put(key, Buffer.alloc(1_000, 1), "audio/wav");
  Object.assign(context.ports.store, { head: async (asked: string) => ({ ...(await head(asked)), bytes: 2_000 }) });
  for (const headers of [{}, { range: "bytes=0-" }] as Record<string, string>[]) {
    await expect(ask(headers, key).then(bodyOf)).rejects.toThrow();
  }
  Object.assign(context.ports.store, { head });
  const response = await ask({}, key);
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "audio/wav"]);
  expect(await bodyOf(response)).toHaveLength(1_000);
});

it("cuts the connection when the store fails, and answers the next request", async () => {
  const { store } = test.app.context.ports;
  const { read } = store;
  Object.assign(store, { read: () => Promise.reject(new AppError("unavailable", "the store is away")) });
  await expect(ask({ range: "bytes=0-9" }).then(bodyOf)).rejects.toThrow();
  Object.assign(store, { read });
  expect((await ask({ range: "bytes=0-9" })).status).toBe(206);
});
