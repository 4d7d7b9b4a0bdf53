// What every FanChannel must do; run by the test of each adapter against its platform or a strict emulator of it.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ConnectedAccount } from "../connector.ts";
import type { FanChannel } from "../fan-channel.ts";

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
  now(): Date;
  /** Moves the platform's time. */
  advance(ms: number): void;
  /** The next send is not done, and the platform asks for a pause of `ms`. */
  limitNextSend(ms: number): void;
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

    it("says when its token no longer works", async () => {
      const account = { ...harness.account, accessToken: "not-a-token" };
      const content = { kind: "text", text: "hello" } as const;
      expect(await harness.channel.send(account, harness.fanId, content, signal())).toMatchObject({
        state: "refused",
        tokenInvalid: true,
      });
    });

    it("passes on a pause as a retryable error, with nothing delivered", async () => {
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

    it("shows that it types, where the platform can", async () => {
      if (!harness.channel.info.supportsTyping) return;
      await harness.channel.typing(harness.account, harness.fanId, signal());
      expect(harness.sentTo(harness.fanId)).toEqual([]);
    });
  });
}
