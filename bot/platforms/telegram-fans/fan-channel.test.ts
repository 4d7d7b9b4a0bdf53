import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeFanChannel } from "../../../agents/ports/conformance/fan-channel.ts";
import { TELEGRAM_FAULTS } from "../../surfaces/telegram/emulator/telegram-emulator.ts";
import type { BotApiOptions } from "./bot-api.ts";
import { createTelegramFanChannel } from "./fan-channel.ts";
import { createTelegramHarness, FAN } from "./testing/telegram-harness.ts";

type Harness = Awaited<ReturnType<typeof createTelegramHarness>>;

describeFanChannel("Telegram", async () => {
  const harness = await createTelegramHarness();
  const { telegram, clock } = harness;
  return {
    ...harness,
    channel: createTelegramFanChannel(harness.options),
    fanId: String(FAN),
    strangerId: "51099",
    sentTo: (fanId) =>
      telegram
        .messages(Number(fanId))
        .filter((message) => message.from === "bot")
        .map((message) => message.photoUrl ?? message.text),
    now: () => clock.now(),
    advance: (ms) => clock.advance(ms),
    limitNextSend: (ms) => telegram.faults.add("sendMessage", TELEGRAM_FAULTS.tooManyRequests(ms / 1_000)),
    loseNextAnswer: () => telegram.faults.add("sendMessage", TELEGRAM_FAULTS.cut),
  };
});

describe("Telegram's answers to a send", () => {
  let harness: Harness;
  const send = (options: Partial<BotApiOptions> = {}) =>
    createTelegramFanChannel({ ...harness.options, ...options }).send(
      harness.account,
      String(FAN),
      { kind: "text", text: "*hello* <b>you</b> https://example.com" },
      AbortSignal.timeout(5_000),
    );
  beforeEach(async () => {
    harness = await createTelegramHarness();
  });
  afterEach(() => harness.close());

  it("goes out as it is, without markup or a preview of its links", async () => {
    expect(await send()).toMatchObject({ state: "sent" });
    expect(harness.telegram.messages(FAN).at(-1)).toMatchObject({
      text: "*hello* <b>you</b> https://example.com",
      entities: [],
    });
  });

  it("closes the window of who blocked the bot", async () => {
    harness.telegram.block(FAN);
    expect(await send()).toEqual({
      state: "refused",
      code: "recipient_unavailable",
      closesWindow: true,
      tokenInvalid: false,
    });
  });

  it.each([
    ["a server error", TELEGRAM_FAULTS.internal],
    ["a gateway in between", { kind: "reply", status: 502, body: "<html>Bad Gateway</html>" }],
    ["silence", TELEGRAM_FAULTS.hang],
  ] as const)("%s leaves the outcome unknown", async (_name, fault) => {
    harness.telegram.faults.add("sendMessage", fault);
    await expect(send({ timeoutSeconds: 0.3 })).rejects.toMatchObject({ code: "outcome_unknown", retryable: false });
  });

  it("a server nobody listens on certainly got nothing", async () => {
    const gone = await createTelegramHarness();
    await gone.close();
    await expect(send(gone.options)).rejects.toMatchObject({ code: "unavailable", retryable: true });
  });
});
