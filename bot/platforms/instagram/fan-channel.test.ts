import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeFanChannel } from "../../../agents/ports/conformance/fan-channel.ts";
import { createInstagramChannel } from "./fan-channel.ts";
import { createInstagramHarness, FAN } from "./testing/instagram-harness.ts";

type Harness = Awaited<ReturnType<typeof createInstagramHarness>>;

let commenters = 0;

describeFanChannel("Instagram", async () => {
  const harness = await createInstagramHarness();
  const { control, account, clock } = harness;
  control.fanWrites(FAN, "hi");
  return {
    channel: createInstagramChannel(harness.clientOptions),
    account,
    fanId: FAN,
    strangerId: "900000000000099",
    sentTo: (fanId) =>
      control
        .thread(fanId)
        .messages.filter((message) => message.from === "account")
        .map((message) => message.imageUrl ?? message.text),
    imageUrl: harness.imageUrl,
    comment: () => {
      commenters += 1;
      const fanId = `80000000000000${commenters}`;
      return { fanId, commentId: control.fanComments(fanId, "lovely") };
    },
    now: () => clock.now(),
    advance: (ms) => clock.advance(ms),
    limitNextSend: (ms) =>
      control.addFault({ operation: "send", fault: { kind: "rate_limited", regainMinutes: ms / 60_000 } }),
    loseNextAnswer: () => control.addFault({ operation: "send", fault: { kind: "lose_answer" } }),
    close: harness.close,
  };
});

describe("Instagram's answers to a send", () => {
  let harness: Harness;
  const send = (text = "hello") =>
    createInstagramChannel(harness.clientOptions).send(
      harness.account,
      FAN,
      { kind: "text", text },
      AbortSignal.timeout(5_000),
    );

  beforeEach(async () => {
    harness = await createInstagramHarness();
    harness.control.fanWrites(FAN, "hi");
  });
  afterEach(() => harness.close());

  it.each([
    [10, 2_534_022, { code: "window_closed", closesWindow: true }],
    [190, 463, { code: "token_invalid", tokenInvalid: true }],
    [551, 1_545_041, { code: "recipient_unavailable" }],
    [200, 2_534_041, { code: "messages_not_allowed_by_owner" }],
    [100, 2_534_029, { code: "messaging_restricted" }],
    [10, 2_018_278, { code: "window_closed", closesWindow: true }],
    [10, undefined, { code: "permission_missing" }],
    [10, 1_893_063, { code: "messaging_restricted" }],
    [100, 33, { code: "object_unknown" }],
    [100, 2_534_014, { code: "recipient_unknown" }],
    [100, 2_534_025, { code: "already_replied" }],
    [100, 2_018_047, { code: "attachment_type" }],
    [102, undefined, { code: "token_invalid", tokenInvalid: true }],
    [190, 460, { code: "token_invalid", tokenInvalid: true }],
    [200, 2_534_066, { code: "permission_missing" }],
    [10_900, undefined, { code: "already_replied" }],
    [10_903, 1_893_049, { code: "recipient_unavailable" }],
    [10_904, 1_893_050, { code: "recipient_unavailable" }],
    [2, 2_534_001, { code: "thread_archived" }],
    [4_711, undefined, { code: "unknown_refusal" }],
  ])("%i/%s is refused for good", async (code, subcode, expected) => {
    const numbers = subcode === undefined ? { code } : { code, subcode };
    harness.control.addFault({ recipientId: FAN, fault: { kind: "error", ...numbers } });
    expect(await send()).toMatchObject({ state: "refused", ...expected });
  });

  it.each([
    ["an unknown error, which may hide a success", { kind: "error", code: 2 }],
    ["a server error", { kind: "server_error" }],
    ["an answer that is no answer", { kind: "garbage" }],
    ["silence", { kind: "hang" }],
    ["silence after it was done", { kind: "lose_answer", how: "hang" }],
  ] as const)("%s leaves the outcome unknown", async (_name, fault) => {
    harness.control.addFault({ operation: "send", fault });
    const channel = createInstagramChannel({ ...harness.clientOptions, timeoutMs: 200 });
    const sending = channel.send(harness.account, FAN, { kind: "text", text: "x" }, AbortSignal.timeout(5_000));
    await expect(sending).rejects.toMatchObject({ code: "outcome_unknown", retryable: false });
  });

  it.each([4, 17, 32, 613, 80_001, 80_002, 80_006])("%i asks for a pause", async (code) => {
    harness.control.addFault({ recipientId: FAN, fault: { kind: "error", code } });
    await expect(send()).rejects.toMatchObject({ code: "rate_limited", retryable: true });
  });

  it("a person's late words carry the tag of people, where Meta granted it", async () => {
    harness.clock.advance(2 * 86_400_000);
    const late = { kind: "text", text: "sorry, was away", byHumanAfterWindow: true } as const;
    const say = (to: Harness) =>
      createInstagramChannel(to.clientOptions).send(to.account, FAN, late, AbortSignal.timeout(5_000));
    expect(await say(harness)).toMatchObject({ state: "refused", code: "human_agent_not_granted", closesWindow: true });
    const granted = await createInstagramHarness({ humanAgentGranted: true });
    granted.control.fanWrites(FAN, "hi");
    granted.clock.advance(7 * 86_400_000 - 1_000);
    expect(await say(granted)).toMatchObject({ state: "sent" });
    granted.clock.advance(2_000);
    expect(await say(granted)).toMatchObject({ state: "refused", code: "window_closed" });
    await granted.close();
  });

  it("a platform nobody listens on certainly got nothing", async () => {
    const channel = createInstagramChannel(harness.clientOptions);
    await harness.emulator.close();
    const sending = channel.send(harness.account, FAN, { kind: "text", text: "x" }, AbortSignal.timeout(5_000));
    await expect(sending).rejects.toMatchObject({ code: "unavailable", retryable: true });
  });

  it("never puts the token into an address", async () => {
    const seen: string[] = [];
    const spy: typeof fetch = (url, init) => {
      seen.push(String(url));
      return fetch(url, init);
    };
    const channel = createInstagramChannel({ ...harness.clientOptions, fetch: spy });
    await channel.send(harness.account, FAN, { kind: "text", text: "x" }, AbortSignal.timeout(5_000));
    await channel.findSent(harness.account, FAN, "x", harness.clock.now(), AbortSignal.timeout(5_000));
    expect(seen).toHaveLength(3);
    expect(seen.join(" ")).not.toContain(harness.account.accessToken);
  });

  it("does not say “not sent” when the history shown is too short to know", async () => {
    const since = harness.clock.now();
    for (let index = 0; index < 20; index += 1) harness.control.fanWrites(FAN, `message ${index}`);
    const channel = createInstagramChannel(harness.clientOptions);
    await expect(
      channel.findSent(harness.account, FAN, "lost", since, AbortSignal.timeout(5_000)),
    ).rejects.toMatchObject({ reason: "history_too_short" });
  });
});
