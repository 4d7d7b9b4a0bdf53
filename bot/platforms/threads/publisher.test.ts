import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS, ManualClock } from "../../../agents/kernel/clock.ts";
import { describeConnector } from "../../../agents/ports/conformance/connector.ts";
import { describePublisher } from "../../../agents/ports/conformance/publisher.ts";
import type { PostDraft } from "../../../agents/ports/publisher.ts";
import { POST_FAULTS } from "../posting/emulator/post-emulator.ts";
import { serveTestMedia } from "../posting/testing/drafts.ts";
import { createThreadsConnector } from "./connector.ts";
import { startThreadsEmulator } from "./emulator/threads-emulator.ts";
import { createThreadsPublisher } from "./publisher.ts";

const ACCOUNT = { id: "27700000000000001", username: "luna.test", token: "THQWJTOKEN" };
/** The label that has to stand in every caption here. */
const MARK = "\n\nAI-generated";
const PROCESSING_MS = 30_000;
const signal = () => AbortSignal.timeout(5_000);

async function createHarness(options: Parameters<typeof startThreadsEmulator>[2] = {}) {
  const clock = new ManualClock();
  const emulator = await startThreadsEmulator(ACCOUNT, clock, options);
  const media = await serveTestMedia();
  return {
    clock,
    emulator,
    media,
    options: { baseUrl: () => emulator.url, timeoutMs: 1_000 },
    account: { id: "acc_1", externalId: ACCOUNT.id, accessToken: ACCOUNT.token },
    close: async () => {
      await emulator.close();
      await media.close();
    },
  };
}

describeConnector("Threads", async () => {
  const harness = await createHarness();
  return { ...harness, connector: createThreadsConnector(harness.options), handle: ACCOUNT.username };
});

describePublisher("Threads", async () => {
  const { media, emulator, clock, ...harness } = await createHarness({ processingMs: PROCESSING_MS });
  const marked = (caption: string) => (caption.includes("#AIGenerated") ? caption : caption + MARK);
  return {
    ...harness,
    publisher: createThreadsPublisher(harness.options),
    processes: true,
    draft: (caption) => media.draft("image", marked(caption)),
    brokenDraft: (caption) => media.draft("image", marked(caption), [media.broken("image")]),
    published: () => emulator.posts().map(({ text }) => text.replace(MARK, "")),
    now: () => clock.now(),
    finishProcessing: () => clock.advance(PROCESSING_MS),
    loseNextCommit: () => emulator.faults.add("publish", POST_FAULTS.cut),
  };
});

describe("Threads", () => {
  let harness: Awaited<ReturnType<typeof createHarness>>;
  const publisher = () => createThreadsPublisher(harness.options);
  const draft = () => harness.media.draft("image", "AI-generated");
  const prepare = async (given: PostDraft = draft()) =>
    (await publisher().prepare(harness.account, given, signal())).containerId;
  const commit = (containerId: string) => publisher().commit(harness.account, containerId, draft(), signal());

  beforeEach(async () => {
    harness = await createHarness({ postsPerDay: 2 });
  });
  afterEach(() => harness.close());

  it("is linked by its token", async () => {
    const connector = createThreadsConnector(harness.options);
    expect(await connector.whoAmI(ACCOUNT.token, signal())).toEqual({ externalId: ACCOUNT.id, handle: "luna.test" });
    await expect(connector.whoAmI("another", signal())).rejects.toMatchObject({ reason: "token_invalid" });
  });

  it("posts carousels and clips", async () => {
    await commit(await prepare(harness.media.draft("carousel", "two #AIGenerated")));
    await commit(await prepare(harness.media.draft("video", "a clip #AIGenerated")));
    expect(harness.emulator.posts()).toMatchObject([
      { text: "a clip #AIGenerated", items: 1 },
      { text: "two #AIGenerated", items: 2 },
    ]);
  });

  it("says in the caption what no label says, or nothing goes out", async () => {
    const silent = prepare(harness.media.draft("image", "sea air"));
    await expect(silent).rejects.toMatchObject({ reason: "disclosure_missing" });
    expect(harness.emulator.calls).toEqual([]);
  });

  it.each([
    ["FAILED_DOWNLOADING_VIDEO", { code: "media_not_fetchable", retryable: true }],
    ["INVALID_DURATION", { code: "duration", retryable: false }],
    ["INVALID_ASPEC_RATIO", { code: "aspect_ratio", retryable: false }],
    ["UNKNOWN", { code: "media_upload_failed", retryable: true }],
  ])("a container that failed with %s says whether a new one may help", async (message, expected) => {
    harness.emulator.failNextContainer(message);
    const containerId = await prepare();
    expect(await publisher().check(harness.account, containerId, signal())).toEqual({ state: "failed", ...expected });
    await expect(commit(containerId)).rejects.toMatchObject({ reason: "container_gone" });
  });

  it("a container is worthless after a day, the daily cap is a pause", async () => {
    const old = await prepare();
    harness.clock.advance(DAY_MS);
    expect(await publisher().check(harness.account, old, signal())).toMatchObject({ code: "container_expired" });
    const containers = [await prepare(), await prepare(), await prepare()];
    for (const containerId of containers.slice(0, 2)) await commit(containerId);
    await expect(commit(containers[2] ?? "")).rejects.toMatchObject({ code: "rate_limited", reason: "publish_cap" });
    expect(await publisher().quota(harness.account, signal())).toEqual({ used: 2, total: 2 });
  });

  it("two posts with one caption are not guessed between", async () => {
    const since = harness.clock.now();
    const [first, second] = [await prepare(), await prepare()];
    await commit(first);
    await commit(second);
    const by = { containerId: second, caption: "AI-generated", since };
    await expect(publisher().find(harness.account, by, signal())).rejects.toMatchObject({ reason: "ambiguous_match" });
  });

  it("a caption of over 500 signs is refused for what it is", async () => {
    const long = prepare(harness.media.draft("image", `AI-generated ${"a".repeat(500)}`));
    await expect(long).rejects.toMatchObject({ code: "provider_refused", reason: "caption_too_long" });
  });

  const graph = (status: number, code: number) =>
    ({ kind: "reply", status, body: { error: { code, message: "no" } } }) as const;

  it.each([
    ["a limit", graph(400, 4), { code: "rate_limited" }],
    ["a dead token", graph(401, 190), { reason: "token_invalid" }],
    ["a missing permission", graph(403, 10), { code: "forbidden" }],
    ["a block", graph(400, 368), { reason: "account_restricted" }],
    ["a fault", graph(500, 2), { code: "outcome_unknown" }],
    ["a page", POST_FAULTS.badGateway, { code: "outcome_unknown" }],
    ["silence", POST_FAULTS.hang, { code: "outcome_unknown" }],
  ])("answers %s for what it is", async (_what, fault, expected) => {
    const containerId = await prepare();
    harness.emulator.faults.add("publish", fault);
    await expect(commit(containerId)).rejects.toMatchObject(expected);
  });
});
