import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describePublisher } from "../../../agents/ports/conformance/publisher.ts";
import type { PostDraft } from "../../../agents/ports/publisher.ts";
import { createInstagramPublisher } from "./publisher.ts";
import { createInstagramHarness } from "./testing/instagram-harness.ts";

type Harness = Awaited<ReturnType<typeof createInstagramHarness>>;
const PROCESSING_MS = 30_000;

describePublisher("Instagram", async () => {
  const harness = await createInstagramHarness({ processingMs: PROCESSING_MS });
  const { control, clock } = harness;
  return {
    ...harness,
    publisher: createInstagramPublisher(harness.clientOptions),
    processes: true,
    brokenDraft: (caption) => harness.draft(caption, harness.brokenUrl),
    published: () => control.posts().map((post) => post.caption),
    now: () => clock.now(),
    finishProcessing: () => clock.advance(PROCESSING_MS),
    loseNextCommit: () => control.addFault({ operation: "publish", fault: { kind: "lose_answer" } }),
    dropNextLabel: () => control.addFault({ fault: { kind: "drop_label" } }),
  };
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

  it("takes one picture, no more and no fewer", async () => {
    await expect(publisher().prepare(harness.account, draft({ media: [] }), signal())).rejects.toMatchObject({
      code: "invalid_input",
    });
  });
});
