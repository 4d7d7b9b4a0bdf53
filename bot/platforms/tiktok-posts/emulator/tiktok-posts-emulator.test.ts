// The emulator itself, as a client of TikTok's own sees it: what it takes, what it refuses, and how.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../../../../agents/kernel/clock.ts";
import { isSignedBy } from "../../tiktok/webhook.ts";
import { APP, createPostsHarness } from "../testing/posts-harness.ts";
import { startTiktokPostsEmulator } from "./tiktok-posts-emulator.ts";

const MIB = 1024 * 1024;
type Harness = Awaited<ReturnType<typeof createPostsHarness>>;
let harness: Harness;
const begin = async (options: Parameters<typeof createPostsHarness>[0] = {}) => {
  await harness?.close();
  harness = await createPostsHarness(options);
};
beforeEach(() => begin());
afterEach(() => harness.close());

const info = { title: "hello", privacy_level: "PUBLIC_TO_EVERYONE", is_aigc: true };
const file = (size: number, chunk = size, count = 1) => ({
  source: "FILE_UPLOAD",
  video_size: size,
  chunk_size: chunk,
  total_chunk_count: count,
});
const init = (post_info: object, source_info: object) =>
  harness.call("/v2/post/publish/video/init/", { post_info, source_info });
const status = async (publish_id: string) =>
  (await harness.call("/v2/post/publish/status/fetch/", { publish_id })).data as Record<string, unknown>;
const beginUpload = async (size = harness.clip.byteLength, chunk = size, count = 1) =>
  (await init(info, file(size, chunk, count))).data as { publish_id: string; upload_url: string };
const put = async (url: string, bytes: Uint8Array, headers: Record<string, string> = {}) => {
  const range = `bytes 0-${bytes.byteLength - 1}/${bytes.byteLength}`;
  const response = await fetch(url, {
    method: "PUT",
    headers: { "content-type": "video/mp4", "content-range": range, ...headers },
    body: new Uint8Array(bytes),
  });
  return response.status;
};

describe("beginnings", () => {
  it.each([
    ["a field nobody knows", { ...info, hashtags: ["x"] }, file(1_000)],
    ["a privacy level nobody knows", { ...info, privacy_level: "FRIENDS" }, file(1_000)],
    ["no privacy level", { title: "hello" }, file(1_000)],
    ["a caption too long", { ...info, title: "x".repeat(2_201) }, file(1_000)],
    ["a source nobody knows", info, { source: "CARRIER_PIGEON" }],
    ["an address beside a file", info, { ...file(1_000), video_url: "https://media.example/a.mp4" }],
    ["branded content for nobody", { ...info, privacy_level: "SELF_ONLY", brand_content_toggle: true }, file(1_000)],
  ])("%s is refused", async (_name, post_info, source_info) => {
    expect(await init(post_info, source_info)).toMatchObject({ status: 400, error: { code: "invalid_params" } });
    expect(harness.control.uploads()).toEqual([]);
  });

  it.each([
    [5 * MIB - 1, 5 * MIB - 1, 1, "ok"],
    [5 * MIB - 1, MIB, 4, "invalid_params"],
    [64 * MIB, 64 * MIB, 1, "ok"],
    [64 * MIB + 1, 64 * MIB + 1, 1, "invalid_params"],
    [67_108_865, 10 * MIB, 6, "ok"],
    [67_108_865, 10 * MIB, 7, "invalid_params"],
    [20 * MIB, 4 * MIB, 5, "invalid_params"],
    [127 * MIB, 64 * MIB, 1, "ok"],
    [4 * 1024 * MIB, 5 * MIB, 819, "ok"],
    [4 * 1024 * MIB + 1, 64 * MIB, 64, "invalid_file_upload"],
    [1_000, 2_000, 1, "invalid_params"],
  ])("%i bytes in chunks of %i, %i of them: %s", async (size, chunk, count, code) => {
    expect((await init(info, file(size, chunk, count))).error.code).toBe(code);
  });

  it("insists on its content type, on a token and on its permissions", async () => {
    const url = `${harness.emulator.url}/v2/post/publish/status/fetch/`;
    const headers = { authorization: `Bearer ${harness.made.accessToken}` };
    const body = JSON.stringify({ publish_id: "x" });
    const post = (more: Record<string, string>) =>
      fetch(url, { method: "POST", headers: { ...headers, ...more }, body });
    expect((await post({ "content-type": "text/plain" })).status).toBe(400);
    expect((await post({ authorization: "Bearer of-nobody" })).status).toBe(401);
    const info = `${harness.emulator.url}/v2/post/publish/creator_info/query/`;
    expect((await fetch(info, { method: "POST", headers })).status).toBe(200);
    const other = harness.control.addAccount({ username: "reader", scopes: ["user.info.basic"] });
    const asked = await harness.call("/v2/post/publish/creator_info/query/", {}, other.accessToken);
    expect(asked).toMatchObject({ status: 401, error: { code: "scope_not_authorized" } });
  });

  it("counts calls in a sliding minute", async () => {
    for (let count = 0; count < 6; count += 1) await beginUpload();
    expect(await init(info, file(1_000))).toMatchObject({ status: 429, error: { code: "rate_limit_exceeded" } });
    harness.clock.advance(MINUTE_MS + 1);
    expect((await init(info, file(1_000))).error.code).toBe("ok");
  });

  it("unaudited, it has room for private posts of private accounts, and for five users a day", async () => {
    await begin({ audited: false, creator: { isPrivate: true } });
    expect(await init({ ...info, privacy_level: "MUTUAL_FOLLOW_FRIENDS" }, file(1_000))).toMatchObject({
      status: 403,
      error: { code: "unaudited_client_can_only_post_to_private_accounts" },
    });
    const codes: string[] = [];
    for (let user = 0; user < 6; user += 1) {
      const { accessToken } = harness.control.addAccount({ username: `user.${user}`, isPrivate: true });
      const body = { post_info: { privacy_level: "SELF_ONLY" }, source_info: file(1_000) };
      codes.push((await harness.call("/v2/post/publish/video/init/", body, accessToken)).error.code);
    }
    expect(codes).toEqual(["ok", "ok", "ok", "ok", "ok", "reached_active_user_cap"]);
  });

  it("takes five drafts a day and no sixth", async () => {
    const codes: string[] = [];
    for (let count = 0; count < 6; count += 1) {
      harness.clock.advance(MINUTE_MS);
      codes.push((await harness.call("/v2/post/publish/inbox/video/init/", { source_info: file(1_000) })).error.code);
    }
    expect(codes.at(-1)).toBe("spam_risk_too_many_pending_share");
    expect(new Set(codes.slice(0, 5))).toEqual(new Set(["ok"]));
  });
});

describe("uploads", () => {
  it("takes the bytes in order and says what is missing by its status", async () => {
    const size = 12 * MIB;
    const { publish_id, upload_url } = await beginUpload(size, 5 * MIB, 2);
    const first = Buffer.alloc(5 * MIB);
    const rest = Buffer.alloc(7 * MIB);
    const range = (start: number, end: number, total = size) => ({ "content-range": `bytes ${start}-${end}/${total}` });
    expect(await put(upload_url, rest, range(5 * MIB, size - 1))).toBe(416);
    expect(await put(upload_url, first, range(0, 5 * MIB - 1, size + 1))).toBe(400);
    expect(await put(upload_url, first, range(0, 5 * MIB))).toBe(400);
    expect(await put(upload_url, first, { ...range(0, 5 * MIB - 1), "content-type": "image/jpeg" })).toBe(400);
    expect(await put(upload_url, first, { ...range(0, 5 * MIB - 1), authorization: "Bearer x" })).toBe(400);
    expect(await put(upload_url, first.subarray(1), range(0, 5 * MIB - 2))).toBe(416);
    expect(await put(upload_url, first, range(0, 5 * MIB - 1))).toBe(206);
    expect(await status(publish_id)).toMatchObject({ status: "PROCESSING_UPLOAD", uploaded_bytes: 5 * MIB });
    expect(await put(upload_url, first, range(0, 5 * MIB - 1))).toBe(416);
    expect(await put(upload_url, rest, range(5 * MIB, size - 1))).toBe(201);
    // Zeros are no clip.
    expect(await status(publish_id)).toMatchObject({ status: "FAILED", fail_reason: "file_format_check_failed" });
  });

  it("takes nothing after an hour, and nothing for an upload nobody began", async () => {
    const { upload_url } = await beginUpload();
    harness.clock.advance(HOUR_MS);
    expect(await put(upload_url, harness.clip)).toBe(403);
    expect(await put(`${harness.emulator.url}/upload/?upload_id=guessed`, harness.clip)).toBe(403);
  });

  it("works on a clip for a while; then it is there, and later it has a number for an id", async () => {
    await begin({ processingMs: MINUTE_MS, moderationMs: MINUTE_MS });
    const { publish_id, upload_url } = await beginUpload();
    expect(await put(upload_url, harness.clip)).toBe(201);
    expect(await status(publish_id)).toMatchObject({ status: "PROCESSING_UPLOAD" });
    harness.clock.advance(MINUTE_MS);
    expect(await status(publish_id)).not.toHaveProperty("publicaly_available_post_id");
    harness.clock.advance(MINUTE_MS);
    const { text } = await harness.call("/v2/post/publish/status/fetch/", { publish_id });
    expect(text).toMatch(/"publicaly_available_post_id":\[75\d{17}\]/);
    const [post] = harness.control.posts();
    const page = await fetch(post?.permalink ?? "");
    expect(await page.text()).toContain("hello");
    await harness.control.idle();
    const told = harness.received.map(({ rawBody, signature }) => {
      expect(isSignedBy(APP.clientSecret, rawBody, signature, harness.clock.now())).toBe(true);
      return JSON.parse(rawBody.toString()) as { event: string; content: string };
    });
    expect(told.map(({ event }) => event)).toEqual(["post.publish.complete", "post.publish.publicly_available"]);
    expect(JSON.parse(told[1]?.content ?? "")).toEqual({
      publish_id,
      publish_type: "DIRECT_PUBLISH",
      post_id: post?.videoId,
    });
  });

  it("another account's post is not told about", async () => {
    const { publish_id } = await beginUpload();
    const { accessToken } = harness.control.addAccount({ username: "another" });
    expect(await harness.call("/v2/post/publish/status/fetch/", { publish_id }, accessToken)).toMatchObject({
      error: { code: "token_not_authorized_for_specified_publish_id" },
    });
    expect(await harness.call("/v2/post/publish/status/fetch/", { publish_id: "gone" })).toMatchObject({
      error: { code: "invalid_publish_id" },
    });
  });

  it("what is cancelled in time never appears", async () => {
    const { publish_id, upload_url } = await beginUpload();
    expect((await harness.call("/v2/post/publish/cancel/", { publish_id })).error.code).toBe("ok");
    expect(await put(upload_url, harness.clip)).toBe(403);
    expect(await status(publish_id)).toMatchObject({ status: "FAILED", fail_reason: "publish_cancelled" });
  });
});

describe("pulling", () => {
  const photos = (photo_images: readonly string[], more: object = {}, post: object = {}) =>
    harness.call("/v2/post/publish/content/init/", {
      media_type: "PHOTO",
      post_mode: "DIRECT_POST",
      post_info: { title: "hello", description: "hello all", privacy_level: "PUBLIC_TO_EVERYONE", ...post },
      source_info: { source: "PULL_FROM_URL", photo_cover_index: 0, photo_images },
      ...more,
    });

  it("fetches photos and looks at them: JPEG and WEBP it takes, PNG it does not", async () => {
    const picture = sharp({ create: { width: 80, height: 100, channels: 3, background: "#b81d5c" } });
    harness.files.set("/a.jpg", await picture.clone().jpeg().toBuffer());
    harness.files.set("/b.webp", await picture.clone().webp().toBuffer());
    harness.files.set("/c.png", await picture.clone().png().toBuffer());
    const at = (...names: string[]) => names.map((name) => `${harness.receiver}/${name}`);
    const outcome = async (...names: string[]) => {
      const { publish_id } = (await photos(at(...names))).data as { publish_id: string };
      return await status(publish_id);
    };
    expect(await outcome("a.jpg", "b.webp")).toMatchObject({ status: "PUBLISH_COMPLETE" });
    expect(await outcome("a.jpg", "c.png")).toMatchObject({ fail_reason: "file_format_check_failed" });
    expect(await outcome("gone.jpg")).toMatchObject({ fail_reason: "photo_pull_failed" });
    expect(harness.control.posts()).toMatchObject([{ media: "photo", description: "hello all" }]);
  });

  it.each([
    ["a label, which photos do not have", {}, { is_aigc: true }],
    ["a title too long", {}, { title: "x".repeat(91) }],
    ["a description too long", {}, { description: "x".repeat(4_001) }],
    ["no privacy level", {}, { privacy_level: undefined }],
    ["a clip", { media_type: "VIDEO" }, {}],
  ])("%s is refused", async (_name, more, post) => {
    expect((await photos([`${harness.receiver}/a.jpg`], more, post)).error.code).toBe("invalid_params");
  });

  it("pulls from verified addresses only", async () => {
    expect(await photos(["https://media.example/a.jpg"])).toMatchObject({
      status: 403,
      error: { code: "url_ownership_unverified" },
    });
    const pull = { source: "PULL_FROM_URL", video_url: `${harness.receiver}/clip.mp4` };
    const { publish_id } = (await init(info, pull)).data as { publish_id: string };
    expect(publish_id).toMatch(/^v_pub_url~/);
    expect(await status(publish_id)).toMatchObject({ status: "PUBLISH_COMPLETE" });
  });
});

it("what happened outlives the process, and webhooks that were not taken are told again", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "emulated-tiktok-"));
  const journalPath = path.join(folder, "tiktok.jsonl");
  await begin({ journalPath });
  harness.control.hold();
  const { publish_id, upload_url } = await beginUpload();
  await put(upload_url, harness.clip);
  harness.control.tick();
  const { clock, receiver, received } = harness;
  const again = await startTiktokPostsEmulator({
    app: APP,
    clock,
    journalPath,
    webhookUrl: () => `${receiver}/webhooks/tiktok`,
  });
  expect(again.control.posts()).toMatchObject([{ publishId: publish_id, status: "PUBLISH_COMPLETE" }]);
  await again.control.idle();
  expect(received).toHaveLength(2);
  await again.close();
  rmSync(folder, { recursive: true });
});
