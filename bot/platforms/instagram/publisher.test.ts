import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describePublisher } from "../../../agents/ports/conformance/publisher.ts";
import type { PostDraft, PostFormat, PostMedia, Publisher } from "../../../agents/ports/publisher.ts";
import { texts } from "../../../agents/texts/texts.ts";
import { containerWord } from "./container-word.ts";
import { createInstagramPublisher } from "./publisher.ts";
import { createInstagramHarness } from "./testing/instagram-harness.ts";
import { testClip } from "./testing/test-clip.ts";

type Harness = Awaited<ReturnType<typeof createInstagramHarness>>;
const PROCESSING_MS = 30_000;

const clip = await testClip();

/** One file or several of each kind, and the same with files that are none. */
const POSTS: Record<PostFormat, (harness: Harness, isBroken: boolean) => PostMedia[]> = {
  image: (harness, isBroken) => [harness.picture(isBroken ? harness.brokenUrl : undefined)],
  carousel: (harness, isBroken) => [harness.picture(), harness.picture(isBroken ? harness.brokenUrl : undefined)],
  story: (harness, isBroken) => [harness.picture(isBroken ? harness.brokenUrl : undefined)],
  video: (harness, isBroken) => [
    harness.clip(isBroken ? `${harness.receiver}/broken.mp4` : harness.serve("/clip.mp4", clip), clip),
  ],
};

describe.each(["image", "carousel", "story", "video"] as const)("as %s", (format) => {
  describePublisher(`Instagram (${format})`, async () => {
    const harness = await createInstagramHarness({ processingMs: PROCESSING_MS });
    const { control, clock } = harness;
    const publisher = createInstagramPublisher(harness.clientOptions);
    // A story has none on Instagram.
    const captions = new Map<string, string>();
    const prepare: Publisher["prepare"] = async (account, post, signal) => {
      const prepared = await publisher.prepare(account, post, signal);
      captions.set(containerWord.read(prepared.containerId).id, post.caption);
      return prepared;
    };
    const draft = (caption: string, isBroken = false): PostDraft => ({
      format,
      caption,
      media: POSTS[format](harness, isBroken),
      aiGenerated: true,
    });
    return {
      ...harness,
      publisher: { ...publisher, prepare },
      processes: true,
      draft: (caption) => draft(caption),
      brokenDraft: (caption) => draft(caption, true),
      published: () => control.posts().map(({ containerId, caption }) => captions.get(containerId) ?? caption),
      now: () => clock.now(),
      finishProcessing: () => clock.advance(PROCESSING_MS),
      loseNextCommit: () => control.addFault({ operation: "publish", fault: { kind: "lose_answer" } }),
      // A carousel's label stands on what is around its pictures.
      dropNextLabel: () => control.addFault({ operation: "publish", fault: { kind: "drop_label" } }),
    };
  });
});

describe("Instagram's answers to a post", () => {
  let harness: Harness;
  const signal = () => AbortSignal.timeout(5_000);
  const publisher = () => createInstagramPublisher(harness.clientOptions);
  const draft = (change: Partial<PostDraft> = {}): PostDraft => ({ ...harness.draft("hello"), ...change });
  const commit = async (containerId: string) => {
    const { externalId } = await publisher().commit(harness.account, containerId, draft(), signal());
    return { externalId: externalId ?? "" };
  };
  const prepare = async () => (await publisher().prepare(harness.account, draft(), signal())).containerId;

  beforeEach(async () => {
    harness = await createInstagramHarness({ postsPerDay: 1 });
  });
  afterEach(() => harness.close());

  it("a container failed by the platform says why, and whether a new one may help", async () => {
    const check = async (subcode: number) => {
      harness.control.addFault({ fault: { kind: "fail_container", subcode } });
      return publisher().check(harness.account, await prepare(), signal());
    };
    expect(await check(2_207_003)).toEqual({ state: "failed", code: "media_download_timeout", retryable: true });
    expect(await check(2_207_009)).toEqual({ state: "failed", code: "aspect_ratio", retryable: false });
  });

  it("a container is worthless after a day", async () => {
    const containerId = await prepare();
    harness.clock.advance(86_400_000);
    expect(await publisher().check(harness.account, containerId, signal())).toMatchObject({
      state: "failed",
      code: "container_expired",
    });
    await expect(commit(containerId)).rejects.toMatchObject({
      reason: "container_expired",
    });
  });

  it("the daily cap is a pause, not a failure", async () => {
    const [first, second] = [await prepare(), await prepare()];
    await commit(first);
    await expect(commit(second)).rejects.toMatchObject({
      code: "rate_limited",
      reason: "publish_cap",
    });
    harness.clock.advance(86_400_000 - 1);
    expect(await publisher().quota(harness.account, signal())).toEqual({ used: 1, total: 1 });
    harness.clock.advance(2);
    expect(await publisher().quota(harness.account, signal())).toEqual({ used: 0, total: 1 });
  });

  it("a picture that cannot be fetched may work later", async () => {
    const media = harness.draft("hello", `${harness.receiver}/gone.jpg`).media;
    await expect(publisher().prepare(harness.account, draft({ media }), signal())).rejects.toMatchObject({
      reason: "media_not_fetchable",
      retryable: true,
    });
  });

  it("two posts with one caption are not guessed between", async () => {
    await harness.close();
    harness = await createInstagramHarness();
    const since = harness.clock.now();
    const [first, second] = [await prepare(), await prepare()];
    await commit(first);
    await commit(second);
    const by = { containerId: second, caption: "hello", since };
    await expect(publisher().find(harness.account, by, signal())).rejects.toMatchObject({ reason: "ambiguous_match" });
  });

  it("a Graph version that does not give the label back leaves it open", async () => {
    const { externalId } = await commit(await prepare());
    harness.control.addFault({ operation: "read_object", fault: { kind: "error", code: 100 } });
    expect(await publisher().find(harness.account, { externalId }, signal())).toMatchObject({ labelled: null });
  });

  it.each([
    ["image", 0],
    ["image", 2],
    ["carousel", 1],
    ["carousel", 11],
    ["video", 1],
  ] as const)("a post of the kind %s does not have %i pictures", async (format, count) => {
    const media = Array.from({ length: count }, () => harness.picture());
    await expect(publisher().prepare(harness.account, draft({ format, media }), signal())).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  it("of a carousel the whole is labelled, not its pictures, and it is one post", async () => {
    const media = [harness.picture(), harness.picture(), harness.picture()];
    const carousel = draft({ format: "carousel", media });
    const { containerId } = await publisher().prepare(harness.account, carousel, signal());
    await commit(containerId);
    expect(harness.control.posts()).toMatchObject([{ format: "carousel", aiGenerated: true, files: { length: 3 } }]);
    expect(await publisher().quota(harness.account, signal())).toEqual({ used: 1, total: 1 });
  });

  it.each([
    [-2, 2_207_003, "media_download_timeout", true],
    [-2, 2_207_020, "container_expired", false],
    [-1, 2_207_001, "platform_fault", true],
    [-1, 2_207_032, "media_upload_failed", true],
    [-1, 2_207_053, "media_upload_failed", true],
    [1, 2_207_057, "cover_moment", false],
    [4, 2_207_051, "blocked_as_spam", false],
    [9, 2_207_042, "publish_cap", true],
    [24, 2_207_006, "container_gone", false],
    [24, 2_207_008, "container_gone", false],
    [25, 2_207_050, "account_restricted", false],
    [352, 2_207_026, "video_format", false],
    [9_004, 2_207_052, "media_not_fetchable", true],
    [9_007, 2_207_027, "container_not_ready", true],
    [36_000, 2_207_004, "image_too_large", false],
    [36_001, 2_207_005, "image_format", false],
    [36_003, 2_207_009, "aspect_ratio", false],
    [36_004, 2_207_010, "caption_too_long", false],
    [100, 2_207_023, "media_type", false],
    [100, 2_207_028, "carousel_size", false],
    [100, 2_207_035, "bad_tag", false],
    [100, 2_207_040, "too_many_mentions", false],
    [190, undefined, "token_invalid", false],
    [352, undefined, "video_format", false],
    [24, undefined, "container_gone", false],
  ])("error %i/%s means %s", async (code, subcode, reason, retryable) => {
    const fault = { kind: "error", code, ...(subcode === undefined ? {} : { subcode }) } as const;
    harness.control.addFault({ operation: "create_container", fault });
    await expect(prepare()).rejects.toMatchObject({ reason, retryable });
    for (const language of ["en", "es"] as const) {
      expect(Object.hasOwn(texts(language).publishing.advice, reason)).toBe(true);
    }
  });

  it("of several stories of the same minutes the nearest is taken, once it is certain that one is ours", async () => {
    await harness.close();
    harness = await createInstagramHarness();
    const since = harness.clock.now();
    const story = draft({ format: "story" });
    const prepared = async () => (await publisher().prepare(harness.account, story, signal())).containerId;
    const [first, second] = [await prepared(), await prepared()];
    const { externalId } = await commit(first);
    const by = { containerId: second, caption: "hello", since };
    expect(await publisher().find(harness.account, by, signal())).toBeNull();
    harness.clock.advance(20_000);
    const other = await commit(second);
    const committedAt = { ...by, since: harness.clock.now() };
    expect(await publisher().find(harness.account, committedAt, signal())).toMatchObject(other);
    const forgotten = { ...by, containerId: "story:18000000000000001" };
    await expect(publisher().find(harness.account, forgotten, signal())).rejects.toMatchObject({
      reason: "ambiguous_match",
    });
    const known = { ...by, notThese: [externalId] };
    expect(await publisher().find(harness.account, known, signal())).toMatchObject(other);
  });
});
