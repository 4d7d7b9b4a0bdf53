import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS, ManualClock } from "../../../agents/kernel/clock.ts";
import { describeConnector } from "../../../agents/ports/conformance/connector.ts";
import { describePublisher } from "../../../agents/ports/conformance/publisher.ts";
import type { PostDraft } from "../../../agents/ports/publisher.ts";
import { POST_FAULTS } from "../posting/emulator/post-emulator.ts";
import { serveTestMedia } from "../posting/testing/drafts.ts";
import { createXConnector } from "./connector.ts";
import { startXEmulator } from "./emulator/x-emulator.ts";
import { createXPublisher } from "./publisher.ts";

const ACCOUNT = { id: "2244994945", username: "luna_test", token: "x-user-token" };
const PROCESSING_MS = 20_000;
const MEBIBYTE = 1024 * 1024;
const signal = () => AbortSignal.timeout(5_000);

async function createHarness({ processingMs = 0, clipPadding = 0 } = {}) {
  const clock = new ManualClock();
  const emulator = await startXEmulator(ACCOUNT, clock, { processingMs });
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

describeConnector("X", async () => {
  const harness = await createHarness();
  return { ...harness, connector: createXConnector(harness.options), handle: ACCOUNT.username };
});

describePublisher("X", async () => {
  const { media, emulator, clock, ...harness } = await createHarness({ processingMs: PROCESSING_MS });
  return {
    ...harness,
    publisher: createXPublisher(harness.options),
    processes: true,
    draft: (caption) => media.draft("video", caption),
    brokenDraft: (caption) => media.draft("video", caption, [media.broken("video")]),
    published: () => emulator.posts().map(({ text }) => text),
    now: () => clock.now(),
    finishProcessing: () => clock.advance(PROCESSING_MS),
    loseNextCommit: () => emulator.faults.add("createPost", POST_FAULTS.cut),
  };
});

describe("X", () => {
  let harness: Awaited<ReturnType<typeof createHarness>>;
  const publisher = () => createXPublisher(harness.options);
  const prepare = async (draft: PostDraft) => (await publisher().prepare(harness.account, draft, signal())).containerId;
  const publish = async (draft: PostDraft) =>
    await publisher().commit(harness.account, await prepare(draft), draft, signal());

  beforeEach(async () => {
    harness = await createHarness({ clipPadding: 2 * MEBIBYTE });
  });
  afterEach(() => harness.close());

  it("is linked by its token", async () => {
    const connector = createXConnector(harness.options);
    expect(await connector.whoAmI(ACCOUNT.token, signal())).toEqual({ externalId: ACCOUNT.id, handle: "luna_test" });
    await expect(connector.whoAmI("another", signal())).rejects.toMatchObject({ reason: "token_invalid" });
  });

  it("every post says it was made with AI, pictures have their alt texts", async () => {
    await publish(harness.media.draft("image", "one"));
    await publish(harness.media.draft("carousel", "two"));
    expect(harness.emulator.posts()).toMatchObject([
      { text: "two", madeWithAi: true, mediaKeys: [expect.any(String), expect.any(String)] },
      { text: "one", madeWithAi: true },
    ]);
    expect(harness.emulator.altTexts()).toEqual(["Sea at dawn", "Sea at dawn", "Sea at dawn"]);
  });

  it("a clip goes up in pieces, never whole in memory", async () => {
    await publish(harness.media.draft("video", "a clip"));
    expect(harness.emulator.calls.filter((call) => call === "append")).toHaveLength(3);
    expect(harness.media.longestRead()).toBe(MEBIBYTE);
  });

  it("a lost answer is found by its file, even beside another post like it", async () => {
    const since = harness.clock.now();
    await publish(harness.media.draft("image", "sea air"));
    const draft = harness.media.draft("image", "sea air again");
    const containerId = await prepare(draft);
    const find = () => publisher().find(harness.account, { containerId, caption: "sea air", since }, signal());
    expect(await find()).toBeNull();
    const { externalId } = await publisher().commit(harness.account, containerId, draft, signal());
    expect(await find()).toMatchObject({ externalId });
  });

  it("says why a clip cannot be used, and whether a new try may help", async () => {
    const check = async (name: string) => {
      harness.emulator.failNextClip(name);
      return await publisher().check(harness.account, await prepare(harness.media.draft("video", name)), signal());
    };
    expect(await check("InvalidMedia")).toEqual({ state: "failed", code: "media_unusable", retryable: false });
    expect(await check("InternalError")).toEqual({ state: "failed", code: "platform_fault", retryable: true });
  });

  it("the same words twice are refused by X, a text that weighs too much too", async () => {
    await publish(harness.media.draft("image", "sea air"));
    await expect(publish(harness.media.draft("image", "sea air"))).rejects.toMatchObject({
      code: "conflict",
      reason: "duplicate_post",
    });
    const heavy = publish(harness.media.draft("image", "海".repeat(141)));
    await expect(heavy).rejects.toMatchObject({ reason: "caption_too_long", retryable: false });
    expect(await publisher().quota(harness.account, signal())).toMatchObject({ used: 1 });
    harness.clock.advance(DAY_MS + 1);
    expect(await publisher().quota(harness.account, signal())).toMatchObject({ used: 0 });
  });

  const problem = (status: number, detail: string, headers: Record<string, string> = {}, type = "about:blank") =>
    ({ kind: "reply", status, headers, body: { title: "No", detail, type, status } }) as const;
  const epochSeconds = (afterMs: number) => String((new ManualClock().now().getTime() + afterMs) / 1_000);

  it.each([
    [
      "a short limit",
      problem(429, "Too Many Requests", { "x-rate-limit-reset": epochSeconds(90_000) }),
      { reason: "rate_limited", retryAfterMs: 90_000 },
    ],
    [
      "the day's limit",
      problem(429, "Too Many Requests", {
        "x-user-limit-24hour-remaining": "0",
        "x-user-limit-24hour-reset": epochSeconds(7_200_000),
      }),
      { reason: "publish_cap", retryAfterMs: 7_200_000 },
    ],
    [
      "a spent budget",
      problem(429, "Usage cap exceeded", {}, "https://api.twitter.com/2/problems/usage-capped"),
      { code: "refused", reason: "usage_cap", retryable: false },
    ],
    ["no credits", problem(402, "CreditsDepleted"), { reason: "credits_depleted", retryable: false }],
    ["a locked account", problem(403, "Your account is temporarily locked."), { reason: "account_restricted" }],
    ["a missing permission", problem(403, "not allowed"), { code: "forbidden", reason: "permission_missing" }],
    ["a dead token", problem(401, "Unauthorized"), { reason: "token_invalid" }],
    ["a fault", problem(503, "Service Unavailable"), { code: "outcome_unknown" }],
    ["a page", POST_FAULTS.garbage, { code: "outcome_unknown" }],
    ["silence", POST_FAULTS.hang, { code: "outcome_unknown" }],
  ])("answers %s for what it is", async (_what, fault, expected) => {
    harness.emulator.faults.add("createPost", fault);
    await expect(publish(harness.media.draft("image", "sea air"))).rejects.toMatchObject(expected);
  });
});
