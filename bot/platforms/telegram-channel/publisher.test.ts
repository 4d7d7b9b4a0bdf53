import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeConnector } from "../../../agents/ports/conformance/connector.ts";
import { describePublisher } from "../../../agents/ports/conformance/publisher.ts";
import type { PostDraft } from "../../../agents/ports/publisher.ts";
import { TELEGRAM_FAULTS } from "../../surfaces/telegram/emulator/telegram-emulator.ts";
import { serveTestMedia, type TestMedia } from "../posting/testing/drafts.ts";
import { createTelegramChannelConnector } from "./connector.ts";
import { createTelegramChannelPublisher } from "./publisher.ts";
import { CHANNEL, createChannelHarness } from "./testing/channel-harness.ts";

/** The label that has to stand in every caption here. */
const MARK = "\n\nAI-generated";
const signal = () => AbortSignal.timeout(5_000);

describeConnector("A Telegram channel", async () => {
  const harness = await createChannelHarness();
  return { ...harness, connector: createTelegramChannelConnector(harness.options), handle: CHANNEL.username };
});

describePublisher("A Telegram channel", async () => {
  const harness = await createChannelHarness();
  const media = await serveTestMedia();
  const marked = (caption: string) => (caption.includes("#AIGenerated") ? caption : caption + MARK);
  return {
    publisher: createTelegramChannelPublisher(harness.options),
    account: harness.account,
    processes: false,
    showsPosts: false,
    draft: (caption) => media.draft("image", marked(caption)),
    brokenDraft: (caption) => media.draft("image", marked(caption), [media.broken("image")]),
    published: () =>
      harness
        .posts()
        .map(({ text }) => text.replace(MARK, ""))
        .toReversed(),
    now: () => harness.clock.now(),
    finishProcessing: () => undefined,
    loseNextCommit: () => harness.telegram.faults.add("sendPhoto", TELEGRAM_FAULTS.cut),
    close: async () => {
      await harness.close();
      await media.close();
    },
  };
});

describe("a Telegram channel", () => {
  let harness: Awaited<ReturnType<typeof createChannelHarness>>;
  let media: TestMedia;
  const publisher = () => createTelegramChannelPublisher(harness.options);
  const connector = () => createTelegramChannelConnector(harness.options);
  const publish = async (draft: PostDraft) => {
    const { containerId } = await publisher().prepare(harness.account, draft, signal());
    return await publisher().commit(harness.account, containerId, draft, signal());
  };

  beforeEach(async () => {
    harness = await createChannelHarness();
    media = await serveTestMedia();
  });
  afterEach(async () => {
    await harness.close();
    await media.close();
  });

  it("is linked by its bot's token and its name, where the bot may post", async () => {
    const { account, telegram } = harness;
    const profile = { externalId: String(CHANNEL.id), handle: CHANNEL.username };
    expect(await connector().whoAmI(account.accessToken, signal())).toEqual(profile);
    expect(await connector().whoAmI(`${telegram.token}@${CHANNEL.id}`, signal())).toEqual(profile);
    const link = (token: string) => connector().whoAmI(token, signal());
    await expect(link(telegram.token)).rejects.toMatchObject({ reason: "token_invalid", field: "accessToken" });
    await expect(link("1:wrong@luna_channel")).rejects.toMatchObject({ reason: "token_invalid" });
    await expect(link(`${telegram.token}@nobody_here`)).rejects.toMatchObject({ reason: "channel_unknown" });
    telegram.addChannel({ ...CHANNEL, canPost: false });
    await expect(link(account.accessToken)).rejects.toMatchObject({ reason: "permission_missing" });
  });

  it("takes pictures, albums with one caption, and clips read piece by piece", async () => {
    await publish(media.draft("image", "one AI-generated"));
    const album = await publish(media.draft("carousel", "two AI-generated"));
    const clip = await publish(media.draft("video", "three AI-generated"));
    expect(harness.posts().map(({ text, media: file }) => [file?.kind, text])).toEqual([
      ["photo", "one AI-generated"],
      ["photo", "two AI-generated"],
      ["photo", ""],
      ["video", "three AI-generated"],
    ]);
    expect(album).toEqual({ externalId: "2" });
    expect(await publisher().find(harness.account, { externalId: clip.externalId ?? "" }, signal())).toEqual({
      externalId: "4",
      permalink: "https://t.me/luna_channel/4",
      labelled: null,
    });
  });

  it("says in the caption what no label says, or nothing goes out", async () => {
    const prepared = publisher().prepare(harness.account, media.draft("image", "sea air"), signal());
    await expect(prepared).rejects.toMatchObject({ code: "refused", reason: "disclosure_missing", field: "caption" });
  });

  it("commits only the draft that was prepared", async () => {
    const draft = media.draft("image", "sea air. AI-generated");
    const { containerId } = await publisher().prepare(harness.account, draft, signal());
    const other = { ...draft, caption: "sea air" };
    await expect(publisher().commit(harness.account, containerId, other, signal())).rejects.toMatchObject({
      reason: "container_gone",
    });
    expect(harness.posts()).toEqual([]);
  });

  it("a file that breaks off while it is read is no post, and may be tried again", async () => {
    const read = async ({ start, end }: { start: number; end: number }) => {
      if (end > 16) throw new Error("the store is gone");
      return media.picture.read({ start, end });
    };
    const draft = media.draft("image", "AI-generated", [{ ...media.picture, read }]);
    await expect(publish(draft)).rejects.toMatchObject({ reason: "media_unavailable", retryable: true });
    expect(harness.posts()).toEqual([]);
  });

  it.each([
    ["too many requests", TELEGRAM_FAULTS.tooManyRequests(3), { code: "rate_limited", retryAfterMs: 3_000 }],
    ["a dead token", TELEGRAM_FAULTS.unauthorized, { code: "refused", reason: "token_invalid" }],
    ["a fault", TELEGRAM_FAULTS.internal, { code: "outcome_unknown" }],
    ["silence", TELEGRAM_FAULTS.hang, { code: "outcome_unknown" }],
  ] as const)("answers %s for what it is", async (_what, fault, expected) => {
    harness.telegram.faults.add("sendPhoto", fault);
    await expect(publish(media.draft("image", "AI-generated"))).rejects.toMatchObject(expected);
  });

  it("refuses a caption that Telegram would not take, and a channel that took away the right to post", async () => {
    const long = media.draft("image", `AI-generated ${"a".repeat(1_020)}`);
    await expect(publish(long)).rejects.toMatchObject({ code: "provider_refused", reason: "caption_too_long" });
    harness.telegram.addChannel({ ...CHANNEL, canPost: false });
    await expect(publish(media.draft("image", "AI-generated"))).rejects.toMatchObject({ reason: "permission_missing" });
  });
});
