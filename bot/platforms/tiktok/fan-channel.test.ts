import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { windowClosesAt, windowCount } from "../../../agents/domain/fans/reply-window.ts";
import { DAY_MS } from "../../../agents/kernel/clock.ts";
import { describeFanChannel } from "../../../agents/ports/conformance/fan-channel.ts";
import type { OutboundContent } from "../../../agents/ports/fan-channel.ts";
import type { FaultPlan } from "./emulator/faults.ts";
import { createTiktokChannel } from "./fan-channel.ts";
import { createTiktokHarness, FAN } from "./testing/tiktok-harness.ts";

type Harness = Awaited<ReturnType<typeof createTiktokHarness>>;

const fanOf = ({ control }: Harness, conversationId: string) =>
  control.conversationId(FAN) === conversationId ? FAN : "a stranger";

describeFanChannel("TikTok", async () => {
  const harness = await createTiktokHarness();
  const { control, clock } = harness;
  control.fanWrites(FAN, "hi");
  return {
    ...harness,
    channel: createTiktokChannel(harness.clientOptions),
    fanId: control.conversationId(FAN),
    strangerId: control.conversationId("nobody"),
    sentTo: (conversationId) => harness.sentTo(fanOf(harness, conversationId)),
    now: () => clock.now(),
    advance: (ms) => clock.advance(ms),
    limitNextSend: (ms) =>
      control.addFault({ operation: "send", fault: { kind: "rate_limited", pauseSeconds: ms / 1_000 } }),
    loseNextAnswer: () => control.addFault({ operation: "send", fault: { kind: "lose_answer" } }),
  };
});

describe("TikTok's answers to a send", () => {
  let harness: Harness;
  const channel = (options: { timeoutMs?: number; fetch?: typeof fetch } = {}) =>
    createTiktokChannel({ ...harness.clientOptions, ...options });
  const to = () => harness.control.conversationId(FAN);
  const send = (content: OutboundContent = { kind: "text", text: "hello" }, through = channel()) =>
    through.send(harness.account, to(), content, AbortSignal.timeout(5_000));

  beforeEach(async () => {
    harness = await createTiktokHarness();
    harness.control.fanWrites(FAN, "hi");
  });
  afterEach(() => harness.close());

  it("has the limits that the rules know", () => {
    const { info } = channel();
    const at = harness.clock.now();
    expect(windowClosesAt("tiktok", at, false)?.getTime()).toBe(at.getTime() + (info.replyWindowMs ?? 0));
    expect(windowCount("tiktok", 0)?.most).toBe(info.maxPerWindow);
  });

  it.each([
    [40_001, { code: "permission_missing" }],
    [40_002, { code: "bad_parameter" }],
    [40_007, { code: "object_unknown" }],
    [40_050, { code: "duplicate" }],
    [40_064, { code: "window_closed", closesWindow: true }],
    [40_102, { code: "token_invalid", tokenInvalid: true }],
    [40_104, { code: "token_invalid", tokenInvalid: true }],
    [40_105, { code: "token_invalid", tokenInvalid: true }],
    [47_110, { code: "unknown_refusal" }],
  ])("%i is refused for good", async (code, expected) => {
    harness.control.addFault({ conversationId: to(), fault: { kind: "error", code } });
    const none = { closesWindow: false, tokenInvalid: false };
    expect(await send()).toEqual({ state: "refused", ...none, ...expected });
  });

  it.each([40_100, 40_132, 40_133])("%i asks for a pause", async (code) => {
    harness.control.addFault({ operation: "send", fault: { kind: "error", code } });
    await expect(send()).rejects.toMatchObject({ code: "rate_limited", retryable: true });
  });

  it.each([
    ["a fault of its own, which may hide a success", { kind: "error", code: 51_065 }],
    ["a gateway in between", { kind: "server_error" }],
    ["an answer that is no answer", { kind: "garbage" }],
    ["silence", { kind: "hang" }],
    ["silence after it was done", { kind: "lose_answer", how: "hang" }],
  ] as const satisfies readonly (readonly [string, FaultPlan["fault"]])[])(
    "%s leaves the outcome unknown",
    async (_name, fault) => {
      harness.control.addFault({ operation: "send", fault });
      await expect(send(undefined, channel({ timeoutMs: 200 }))).rejects.toMatchObject({ code: "outcome_unknown" });
    },
  );

  it("a gateway that says no before TikTok is asked did nothing", async () => {
    harness.control.addFault({ operation: "send", fault: { kind: "server_error", status: 429 } });
    await expect(send()).rejects.toMatchObject({ code: "rate_limited", retryable: true });
  });

  it("a platform nobody listens on certainly got nothing", async () => {
    await harness.emulator.close();
    await expect(send()).rejects.toMatchObject({ code: "unavailable", retryable: true });
  });

  it("the window is open again once the fan writes", async () => {
    for (let sent = 0; sent < 10; sent += 1) await send();
    expect(await send()).toMatchObject({ state: "refused", closesWindow: true });
    harness.control.fanWrites(FAN, "still here");
    expect(await send()).toMatchObject({ state: "sent" });
    harness.clock.advance(2 * DAY_MS + 1_000);
    expect(await send()).toMatchObject({ state: "refused", closesWindow: true });
  });

  it("a picture is not even uploaded where the country forbids it, or when it is none", async () => {
    const picture = { kind: "image", url: harness.brokenUrl } as const;
    expect(await send(picture)).toMatchObject({ state: "refused", code: "attachment_type" });
    const gone = send({ kind: "image", url: `${harness.imageUrl}.gone` });
    await expect(gone).rejects.toMatchObject({ code: "unavailable", reason: "picture_unreachable" });
    const { id, accessToken } = harness.control.addAccount({ username: "abroad", mayPictures: false });
    harness.control.fanWrites(FAN, "hi", { accountId: id });
    const account = { id: "acc_2", externalId: id, accessToken };
    const url = harness.imageUrl;
    const conversation = harness.control.conversationId(FAN, id);
    const refused = await channel().send(account, conversation, { kind: "image", url }, AbortSignal.timeout(5_000));
    expect(refused).toMatchObject({ state: "refused", code: "media_not_allowed_here", closesWindow: false });
    expect(harness.control.thread(FAN, id).messages).toHaveLength(1);
  });

  it("a picture whose upload failed was certainly not sent", async () => {
    harness.control.addFault({ operation: "upload", fault: { kind: "error", code: 51_065 } });
    const picture = { kind: "image", url: harness.imageUrl } as const;
    await expect(send(picture)).rejects.toMatchObject({ code: "unavailable", retryable: true });
    expect(await send(picture)).toMatchObject({ state: "sent" });
  });

  it("puts the token into no address, and keeps the plus of a conversation's id", async () => {
    const seen: string[] = [];
    const spy: typeof fetch = (url, init) => {
      seen.push(String(url));
      return fetch(url, init);
    };
    await send(undefined, channel({ fetch: spy }));
    const find = channel({ fetch: spy }).findSent;
    expect(await find?.(harness.account, to(), "hello", harness.clock.now(), AbortSignal.timeout(5_000))).toMatch(/./);
    expect(seen).toHaveLength(2);
    expect(seen[1]).toContain("conversation_id=%2B");
    expect(seen.join(" ")).not.toContain(harness.account.accessToken);
  });

  it("does not say “not sent” when the history shown is too short to know", async () => {
    const since = harness.clock.now();
    for (let index = 0; index < 20; index += 1) harness.control.fanWrites(FAN, `message ${index}`);
    const find = channel().findSent;
    await expect(find?.(harness.account, to(), "lost", since, AbortSignal.timeout(5_000))).rejects.toMatchObject({
      reason: "history_too_short",
    });
  });

  it("shows typing for a moment and that it has read", async () => {
    await channel().typing(harness.account, to(), AbortSignal.timeout(5_000));
    expect(harness.control.thread(FAN)).toMatchObject({ typing: true, readAt: null });
    harness.clock.advance(5_000);
    await channel().seen(harness.account, to(), AbortSignal.timeout(5_000));
    expect(harness.control.thread(FAN)).toMatchObject({ typing: false, readAt: harness.clock.now() });
  });

  it("knows the name and whether they follow", async () => {
    harness.control.fanWrites("fan.2", "hi", { name: "Álex" });
    const { profileOf } = channel();
    const conversation = harness.control.conversationId("fan.2");
    expect(await profileOf?.(harness.account, conversation, AbortSignal.timeout(5_000))).toEqual({
      name: "Álex",
      username: null,
      followsAccount: true,
    });
  });

  it("what was missed comes page by page, requests included, and says when it is not all", async () => {
    const since = harness.clock.now();
    for (let fan = 0; fan < 130; fan += 1) harness.control.fanWrites(`many.${fan}`, `hi ${fan}`);
    await send();
    const { recentEvents } = channel();
    const all = await recentEvents?.(harness.account, since, AbortSignal.timeout(20_000));
    expect(all).toMatchObject({ isComplete: true });
    expect(all?.events).toHaveLength(132);
    harness.control.addFault({ operation: "content", fault: { kind: "error", code: 40_100 } });
    const some = await recentEvents?.(harness.account, since, AbortSignal.timeout(20_000));
    expect(some).toMatchObject({ isComplete: false });
  });
});
