import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../agents/kernel/clock.ts";
import { describePublisher } from "../../../agents/ports/conformance/publisher.ts";
import type { PostChoices, PostDraft } from "../../../agents/ports/publisher.ts";
import { FAIL_MEANINGS, MEANINGS } from "./errors.ts";
import { createTiktokPublisher } from "./publisher.ts";
import { clipOf, createPostsHarness, mediaOf, OPEN } from "./testing/posts-harness.ts";

type Harness = Awaited<ReturnType<typeof createPostsHarness>>;
const PROCESSING_MS = 30_000;

const conformance = (choices: PostChoices | undefined) => async () => {
  const harness = await createPostsHarness({ processingMs: PROCESSING_MS, moderationMs: PROCESSING_MS });
  const { control, clock } = harness;
  const draft = (caption: string, change: Partial<PostDraft> = {}) => {
    const { choices: _open, ...made } = harness.draft(caption, change);
    return { ...made, ...(choices === undefined ? {} : { choices }) };
  };
  return {
    ...harness,
    draft,
    publisher: createTiktokPublisher(harness.clientOptions),
    processes: false,
    brokenDraft: (caption: string) => draft(caption, { media: [mediaOf(Buffer.from("no clip at all, just words"))] }),
    published: () => control.posts().map((post) => post.title),
    now: () => clock.now(),
    finishProcessing: () => clock.advance(2 * PROCESSING_MS),
    loseNextCommit: () => control.addFault({ operation: "upload", fault: { kind: "lose_answer" } }),
  };
};

describePublisher("TikTok, for everybody,", conformance(OPEN));
describePublisher("TikTok, for the creator's eyes only,", conformance(undefined));

describe("TikTok's answers to a clip", () => {
  let harness: Harness;
  const signal = () => AbortSignal.timeout(5_000);
  let publisher: ReturnType<typeof createTiktokPublisher>;
  const begin = async (options: Parameters<typeof createPostsHarness>[0] = {}) => {
    await harness?.close();
    harness = await createPostsHarness(options);
    publisher = createTiktokPublisher(harness.clientOptions);
  };
  const prepare = async (draft = harness.draft("hello")) =>
    (await publisher.prepare(harness.account, draft, signal())).containerId;
  const commit = (containerId: string, draft = harness.draft("hello")) =>
    publisher.commit(harness.account, containerId, draft, signal());
  const check = (containerId: string) => publisher.check(harness.account, containerId, signal());
  const find = (containerId: string, caption = "hello") =>
    publisher.find(harness.account, { containerId, caption, since: harness.clock.now() }, signal());
  const fail = (code: string, operation: "init" | "creator_info" | "status" = "init") =>
    harness.control.addFault({ operation, fault: { kind: "error", code } });

  beforeEach(() => begin());
  afterEach(() => harness.close());

  it("the label goes with every clip, and so do the choices, closed where nothing was chosen", async () => {
    const post = async (choices?: PostChoices) => {
      const { choices: _open, ...rest } = harness.draft("hello");
      const draft = { ...rest, ...(choices ? { choices } : {}) };
      await commit(await prepare(draft), draft);
      return harness.control.posts()[0];
    };
    expect(await post()).toMatchObject({ aiGenerated: true, privacy: "SELF_ONLY", allowsComments: false });
    expect(await post(OPEN)).toMatchObject({ aiGenerated: true, privacy: "PUBLIC_TO_EVERYONE", allowsComments: true });
    expect(harness.control.posts()[0]).toMatchObject({ seconds: 2, bytes: harness.clip.byteLength });
  });

  it("what the creator may not choose is refused with what may be chosen", async () => {
    const draft = harness.draft("hello", { choices: { privacy: "FOLLOWER_OF_CREATOR" } });
    await expect(prepare(draft)).rejects.toMatchObject({
      code: "refused",
      reason: "privacy_not_offered",
      remedy: expect.stringContaining("SELF_ONLY"),
    });
    expect(harness.control.uploads()).toEqual([]);
  });

  it("an app TikTok has not audited posts for the creator alone, on a private account", async () => {
    await begin({ audited: false, creator: { isPrivate: true } });
    await expect(
      prepare(harness.draft("hello", { choices: { privacy: "MUTUAL_FOLLOW_FRIENDS" } })),
    ).rejects.toMatchObject({ reason: "app_unaudited" });
    const draft = harness.draft("hello", { choices: {} });
    const containerId = await prepare(draft);
    await commit(containerId, draft);
    expect(await find(containerId)).toMatchObject({
      externalId: expect.stringMatching(/^v_pub_file~/),
      permalink: null,
    });
  });

  it("a clip longer than the creator may post never leaves", async () => {
    await begin({ creator: { maxVideoSeconds: 3 } });
    const long = harness.draft("hello", { media: [mediaOf(await clipOf(4))] });
    await expect(prepare(long)).rejects.toMatchObject({ code: "refused", reason: "clip_duration" });
    expect(harness.control.uploads()).toEqual([]);
  });

  it.each([
    ["an empty file", Buffer.alloc(0), "video/mp4"],
    ["a picture", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), "video/mp4"],
    ["a film of another kind", Buffer.from("RIFFxxxxAVI LIST"), "video/x-msvideo"],
    ["half a clip", null, "video/mp4"],
  ])("%s is refused before TikTok sees it", async (_name, given, contentType) => {
    const bytes = given ?? harness.clip.subarray(0, 200);
    const draft = harness.draft("hello", { media: [mediaOf(bytes, { contentType })] });
    await expect(prepare(draft)).rejects.toMatchObject({ code: "provider_refused", reason: "video_format" });
  });

  it("takes one clip, and no photos: they cannot be labelled", async () => {
    for (const change of [{ media: [] }, { format: "image" }, { format: "carousel" }] as const)
      await expect(prepare(harness.draft("hello", change))).rejects.toMatchObject({ code: "invalid_input" });
    expect(publisher.info.formats).toEqual(["video"]);
  });

  it("a draft waits in the creator's inbox", async () => {
    const draft = harness.draft("hello", { choices: { asDraft: true } });
    const containerId = await prepare(draft);
    await commit(containerId, draft);
    expect(await find(containerId)).toMatchObject({
      externalId: expect.stringMatching(/^v_inbox_file~/),
      labelled: false,
    });
    expect(harness.control.posts()).toEqual([]);
    expect(harness.control.uploads()).toMatchObject([{ mode: "inbox", status: "SEND_TO_USER_INBOX" }]);
    const { externalId } = (await find(containerId)) as { externalId: string };
    expect(await publisher.find(harness.account, { externalId }, signal())).toMatchObject({ externalId });
  });

  it("ids longer than a JavaScript number keep every digit", async () => {
    const containerId = await prepare();
    await commit(containerId);
    const [post] = harness.control.posts();
    expect(BigInt(post?.videoId ?? 0)).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
    expect(await find(containerId)).toEqual({ externalId: post?.videoId, permalink: post?.permalink, labelled: null });
  });

  it("a public post without an id after ten minutes is taken as it is, and gets its id later", async () => {
    await begin({ moderationMs: HOUR_MS });
    const containerId = await prepare();
    await commit(containerId);
    expect(await find(containerId)).toBe("pending");
    harness.clock.advance(10 * MINUTE_MS);
    const found = (await find(containerId)) as { externalId: string };
    expect(found.externalId).toMatch(/^v_pub_file~/);
    harness.clock.advance(HOUR_MS);
    expect(await publisher.find(harness.account, found, signal())).toMatchObject({
      externalId: harness.control.posts()[0]?.videoId,
    });
  });

  it("an upload is worthless after its hour, and a new one may be begun", async () => {
    const containerId = await prepare();
    harness.clock.advance(HOUR_MS);
    expect(await check(containerId)).toEqual({ state: "failed", code: "upload_expired", retryable: true });
    await expect(commit(containerId)).rejects.toMatchObject({ code: "provider_failed", retryable: true });
    expect(await find(containerId)).toBeNull();
    expect(harness.control.posts()).toEqual([]);
  });

  it("another clip than the one begun is not sent", async () => {
    const containerId = await prepare();
    const other = harness.draft("hello", { media: [mediaOf(await clipOf(3))] });
    await expect(commit(containerId, other)).rejects.toMatchObject({ code: "refused", reason: "file_changed" });
  });

  it("every documented refusal of a beginning is one of ours, and nothing was begun", async () => {
    for (const [code, meaning] of Object.entries(MEANINGS)) {
      await begin();
      fail(code);
      await expect(prepare(), code).rejects.toMatchObject({ code: meaning.error, reason: meaning.reason });
      expect(harness.control.uploads(), code).toEqual([]);
    }
  });

  it("a word of tomorrow is a refusal, unless it speaks of spam", async () => {
    fail("word_of_tomorrow");
    await expect(prepare()).rejects.toMatchObject({ code: "provider_refused", reason: "unknown_refusal" });
    fail("spam_risk_of_tomorrow");
    await expect(prepare()).rejects.toMatchObject({ code: "refused", reason: "blocked_as_spam" });
  });

  it("caps told with HTTP 200 are caps", async () => {
    await begin({ postsPerDay: 1 });
    await commit(await prepare());
    await expect(prepare()).rejects.toMatchObject({
      code: "rate_limited",
      reason: "publish_cap",
      retryAfterMs: HOUR_MS,
    });
    expect(await publisher.quota(harness.account, signal())).toEqual({ used: 1, total: 15 });
    harness.clock.advance(DAY_MS);
    expect(await publisher.quota(harness.account, signal())).toEqual({ used: 0, total: 15 });
  });

  it("every documented failure of a post says why, and whether another try may help", async () => {
    for (const [reason, meaning] of Object.entries(FAIL_MEANINGS)) {
      await begin();
      harness.control.addFault({ fault: { kind: "fail_post", reason } });
      const containerId = await prepare();
      await commit(containerId);
      expect(await find(containerId), reason).toBeNull();
      expect(await check(containerId), reason).toMatchObject({ state: "failed", code: meaning.reason });
    }
    harness.control.addFault({ fault: { kind: "fail_post", reason: "spam_risk_of_tomorrow" } });
    harness.clock.advance(DAY_MS);
    const containerId = await prepare();
    await commit(containerId);
    expect(await check(containerId)).toEqual({ state: "failed", code: "blocked_as_spam", retryable: false });
  });

  it("keeps below TikTok's limits by itself and says when to come back", async () => {
    for (let count = 0; count < 6; count += 1) await prepare();
    await expect(prepare()).rejects.toMatchObject({ code: "rate_limited", retryAfterMs: MINUTE_MS });
    expect(harness.control.uploads()).toHaveLength(6);
    harness.clock.advance(MINUTE_MS + 1);
    const containerId = await prepare();
    await commit(containerId);
    for (let count = 0; count < 30; count += 1) expect(await find(containerId)).not.toBe("pending");
    // The thirty-first within a minute is not asked: that is no news about the post.
    expect(await find(containerId)).toBe("pending");
    expect(await check(containerId)).toEqual({ state: "processing" });
  });

  it("an id TikTok no longer knows is looked for, and never taken for a post that is not there", async () => {
    const containerId = await prepare();
    await commit(containerId);
    fail("invalid_publish_id", "status");
    expect(await find(containerId)).toMatchObject({ externalId: harness.control.posts()[0]?.videoId });
    fail("invalid_publish_id", "status");
    await expect(find(containerId, "another caption")).rejects.toMatchObject({ code: "outcome_unknown" });
  });

  it("a look by the caption leaves out what is known to be another post, and does not guess between two", async () => {
    for (let count = 0; count < 2; count += 1) await commit(await prepare());
    const containerId = await prepare();
    await commit(containerId);
    const [, second, first] = harness.control.posts().map(({ videoId }) => videoId);
    const look = (notThese: readonly string[]) => {
      fail("invalid_publish_id", "status");
      const by = { containerId, caption: "hello", since: harness.clock.now(), notThese };
      return publisher.find(harness.account, by, signal());
    };
    await expect(look([])).rejects.toMatchObject({ reason: "ambiguous_match" });
    expect(await look([first ?? "", second ?? ""])).toMatchObject({
      externalId: harness.control.posts()[0]?.videoId,
    });
  });

  it("a token that is over, or a permission that is missing, is told as such", async () => {
    harness.clock.advance(30 * DAY_MS);
    await expect(prepare()).rejects.toMatchObject({ code: "refused", reason: "token_invalid" });
    await begin({ creator: { scopes: ["user.info.basic", "video.list"] } });
    await expect(prepare()).rejects.toMatchObject({ code: "forbidden", reason: "permission_missing" });
  });

  it.each(["server_error", "garbage"] as const)("a %s in place of an answer may pass", async (kind) => {
    harness.control.addFault({ operation: "init", fault: { kind } });
    await expect(prepare()).rejects.toMatchObject({ code: "provider_failed", retryable: true });
  });

  it("an address for the upload that is not TikTok's gets nothing", async () => {
    const elsewhere = createTiktokPublisher({
      ...harness.clientOptions,
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        if (!String(input).includes("/video/init/")) return response;
        const text = (await response.text()).replaceAll(harness.emulator.url, "https://tiktok.example");
        return new Response(text, { status: response.status });
      },
    });
    await expect(elsewhere.prepare(harness.account, harness.draft("hello"), signal())).rejects.toMatchObject({
      reason: "upload_address",
      retryable: false,
    });
  });
});
