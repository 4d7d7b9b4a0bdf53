import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ByteRange } from "../../../../agents/ports/object-store.ts";
import { createInstagramHarness } from "../testing/instagram-harness.ts";
import { type TestClip, testClip } from "../testing/test-clip.ts";
import { readMp4 } from "./mp4-facts.ts";

type Harness = Awaited<ReturnType<typeof createInstagramHarness>>;
type Body = Record<string, unknown>;
const DAY_MS = 86_400_000;
const goodClip = await testClip();
let harness: Harness;
let clipUrl: string;

beforeEach(async () => {
  harness = await createInstagramHarness();
  clipUrl = harness.serve("/clip.mp4", goodClip);
});
afterEach(() => harness.close());

async function ask(method: "GET" | "POST", path: string, body?: Body): Promise<Body> {
  const response = await fetch(`${harness.emulator.url}/v26.0/${path}`, {
    method,
    headers: { authorization: `Bearer ${harness.account.accessToken}`, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return (await response.json()) as Body;
}
const create = (body: Body) => ask("POST", "me/media", body);
const made = async (body: Body) => String((await create(body)).id);
const statusOf = async (id: string) => (await ask("GET", `${id}?fields=status_code,status`)) as { status_code: string };
const publish = (id: string) => ask("POST", "me/media_publish", { creation_id: id });
const child = () => made({ image_url: harness.imageUrl, is_carousel_item: true });
const refusal = (code: number, subcode?: number) => ({
  error: { code, ...(subcode === undefined ? {} : { error_subcode: subcode }) },
});

describe("a container of the emulated Instagram", () => {
  it.each([
    ["a parameter it does not know", () => ({ image_url: harness.imageUrl, filter: "warm" }), 100],
    ["a kind it does not know", () => ({ media_type: "LIVE", image_url: harness.imageUrl }), 100],
    ["a single video that is no reel", () => ({ media_type: "VIDEO", video_url: clipUrl }), 100],
    ["a reel in a carousel", () => ({ media_type: "REELS", video_url: clipUrl, is_carousel_item: true }), 100],
    ["a story with a caption", () => ({ media_type: "STORIES", image_url: harness.imageUrl, caption: "hi" }), 100],
    ["a story of nothing", () => ({ media_type: "STORIES" }), 100],
    ["a story of two files", () => ({ media_type: "STORIES", image_url: harness.imageUrl, video_url: clipUrl }), 100],
    ["an item with a caption", () => ({ image_url: harness.imageUrl, is_carousel_item: true, caption: "hi" }), 100],
    ["a labelled item", () => ({ image_url: harness.imageUrl, is_carousel_item: true, is_ai_generated: true }), 100],
    ["a carousel with a file", () => ({ media_type: "CAROUSEL", children: "1,2", image_url: harness.imageUrl }), 100],
    ["a carousel of items that are not there", () => ({ media_type: "CAROUSEL", children: "1,2" }), 24],
    ["too long a caption", () => ({ image_url: harness.imageUrl, caption: "a".repeat(2_201) }), 36_004],
  ])("is not made of %s", async (_name, body, code) => {
    expect(await create(body())).toMatchObject(refusal(code));
  });

  it("is no carousel of one, nor of eleven", async () => {
    const one = await child();
    expect(await create({ media_type: "CAROUSEL", children: one })).toMatchObject(refusal(100, 2_207_028));
    const children = Array.from({ length: 11 }, () => one).join(",");
    expect(await create({ media_type: "CAROUSEL", children })).toMatchObject(refusal(100, 2_207_028));
  });

  it("of a carousel shows its items in order; an item is no post, nor is another's container an item", async () => {
    const [first, second, single] = [await child(), await child(), await made({ image_url: harness.imageUrl })];
    const mixed = await create({ media_type: "CAROUSEL", children: `${first},${single}` });
    expect(mixed).toMatchObject(refusal(24, 2_207_006));
    const parent = await made({ media_type: "CAROUSEL", children: `${second},${first}`, is_ai_generated: true });
    expect(await publish(first)).toMatchObject(refusal(24));
    const { id } = await publish(parent);
    const fields = "media_type,media_product_type,children,is_ai_generated";
    expect(await ask("GET", `${id}?fields=${fields}`)).toMatchObject({
      media_type: "CAROUSEL_ALBUM",
      media_product_type: "FEED",
      children: { data: [{ id: second }, { id: first }] },
      is_ai_generated: true,
    });
  });

  it("of a clip may not be part of a carousel before it is ready", async () => {
    await harness.close();
    harness = await createInstagramHarness({ processingMs: 30_000 });
    clipUrl = harness.serve("/clip.mp4", goodClip);
    const clip = await made({ media_type: "VIDEO", video_url: clipUrl, is_carousel_item: true });
    const children = `${clip},${await child()}`;
    expect(await create({ media_type: "CAROUSEL", children })).toMatchObject(refusal(9_007, 2_207_027));
    harness.clock.advance(30_000);
    expect(await create({ media_type: "CAROUSEL", children })).toHaveProperty("id");
  });

  it("expires after a day, and there are 400 a day", async () => {
    const body = { image_url: harness.imageUrl };
    const old = await made(body);
    for (let count = 1; count < 400; count += 1) await made(body);
    expect(await create(body)).toMatchObject(refusal(4));
    harness.clock.advance(DAY_MS);
    expect(await statusOf(old)).toMatchObject({ status_code: "EXPIRED" });
    expect(await publish(old)).toMatchObject(refusal(-2, 2_207_020));
    expect(await create(body)).toHaveProperty("id");
  });

  it("may be told never to come to an end", async () => {
    harness.control.addFault({ fault: { kind: "never_finish" } });
    const id = await made({ image_url: harness.imageUrl });
    harness.clock.advance(DAY_MS - 1);
    expect(await statusOf(id)).toMatchObject({ status_code: "IN_PROGRESS" });
  });

  it("takes a clip that is as the reference wants it, and shows why another failed", async () => {
    const good = await made({ media_type: "REELS", video_url: clipUrl, is_ai_generated: true, share_to_feed: true });
    expect(await statusOf(good)).toMatchObject({ status_code: "FINISHED" });
    const { id } = await publish(good);
    expect(await ask("GET", `${id}?fields=media_type,media_product_type`)).toMatchObject({
      media_type: "VIDEO",
      media_product_type: "REELS",
    });
    const away = await made({ media_type: "REELS", video_url: `${harness.receiver}/gone.mp4` });
    expect(await statusOf(away)).toMatchObject({ status_code: "ERROR", status: expect.stringContaining("2207077") });
    expect(await publish(away)).toMatchObject(refusal(-1));
    const beyond = await made({ media_type: "REELS", video_url: clipUrl, thumb_offset: 60_000 });
    expect(await statusOf(beyond)).toMatchObject({ status: expect.stringContaining("2207057") });
  });

  it.each([
    ["two seconds long", { seconds: 2 }],
    ["of twelve pictures a second", { framesPerSecond: 12 }],
    ["too wide", { width: 2_000, height: 200 }],
    ["with its index at the end", { isIndexFirst: false }],
  ] satisfies [string, TestClip][])("fails for a clip that is %s", async (_name, change) => {
    const url = harness.serve("/other.mp4", await testClip(change));
    const id = await made({ media_type: "REELS", video_url: url });
    expect(await statusOf(id)).toMatchObject({ status_code: "ERROR", status: expect.stringContaining("2207026") });
  });

  it("fails for a clip that was cut off", async () => {
    const url = harness.serve("/cut.mp4", goodClip.subarray(0, 900));
    const id = await made({ media_type: "STORIES", video_url: url });
    expect(await statusOf(id)).toMatchObject({ status_code: "ERROR" });
  });
});

it("stories are in a list of their own, for a day", async () => {
  const story = await made({ media_type: "STORIES", image_url: harness.imageUrl, is_ai_generated: true });
  const { id } = await publish(story);
  expect(await ask("GET", "me/media?fields=id")).toEqual({ data: [] });
  const listed = { data: [{ id, media_product_type: "STORY", is_ai_generated: true }] };
  expect(await ask("GET", "me/stories?fields=id,media_product_type,is_ai_generated")).toEqual(listed);
  harness.clock.advance(DAY_MS);
  expect(await ask("GET", "me/stories?fields=id")).toEqual({ data: [] });
});

it("posts of the same files are told by their hashes, and their page shows them", async () => {
  const body = { image_url: harness.imageUrl, caption: "twice" };
  await publish(await made(body));
  await publish(await made({ media_type: "CAROUSEL", children: `${await child()},${await child()}` }));
  const [carousel, single] = harness.control.posts();
  expect(carousel?.files).toEqual([single?.files[0], single?.files[0]]);
  const page = await (await fetch(carousel?.permalink ?? "")).text();
  expect(page).toContain("picture-2.jpg");
  expect((await fetch(`${carousel?.permalink}/picture-2.jpg`)).headers.get("content-type")).toBe("image/jpeg");
});

it("reads a clip without a decoder", () => {
  const fileOf = (bytes: Uint8Array) => ({
    size: bytes.length,
    read: ({ start, end }: ByteRange) => Buffer.from(bytes.subarray(start, end)),
  });
  expect(readMp4(fileOf(goodClip))).toMatchObject({
    seconds: expect.closeTo(3.2, 1),
    width: 180,
    height: 320,
    videoCodec: "avc1",
    audioCodec: "mp4a",
    framesPerSecond: expect.closeTo(30, 0),
    isIndexFirst: true,
  });
  expect(readMp4(fileOf(Buffer.from("no clip at all")))).toBeNull();
});
