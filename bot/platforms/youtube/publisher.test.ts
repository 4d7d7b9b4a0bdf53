import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS, ManualClock } from "../../../agents/kernel/clock.ts";
import { describeConnector } from "../../../agents/ports/conformance/connector.ts";
import { describePublisher } from "../../../agents/ports/conformance/publisher.ts";
import type { PostDraft } from "../../../agents/ports/publisher.ts";
import { POST_FAULTS } from "../posting/emulator/post-emulator.ts";
import { serveTestMedia } from "../posting/testing/drafts.ts";
import { createYoutubeConnector } from "./connector.ts";
import { startYoutubeEmulator, youtubeError } from "./emulator/youtube-emulator.ts";
import { createYoutubePublisher } from "./publisher.ts";

const ACCOUNT = { id: "UCluna0000000000000000aa", title: "Luna", customUrl: "@luna.test", token: "ya29.token" };
const MEBIBYTE = 1024 * 1024;
const signal = () => AbortSignal.timeout(5_000);

async function createHarness(clipPadding = 0) {
  const clock = new ManualClock();
  const emulator = await startYoutubeEmulator(ACCOUNT, clock);
  const media = await serveTestMedia(clipPadding);
  return {
    clock,
    emulator,
    media,
    options: { baseUrl: () => emulator.url, clock, timeoutMs: 1_000 },
    account: { id: "acc_1", externalId: ACCOUNT.id, accessToken: ACCOUNT.token },
    close: async () => {
      await emulator.close();
      await media.close();
    },
  };
}

describeConnector("YouTube", async () => {
  const harness = await createHarness();
  return { ...harness, connector: createYoutubeConnector(harness.options), handle: "luna.test" };
});

describePublisher("YouTube", async () => {
  const { media, emulator, clock, ...harness } = await createHarness();
  return {
    ...harness,
    publisher: createYoutubePublisher(harness.options),
    processes: false,
    draft: (caption) => media.draft("video", caption),
    brokenDraft: (caption) => media.draft("video", caption, [media.broken("video")]),
    published: () => emulator.videos().map(({ description }) => description),
    now: () => clock.now(),
    finishProcessing: () => undefined,
    loseNextCommit: () => emulator.faults.add("lastPiece", POST_FAULTS.cut),
    dropNextLabel: () => emulator.dropNextLabel(),
  };
});

describe("YouTube", () => {
  let harness: Awaited<ReturnType<typeof createHarness>>;
  const publisher = () => createYoutubePublisher(harness.options);
  const draft = (change: Partial<PostDraft> = {}) => ({
    ...harness.media.draft("video", "Sea air\nand coffee"),
    ...change,
  });
  const prepare = async (given = draft()) => (await publisher().prepare(harness.account, given, signal())).containerId;
  const commit = (containerId: string, given = draft()) =>
    publisher().commit(harness.account, containerId, given, signal());

  beforeEach(async () => {
    harness = await createHarness(10 * MEBIBYTE);
  });
  afterEach(() => harness.close());

  it("is linked by its token", async () => {
    const connector = createYoutubeConnector(harness.options);
    expect(await connector.whoAmI(ACCOUNT.token, signal())).toEqual({ externalId: ACCOUNT.id, handle: "luna.test" });
    await expect(connector.whoAmI("another", signal())).rejects.toMatchObject({ reason: "token_invalid" });
  });

  it("a clip goes up in pieces, never whole in memory, and the last one is the commit", async () => {
    const containerId = await prepare();
    expect(harness.emulator.calls).toEqual(["begin", "piece", "piece"]);
    expect(harness.emulator.videos()).toEqual([]);
    await commit(containerId);
    expect(harness.emulator.calls.slice(3)).toEqual(["ask", "lastPiece"]);
    expect(harness.media.longestRead()).toBe(4 * MEBIBYTE);
    expect(harness.emulator.videos()).toMatchObject([
      { title: "Sea air", containsSyntheticMedia: true, privacyStatus: "private", bytes: harness.media.clip.bytes },
    ]);
  });

  it("is public only where the operator chose so", async () => {
    const open = draft({ choices: { privacy: "PUBLIC" } });
    await commit(await prepare(open), open);
    expect(harness.emulator.videos()).toMatchObject([{ privacyStatus: "public" }]);
    await expect(prepare(draft({ choices: { privacy: "friends" } }))).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("a title is the caption's first line, cut between words, and there has to be one", async () => {
    const long = draft({ caption: `${"sea <air> ".repeat(20)}\nmore` });
    await commit(await prepare(long), long);
    const title = harness.emulator.videos()[0]?.title ?? "";
    expect(title.length).toBeLessThanOrEqual(100);
    expect(title).toMatch(/^(?:sea air ?)+(?:sea)?$/);
    await expect(prepare(draft({ caption: " " }))).rejects.toMatchObject({ field: "caption" });
    await expect(prepare(draft({ caption: "á".repeat(2_501) }))).rejects.toMatchObject({ reason: "caption_too_long" });
  });

  it("an upload that broke off goes on where it was", async () => {
    harness.emulator.faults.add("piece", POST_FAULTS.badGateway);
    await expect(prepare()).rejects.toMatchObject({ code: "unavailable", retryable: true });
    const containerId = await prepare();
    harness.emulator.faults.add("lastPiece", POST_FAULTS.badGateway);
    await expect(commit(containerId)).rejects.toMatchObject({ code: "outcome_unknown" });
    const by = { containerId, caption: "", since: harness.clock.now() };
    expect(await publisher().find(harness.account, by, signal())).toBeNull();
    expect(await commit(containerId)).toMatchObject({ externalId: expect.any(String) });
  });

  it("an upload that YouTube forgot is prepared again, or left to an operator after the commit", async () => {
    const containerId = await prepare();
    harness.emulator.forgetUploads();
    expect(await publisher().check(harness.account, containerId, signal())).toMatchObject({ code: "container_gone" });
    const by = { containerId, caption: "", since: harness.clock.now() };
    await expect(publisher().find(harness.account, by, signal())).rejects.toMatchObject({
      reason: "history_unavailable",
      retryable: false,
    });
  });

  it("a rejected video says why", async () => {
    harness.emulator.rejectNext("duplicate");
    const { externalId } = await commit(await prepare());
    const found = publisher().find(harness.account, { externalId: externalId ?? "" }, signal());
    await expect(found).rejects.toMatchObject({ reason: "duplicate_post", retryable: false });
  });

  it("the allowance is counted over a day", async () => {
    await commit(await prepare());
    expect(await publisher().quota(harness.account, signal())).toEqual({ used: 1, total: 6 });
    harness.clock.advance(DAY_MS + 1);
    expect(await publisher().quota(harness.account, signal())).toEqual({ used: 0, total: 6 });
  });

  const reply = (status: number, reason: string) => ({ kind: "reply", ...youtubeError(status, reason) }) as const;

  it.each([
    ["a spent quota", reply(403, "quotaExceeded"), { code: "rate_limited", reason: "publish_cap" }],
    ["the channel's limit", reply(400, "uploadLimitExceeded"), { code: "rate_limited", reason: "publish_cap" }],
    ["a dead token", reply(401, "authError"), { reason: "token_invalid" }],
    ["a missing permission", reply(403, "insufficientPermissions"), { code: "forbidden" }],
    ["a suspended account", reply(403, "authenticatedUserAccountSuspended"), { reason: "account_restricted" }],
    ["no channel", reply(401, "youtubeSignupRequired"), { reason: "channel_unknown" }],
    ["a fault", reply(503, "backendError"), { code: "unavailable", retryable: true }],
    ["a page", POST_FAULTS.badGateway, { code: "unavailable", retryable: true }],
  ])("answers %s for what it is", async (_what, fault, expected) => {
    harness.emulator.faults.add("begin", fault);
    await expect(prepare()).rejects.toMatchObject(expected);
  });
});
