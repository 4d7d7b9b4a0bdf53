import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS, ManualClock } from "../../../agents/kernel/clock.ts";
import { describeConnector } from "../../../agents/ports/conformance/connector.ts";
import { describePublisher } from "../../../agents/ports/conformance/publisher.ts";
import type { PostDraft } from "../../../agents/ports/publisher.ts";
import { POST_FAULTS } from "../posting/emulator/post-emulator.ts";
import { serveTestMedia } from "../posting/testing/drafts.ts";
import { createBlueskyConnector } from "./connector.ts";
import { startBlueskyEmulator } from "./emulator/bluesky-emulator.ts";
import { facetsOf } from "./facets.ts";
import { createBlueskyPublisher } from "./publisher.ts";
import { isTid, makeTid } from "./tid.ts";

const ACCOUNT = {
  did: "did:plc:luna234567abcdefghijklmn",
  handle: "luna.bsky.social",
  password: "abcd-efgh-ijkl-mnop",
};
/** The label that has to stand in every caption here. */
const MARK = "\n\nAI-generated";
const signal = () => AbortSignal.timeout(5_000);

async function createHarness() {
  const clock = new ManualClock();
  const emulator = await startBlueskyEmulator(ACCOUNT, clock);
  const media = await serveTestMedia();
  const options = { baseUrl: () => emulator.url, clock, timeoutMs: 1_000 };
  return {
    clock,
    emulator,
    media,
    options,
    account: { id: "acc_1", externalId: ACCOUNT.did, accessToken: `${ACCOUNT.handle}:${ACCOUNT.password}` },
    close: async () => {
      await emulator.close();
      await media.close();
    },
  };
}

describeConnector("Bluesky", async () => {
  const harness = await createHarness();
  return { ...harness, connector: createBlueskyConnector(harness.options), handle: ACCOUNT.handle };
});

describePublisher("Bluesky", async () => {
  const { media, emulator, clock, ...harness } = await createHarness();
  const marked = (caption: string) => (caption.includes("#AIGenerated") ? caption : caption + MARK);
  return {
    ...harness,
    publisher: createBlueskyPublisher(harness.options),
    processes: false,
    draft: (caption) => media.draft("image", marked(caption)),
    brokenDraft: (caption) => media.draft("image", marked(caption), [media.broken("image")]),
    published: () => emulator.posts().map(({ text }) => text.replace(MARK, "")),
    now: () => clock.now(),
    finishProcessing: () => clock.advance(1),
    loseNextCommit: () => emulator.faults.add("putRecord", POST_FAULTS.cut),
  };
});

describe("Bluesky", () => {
  let harness: Awaited<ReturnType<typeof createHarness>>;
  const publisher = () => createBlueskyPublisher(harness.options);
  const publish = async (draft: PostDraft, given = publisher()) => {
    const { containerId } = await given.prepare(harness.account, draft, signal());
    return await given.commit(harness.account, containerId, draft, signal());
  };

  beforeEach(async () => {
    harness = await createHarness();
  });
  afterEach(() => harness.close());

  it("is linked by handle and app password", async () => {
    const connector = createBlueskyConnector(harness.options);
    expect(await connector.whoAmI(harness.account.accessToken, signal())).toEqual({
      externalId: ACCOUNT.did,
      handle: ACCOUNT.handle,
    });
    const wrong = connector.whoAmI(`${ACCOUNT.handle}:wrong-password`, signal());
    await expect(wrong).rejects.toMatchObject({ code: "refused", reason: "token_invalid" });
    await expect(connector.whoAmI("no-handle", signal())).rejects.toMatchObject({ field: "accessToken" });
  });

  it("posts pictures with their alt texts, and clips", async () => {
    await publish(harness.media.draft("carousel", "two #AIGenerated"));
    harness.clock.advance(1);
    await publish(harness.media.draft("video", "a clip. AI-generated"));
    const [clip, pictures] = harness.emulator.posts();
    expect(clip?.embed).toMatchObject({ $type: "app.bsky.embed.video", video: { mimeType: "video/mp4" } });
    expect(pictures?.embed).toMatchObject({ images: [{ alt: "Sea at dawn" }, { alt: "Sea at dawn" }] });
    expect(pictures?.facets).toHaveLength(1);
  });

  it("says in the caption what no label says, or nothing goes out", async () => {
    await expect(publish(harness.media.draft("image", "sea air"))).rejects.toMatchObject({
      reason: "disclosure_missing",
    });
    expect(harness.emulator.calls).toEqual([]);
  });

  it("opens one session for many calls, and another when it expires", async () => {
    const one = publisher();
    const draft = harness.media.draft("image", "AI-generated");
    await publish(draft, one);
    harness.clock.advance(1);
    await publish(draft, one);
    const logins = () => harness.emulator.calls.filter((call) => call === "createSession").length;
    expect(logins()).toBe(1);
    harness.emulator.expireSessions();
    harness.clock.advance(1);
    await expect(publish(draft, one)).rejects.toMatchObject({ reason: "session_expired", retryable: true });
    await publish(draft, one);
    expect(logins()).toBe(2);
    expect(harness.emulator.posts()).toHaveLength(3);
  });

  it("the allowance is counted over a day", async () => {
    await publish(harness.media.draft("image", "AI-generated"));
    expect(await publisher().quota(harness.account, signal())).toMatchObject({ used: 1 });
    harness.clock.advance(DAY_MS + 1);
    expect(await publisher().quota(harness.account, signal())).toMatchObject({ used: 0 });
  });

  const reply = (status: number, error: string, message = "", headers: Record<string, string> = {}) =>
    ({ kind: "reply", status, headers, body: { error, message } }) as const;

  it.each([
    [
      "a limit",
      reply(429, "RateLimitExceeded", "", { "retry-after": "60" }),
      { code: "rate_limited", retryAfterMs: 60_000 },
    ],
    ["a taken-down account", reply(400, "AccountTakedown"), { reason: "account_restricted", retryable: false }],
    ["a record that is there", reply(400, "InvalidSwap"), { code: "conflict", reason: "duplicate_post" }],
    ["a lost blob", reply(400, "BlobNotFound"), { code: "expired", reason: "container_gone" }],
    ["a fault", reply(500, "InternalServerError"), { code: "outcome_unknown" }],
    ["a proxy's page", POST_FAULTS.badGateway, { code: "outcome_unknown" }],
    ["another's page", POST_FAULTS.garbage, { code: "outcome_unknown" }],
    ["silence", POST_FAULTS.hang, { code: "outcome_unknown" }],
  ])("answers %s for what it is", async (_what, fault, expected) => {
    harness.emulator.faults.add("putRecord", fault);
    await expect(publish(harness.media.draft("image", "AI-generated"))).rejects.toMatchObject(expected);
  });

  it("refuses a caption of more than 300 graphemes", async () => {
    const draft = harness.media.draft("image", `AI-generated ${"👩‍🚀".repeat(288)}`);
    await expect(publish(draft)).rejects.toMatchObject({ reason: "caption_too_long", retryable: false });
    const shorter = harness.media.draft("image", `AI-generated ${"👩‍🚀".repeat(100)}`);
    expect(await publish(shorter)).toMatchObject({ externalId: expect.any(String) });
  });
});

it("keys sort by time, and say what they are", () => {
  const at = (ms: number) => makeTid(new Date(1_795_000_000_000 + ms), 1_023);
  expect([at(2), at(0), at(1)].toSorted()).toEqual([at(0), at(1), at(2)]);
  expect(isTid(at(0))).toBe(true);
  expect(isTid("18000000000000000")).toBe(false);
});

it("hashtags and addresses are marked by byte", () => {
  const text = "Sábado ☀️ #AIGenerated https://luna.example/a.";
  const marked = facetsOf(text).map(({ index }) =>
    Buffer.from(text).subarray(index.byteStart, index.byteEnd).toString(),
  );
  expect(marked).toEqual(["#AIGenerated", "https://luna.example/a"]);
});
