// What every FanChannel must do; run by the test of each adapter against its platform or a strict emulator of it.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ConnectedAccount } from "../connector.ts";
import type { FanChannel, MediaKind } from "../fan-channel.ts";

export interface FanChannelHarness {
  readonly channel: FanChannel;
  readonly account: ConnectedAccount;
  /** Has written just now: the reply window is open. */
  readonly fanId: string;
  /** Has never written. */
  readonly strangerId: string;
  /** What the account has said to a fan, as the platform has it, oldest first; pictures as their address. */
  sentTo(fanId: string): readonly string[];
  /** A picture the platform can fetch. */
  readonly imageUrl: string;
  /** Of the other kinds, where the platform looks at what it gets. Default: the picture. */
  readonly mediaUrls?: Readonly<Partial<Record<MediaKind, string>>>;
  /** A stranger writes a comment under a post; its id and theirs. Only where comments can be answered in private. */
  comment?(): { readonly commentId: string; readonly fanId: string };
  now(): Date;
  /** Moves the platform's time. */
  advance(ms: number): void;
  /** The next send is not done, and the platform asks for a pause of `ms`. Absent where nothing asks for pauses. */
  limitNextSend?(ms: number): void;
  /** The next send is done, but its answer never arrives. */
  loseNextAnswer(): void;
  close(): Promise<void>;
}

export function describeFanChannel(name: string, create: () => Promise<FanChannelHarness>): void {
  const signal = () => AbortSignal.timeout(10_000);
  let harness: FanChannelHarness;
  const say = (text: string, fanId = harness.fanId) =>
    harness.channel.send(harness.account, fanId, { kind: "text", text }, signal());
  const find = (text: string, since: Date) =>
    harness.channel.findSent?.(harness.account, harness.fanId, text, since, signal());

  describe(`${name} is a FanChannel`, () => {
    beforeEach(async () => {
      harness = await create();
    });
    afterEach(() => harness.close());

    it("delivers a text as it is, once, and names it", async () => {
      const text = "Hola, ¿qué tal? 😊 “très” bien";
      const result = await say(text);
      expect(result).toMatchObject({ state: "sent", externalId: expect.stringMatching(/.+/) });
      expect(harness.sentTo(harness.fanId)).toEqual([text]);
    });

    it("delivers a picture", async () => {
      const content = { kind: "image", url: harness.imageUrl } as const;
      const result = await harness.channel.send(harness.account, harness.fanId, content, signal());
      expect(result.state).toBe("sent");
      expect(harness.sentTo(harness.fanId)).toEqual([harness.imageUrl]);
    });

    it("carries the media it says it does, and refuses the others", async () => {
      const urlOf = (kind: MediaKind) => harness.mediaUrls?.[kind] ?? harness.imageUrl;
      for (const kind of ["image", "audio", "video"] as const) {
        const carries = harness.channel.info.media.includes(kind);
        const content = { kind, url: urlOf(kind) };
        const result = await harness.channel.send(harness.account, harness.fanId, content, signal());
        expect(result.state, kind).toBe(carries ? "sent" : "refused");
      }
      expect(harness.sentTo(harness.fanId)).toEqual(harness.channel.info.media.map(urlOf));
    });

    it("puts words under what it carries up to its limit, and refuses longer ones", async () => {
      const { maxCaptionChars } = harness.channel.info;
      if (maxCaptionChars === undefined) return;
      const captioned = (length: number) => {
        const content = { kind: "image", url: harness.imageUrl, caption: "é".repeat(length) } as const;
        return harness.channel.send(harness.account, harness.fanId, content, signal());
      };
      expect(await captioned(maxCaptionChars)).toMatchObject({ state: "sent" });
      expect(await captioned(maxCaptionChars + 1)).toMatchObject({ state: "refused", closesWindow: false });
      expect(harness.sentTo(harness.fanId)).toHaveLength(1);
    });

    it("refuses a stranger, an empty text and a text over its limit, and sends none of them", async () => {
      const { maxTextBytes, maxTextChars } = harness.channel.info;
      const tooLong = "x".repeat((maxTextBytes ?? maxTextChars ?? 100_000) + 1);
      for (const refused of [await say("hello", harness.strangerId), await say(""), await say(tooLong)]) {
        expect(refused).toMatchObject({ state: "refused", closesWindow: false, tokenInvalid: false });
      }
      expect(harness.sentTo(harness.fanId)).toEqual([]);
    });

    it("takes a text of exactly its limit, counted as it says", async () => {
      const { maxTextBytes, maxTextChars } = harness.channel.info;
      const text = maxTextBytes === null ? "é".repeat(maxTextChars ?? 1) : "é".repeat(Math.floor(maxTextBytes / 2));
      expect(await say(text)).toMatchObject({ state: "sent" });
      if (maxTextBytes !== null) expect(await say(`${text}é`)).toMatchObject({ state: "refused" });
    });

    it("says when the window closed, and not a moment earlier", async () => {
      const windowMs = harness.channel.info.replyWindowMs;
      harness.advance((windowMs ?? 400 * 86_400_000) - 1_000);
      expect(await say("in time")).toMatchObject({ state: "sent" });
      harness.advance(2_000);
      const late = await say("too late");
      if (windowMs === null) expect(late.state).toBe("sent");
      else expect(late).toMatchObject({ state: "refused", closesWindow: true });
    });

    it("takes as many messages as it says until the fan writes again, and no more", async () => {
      const { maxPerWindow } = harness.channel.info;
      if (maxPerWindow === undefined) return;
      for (let sent = 0; sent < maxPerWindow; sent += 1) expect(await say(`${sent}`)).toMatchObject({ state: "sent" });
      expect(await say("one too many")).toMatchObject({ state: "refused", closesWindow: true });
      expect(harness.sentTo(harness.fanId)).toHaveLength(maxPerWindow);
    });

    it("says when its token no longer works", async () => {
      const account = { ...harness.account, accessToken: "not-a-token" };
      const content = { kind: "text", text: "hello" } as const;
      expect(await harness.channel.send(account, harness.fanId, content, signal())).toMatchObject({
        state: "refused",
        tokenInvalid: true,
      });
    });

    it("passes on a pause as a retryable error, with nothing delivered", async () => {
      if (!harness.limitNextSend) return;
      harness.limitNextSend(120_000);
      await expect(say("hello")).rejects.toMatchObject({
        code: "rate_limited",
        retryable: true,
        retryAfterMs: 120_000,
      });
      expect(harness.sentTo(harness.fanId)).toEqual([]);
      expect(await say("hello")).toMatchObject({ state: "sent" });
    });

    it("calls a lost answer unknown, and finds the message again where the platform can be asked", async () => {
      const since = harness.now();
      harness.loseNextAnswer();
      await expect(say("lost words")).rejects.toMatchObject({ code: "outcome_unknown", retryable: false });
      expect(harness.sentTo(harness.fanId)).toEqual(["lost words"]);
      if (!harness.channel.findSent) return;
      expect(await find("lost words", since)).toMatch(/.+/);
      expect(await find("words never sent", since)).toBeNull();
    });

    it("does not take an older message for the lost one", async () => {
      if (!harness.channel.findSent) return;
      await say("same words");
      harness.advance(60_000);
      expect(await find("same words", harness.now())).toBeNull();
    });

    it("sends nothing when it was called off before", async () => {
      const content = { kind: "text", text: "hello" } as const;
      const sending = harness.channel.send(harness.account, harness.fanId, content, AbortSignal.abort());
      await expect(sending).rejects.toMatchObject({ retryable: true });
      expect(harness.sentTo(harness.fanId)).toEqual([]);
    });

    it("shows that it has read, where the platform can, and is no worse off where it cannot be", async () => {
      if (!harness.channel.info.supportsSeen) return;
      await harness.channel.seen(harness.account, harness.fanId, signal());
      expect(harness.sentTo(harness.fanId)).toEqual([]);
      await expect(harness.channel.seen(harness.account, harness.strangerId, signal())).rejects.toThrow();
    });

    it("answers a comment in private once, and not after its time", async () => {
      const { replyToComment, info } = harness.channel;
      expect(info.commentReplyMs === null).toBe(replyToComment === null);
      if (!replyToComment || !harness.comment || info.commentReplyMs === null) return;
      const first = harness.comment();
      const reply = (commentId: string) => replyToComment(harness.account, commentId, "hello", signal());
      expect(await reply(first.commentId)).toMatchObject({ state: "sent", recipientId: first.fanId });
      expect(await reply(first.commentId)).toMatchObject({ state: "refused", code: "already_replied" });
      expect(harness.sentTo(first.fanId)).toEqual(["hello"]);
      // The comment opens nothing else.
      expect(await say("and more", first.fanId)).toMatchObject({ state: "refused", closesWindow: true });
      const late = harness.comment();
      harness.advance(info.commentReplyMs + 1_000);
      expect(await reply(late.commentId)).toMatchObject({ state: "refused" });
      expect(await reply("unknown")).toMatchObject({ state: "refused" });
    });

    it("says of a fan only what the platform shows of those who wrote", async () => {
      const { profileOf } = harness.channel;
      if (!profileOf) return;
      expect(await profileOf(harness.account, harness.fanId, signal())).toMatchObject({ name: expect.any(String) });
      expect(await profileOf(harness.account, harness.strangerId, signal())).toBeNull();
    });

    it("tells what was written since, oldest first and always under the same ids", async () => {
      const { recentEvents } = harness.channel;
      if (!recentEvents) return;
      const since = harness.now();
      harness.advance(2_000);
      await say("later");
      const asked = async (from: Date) => (await recentEvents(harness.account, from, signal())).events;
      const all = await asked(since);
      expect(all.at(-1)).toMatchObject({ kind: "echo", fanExternalId: harness.fanId, text: "later" });
      expect(all[0]).toMatchObject({ kind: "message", fanExternalId: harness.fanId });
      expect(await recentEvents(harness.account, since, signal())).toEqual({ events: all, isComplete: true });
      const newer = await asked(harness.now());
      expect(newer.map((event) => event.eventId)).toEqual([all.at(-1)?.eventId]);
    });

    it("shows that it types, where the platform can", async () => {
      if (!harness.channel.info.supportsTyping) return;
      await harness.channel.typing(harness.account, harness.fanId, signal());
      expect(harness.sentTo(harness.fanId)).toEqual([]);
    });
  });
}
