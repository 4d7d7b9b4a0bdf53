import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { windowClosesAt } from "../../../agents/domain/fans/reply-window.ts";
import { describeConnector } from "../../../agents/ports/conformance/connector.ts";
import { describeFanChannel } from "../../../agents/ports/conformance/fan-channel.ts";
import type { OutboundContent } from "../../../agents/ports/fan-channel.ts";
import { createFanvueConnector } from "./connector.ts";
import { createFanvueChannel } from "./fan-channel.ts";
import { createFanvueHarness, FAN, STRANGER } from "./testing/fanvue-harness.ts";

type Harness = Awaited<ReturnType<typeof createFanvueHarness>>;
const signal = () => AbortSignal.timeout(5_000);

describeFanChannel("Fanvue", async () => {
  const harness = await createFanvueHarness();
  const { control, clock, files } = harness;
  return {
    ...harness,
    channel: createFanvueChannel(harness.clientOptions),
    fanId: FAN,
    strangerId: STRANGER,
    imageUrl: `${files}/picture.jpg`,
    mediaUrls: { audio: `${files}/note.mp3`, video: `${files}/film.mp4` },
    now: () => clock.now(),
    advance: (ms) => clock.advance(ms),
    limitNextSend: (retryAfterMs) =>
      control.addFault({ operation: "send", fault: { kind: "status", status: 429, retryAfterMs } }),
    loseNextAnswer: () => control.addFault({ operation: "send", fault: { kind: "lose_answer" } }),
  };
});

describeConnector("Fanvue", async () => {
  const harness = await createFanvueHarness();
  return { ...harness, connector: createFanvueConnector(harness.connectorOptions) };
});

describe("Fanvue", () => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await createFanvueHarness();
  });
  afterEach(() => harness.close());
  const channel = () => createFanvueChannel(harness.clientOptions);
  const send = (content: OutboundContent = { kind: "text", text: "hello" }, through = channel()) =>
    through.send(harness.account, FAN, content, signal());
  const picture = () => ({ kind: "image", url: `${harness.files}/picture.jpg` }) as const;

  it("has no window, as the rules know", () => {
    expect(windowClosesAt("fanvue", harness.clock.now(), false)).toBe(channel().info.replyWindowMs);
  });

  it.each([
    [400, { code: "bad_parameter" }],
    [401, { code: "token_invalid", tokenInvalid: true }],
    [403, { code: "not_allowed" }],
    [404, { code: "object_unknown" }],
    [410, { code: "api_version_ended" }],
  ])("%i is refused for good", async (status, expected) => {
    harness.control.addFault({ operation: "send", fault: { kind: "status", status } });
    const none = { closesWindow: false, tokenInvalid: false };
    expect(await send()).toEqual({ state: "refused", ...none, ...expected });
  });

  it("does not know the outcome after a fault of Fanvue's own or an answer that is none", async () => {
    for (const fault of [{ kind: "status", status: 502 }, { kind: "garbage" }] as const) {
      harness.control.addFault({ operation: "send", fault });
      await expect(send()).rejects.toMatchObject({ code: "outcome_unknown" });
    }
  });

  it("certainly got nothing where nobody listens", async () => {
    await harness.emulator.close();
    await expect(send()).rejects.toMatchObject({ code: "unavailable", retryable: true });
  });

  it("refuses what is no picture, and tries again where an upload broke off or the file is gone", async () => {
    const broken = await send({ kind: "image", url: `${harness.files}/text.jpg` });
    expect(broken).toMatchObject({ state: "refused", code: "attachment_type" });
    const gone = send({ kind: "image", url: `${harness.files}/gone.jpg` });
    await expect(gone).rejects.toMatchObject({ reason: "media_unavailable", retryable: true });
    harness.control.addFault({ operation: "upload", fault: { kind: "status", status: 502 } });
    await expect(send(picture())).rejects.toMatchObject({ retryable: true });
    expect(harness.sentTo(FAN)).toEqual([]);
  });

  it("puts one file into the vault once, however often it is sent, and sends its token to nobody else", async () => {
    const through: typeof fetch = (url, init) => {
      asked.push(`${init?.method ?? "GET"} ${String(url).replace(harness.emulator.url, "")}`);
      return fetch(url, init);
    };
    const asked: string[] = [];
    const same = createFanvueChannel({ ...harness.clientOptions, fetch: through });
    await send({ ...picture(), caption: "for you" }, same);
    await send(picture(), same);
    expect(asked.filter((call) => call === "POST /v1/media/uploads")).toHaveLength(1);
    expect(asked.join(" ")).not.toContain(harness.account.accessToken);
    expect(harness.control.chat(harness.made.uuid, FAN)?.messages.at(1)).toMatchObject({ text: "for you" });
  });

  it("does not say “not sent” when the history shown is too short to know", async () => {
    const since = harness.clock.now();
    for (let index = 0; index < 20; index += 1)
      harness.control.fanWrites(FAN, `message ${index}`, { creatorUuid: harness.made.uuid });
    const find = channel().findSent?.(harness.account, FAN, "lost", since, signal());
    await expect(find).rejects.toMatchObject({ reason: "history_too_short" });
  });

  it("what was missed says when it is not all", async () => {
    const since = harness.clock.now();
    for (let fan = 1; fan <= 16; fan += 1) {
      const uuid = `5939ae62-3eb5-4433-954f-${String(fan).padStart(12, "0")}`;
      harness.control.fanWrites(uuid, "hi", { creatorUuid: harness.made.uuid });
    }
    const recent = await channel().recentEvents?.(harness.account, since, signal());
    expect(recent?.isComplete).toBe(false);
    expect(recent?.events).toHaveLength(15);
  });

  it("takes a creator's token only, and renews it once by its refresh token", async () => {
    const connector = createFanvueConnector(harness.connectorOptions);
    const fan = harness.control.addAccount({ handle: "a.fan", isCreator: false });
    await expect(connector.whoAmI(fan.accessToken, signal())).rejects.toMatchObject({ reason: "not_a_creator" });
    const renewed = await connector.renew?.(harness.made.refreshToken, signal());
    expect(renewed).toMatchObject({ lastsMs: 3_600_000 });
    expect(await connector.whoAmI(renewed?.accessToken ?? "", signal())).toMatchObject({ handle: "luna.test" });
    await expect(connector.renew?.(harness.made.refreshToken, signal())).rejects.toMatchObject({
      code: "refused",
      reason: "refresh_token_invalid",
    });
    const wrongApp = { clientId: "fanvue-app", clientSecret: "wrong" };
    const other = createFanvueConnector({ ...harness.connectorOptions, app: wrongApp });
    await expect(other.renew?.(renewed?.refreshToken ?? "", signal())).rejects.toMatchObject({
      code: "not_configured",
      field: "FANVUE_CLIENT_SECRET",
    });
    expect(createFanvueConnector({ ...harness.connectorOptions, app: null }).renew).toBeUndefined();
  });
});
