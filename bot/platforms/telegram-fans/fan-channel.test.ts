import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
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

describe("pictures, sound and film", () => {
  let harness: Harness;
  const send = (kind: "image" | "audio" | "video", url: string, caption?: string) =>
    createTelegramFanChannel(harness.options).send(
      harness.account,
      String(FAN),
      { kind, url, ...(caption ? { caption } : {}) },
      AbortSignal.timeout(5_000),
    );
  const last = () => harness.telegram.messages(FAN).at(-1);
  beforeEach(async () => {
    harness = await createTelegramHarness();
  });
  afterEach(() => harness.close());

  it("what Telegram cannot reach is uploaded as it is", async () => {
    expect(await send("image", harness.imageUrl, "for you")).toMatchObject({ state: "sent" });
    expect(last()).toMatchObject({ text: "for you", media: { kind: "photo", fileName: "picture.jpg" } });
    expect(last()?.media?.url).toBeUndefined();
    expect(await send("video", harness.mediaUrls.video)).toMatchObject({ state: "sent" });
    expect(last()).toMatchObject({ media: { kind: "video", sizeBytes: 3_056, supportsStreaming: true } });
  });

  it("OGG, MP3 and M4A are voice notes, other sound is a track", async () => {
    expect(await send("audio", harness.mediaUrls.audio)).toMatchObject({ state: "sent" });
    expect(last()).toMatchObject({ media: { kind: "voice", mimeType: "audio/ogg", sizeBytes: 236 } });
    expect(await send("audio", `${harness.origin}/track.wav`)).toMatchObject({ state: "sent" });
    expect(last()).toMatchObject({ media: { kind: "audio", mimeType: "audio/x-wav" } });
  });

  it("a file that cannot be read was certainly not sent", async () => {
    await expect(send("audio", `${harness.origin}/gone.ogg`)).rejects.toMatchObject({ code: "unavailable" });
    expect(harness.sentTo(String(FAN))).toEqual([]);
  });

  it("a file that breaks off is no message", async () => {
    const broken = createServer((_request, response) => {
      response.writeHead(200, { "content-length": "100000" });
      response.write(Buffer.alloc(50_000, "OggS"), () => response.destroy());
    }).listen(0, "127.0.0.1");
    await once(broken, "listening");
    const url = `http://127.0.0.1:${(broken.address() as AddressInfo).port}/voice.ogg`;
    await expect(send("audio", url)).rejects.toMatchObject({ code: "unavailable", retryable: true });
    expect(harness.sentTo(String(FAN))).toEqual([]);
    broken.close();
  });

  it("a refusal in the midst of an upload is told as it is", async () => {
    harness.telegram.block(FAN);
    expect(await send("video", harness.mediaUrls.video)).toMatchObject({ state: "refused", closesWindow: true });
  });

  it("a file over the limit is refused before anything is sent", async () => {
    const large = createServer((_request, response) => {
      response.writeHead(200, { "content-length": String(51 * 1024 * 1024) });
      response.flushHeaders();
    }).listen(0, "127.0.0.1");
    await once(large, "listening");
    const url = `http://127.0.0.1:${(large.address() as AddressInfo).port}/film.mp4`;
    expect(await send("video", url)).toMatchObject({ state: "refused", code: "attachment_too_large" });
    large.close();
    large.closeAllConnections();
  });

  it("what Telegram could not fetch from its address is uploaded instead", async () => {
    const channel = createTelegramFanChannel({ ...harness.options, canFetch: () => true });
    const sendUrl = (kind: "image" | "video", url: string) =>
      channel.send(harness.account, String(FAN), { kind, url }, AbortSignal.timeout(5_000));
    expect(await sendUrl("image", harness.imageUrl)).toMatchObject({ state: "sent" });
    expect(last()).toMatchObject({ media: { kind: "photo", url: harness.imageUrl } });
    // Its address does not say that it is a film.
    expect(await sendUrl("video", harness.mediaUrls.video)).toMatchObject({ state: "sent" });
    expect(last()).toMatchObject({ media: { kind: "video", fileName: "video.mp4" } });
    expect(harness.sentTo(String(FAN))).toHaveLength(2);
  });
});
