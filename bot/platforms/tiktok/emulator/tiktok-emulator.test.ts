import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { CONTROL_HEADER } from "../../../emulators/control-guard.ts";
import { createTiktokConnector } from "../connector.ts";
import { createTiktokChannel } from "../fan-channel.ts";
import { APP, createTiktokHarness, FAN } from "../testing/tiktok-harness.ts";
import { isSignedBy, parseWebhook } from "../webhook.ts";

type Harness = Awaited<ReturnType<typeof createTiktokHarness>>;
let harness: Harness;
const signal = () => AbortSignal.timeout(5_000);
const subscribe = () => createTiktokConnector(harness.connectorOptions).subscribe(harness.account, signal());
const reply = (text: string) => {
  const to = harness.control.conversationId(FAN);
  return createTiktokChannel(harness.clientOptions).send(harness.account, to, { kind: "text", text }, signal());
};
const events = () => harness.received.map(({ rawBody }) => parseWebhook(rawBody, harness.clock.now()).event);
const Envelope = z.object({ code: z.number(), message: z.string(), data: z.record(z.string(), z.unknown()) });
const call = async (path: string, body?: object | string, token: string | null = harness.account.accessToken) => {
  const response = await fetch(`${harness.emulator.url}/open_api/v1.3${path}`, {
    ...(body === undefined ? {} : { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) }),
    headers: { "content-type": "application/json", ...(token === null ? {} : { "access-token": token }) },
  });
  expect(response.status).toBe(200);
  return Envelope.parse(await response.json());
};
const text = (more: object = {}) => ({
  business_id: harness.account.externalId,
  recipient_type: "CONVERSATION",
  recipient: harness.control.conversationId(FAN),
  message_type: "TEXT",
  text: { body: "hi" },
  ...more,
});
const query = (fields: Readonly<Record<string, string>>) => `?${new URLSearchParams(fields).toString()}`;

beforeEach(async () => {
  harness = await createTiktokHarness({ controlToken: "control" });
});
afterEach(() => harness.close());

describe("webhooks of the emulated TikTok", () => {
  it("go to the app's address once it has one, signed at the moment they leave", async () => {
    harness.control.fanWrites(FAN, "unheard", { name: "Álex" });
    await subscribe();
    harness.clock.advance(60_000);
    harness.replies.push(500);
    const id = harness.control.fanWrites(FAN, "café 😊");
    await harness.control.idle();
    expect(harness.received).toHaveLength(2);
    for (const { rawBody, signature } of harness.received) {
      expect(isSignedBy(APP.clientSecret, rawBody, signature, harness.clock.now())).toBe(true);
    }
    expect(events()[0]).toMatchObject({ kind: "message", messageId: id, text: "café 😊" });
    expect(events()[0]?.fanExternalId).toBe(harness.control.conversationId(FAN));
    const envelope = z.looseObject({ content: z.string() }).parse(JSON.parse(String(harness.received[0]?.rawBody)));
    expect(envelope).toMatchObject({
      client_key: APP.clientKey,
      event: "im_receive_msg",
      create_time: Math.floor(harness.clock.now().getTime() / 1_000),
      user_openid: harness.account.externalId,
    });
    expect(JSON.parse(envelope.content)).toMatchObject({ from: "Álex", type: "text", unique_identifier: FAN });
  });

  it("echo what was sent through the API or by hand, with the same id", async () => {
    await subscribe();
    harness.control.fanWrites(FAN, "hi");
    const sent = await reply("hey you");
    const byHand = harness.control.accountWrites(FAN, "typed on the phone");
    await harness.control.idle();
    const echoes = events().flatMap((event) => (event.kind === "echo" ? [event.messageId] : []));
    expect(echoes).toEqual([sent.state === "sent" ? sent.externalId : "", byHand]);
  });

  it("come as often as told, late or reversed, and not at all when lost", async () => {
    await subscribe();
    harness.control.hold();
    const ids = ["one", "two"].map((each) => harness.control.fanWrites(FAN, each, { copies: 2 }));
    harness.control.fanWrites(FAN, "lost", { copies: 0 });
    expect(harness.received).toEqual([]);
    harness.control.release({ reversed: true });
    await harness.control.idle();
    const told = events().map((event) => (event.kind === "message" ? event.messageId : ""));
    expect(told).toHaveLength(4);
    expect(new Set(told)).toEqual(new Set(ids));
  });

  it("say of Europe's fans only that they wrote, and of a permission taken back that it was", async () => {
    await subscribe();
    harness.control.fanWrites(FAN, "olá", { inEurope: true });
    harness.control.removeAuthorization();
    await harness.control.idle();
    expect(events()).toMatchObject([
      { kind: "other", detail: "im_receive_msg_eu" },
      { detail: "authorization.removed" },
    ]);
    expect(String(harness.received[0]?.rawBody)).not.toContain("olá");
    expect(await call("/business/message/send/", text())).toMatchObject({ code: 40_105 });
  });
});

/** What, how it is sent, with which token, and TikTok's number for it. */
type Refused = readonly [string, () => object | string, string | null | undefined, number];

describe("strict as TikTok is", () => {
  beforeEach(() => void harness.control.fanWrites(FAN, "hi"));

  it.each<Refused>([
    ["no token", () => text(), null, 40_104],
    ["another's token", () => text(), "not-a-token", 40_105],
    ["another's account", () => text({ business_id: "act.other" }), undefined, 40_001],
    ["an unknown field", () => text({ tag: "HUMAN_AGENT" }), undefined, 40_002],
    ["an unknown field within", () => text({ text: { body: "hi", markup: true } }), undefined, 40_002],
    ["a kind it does not know", () => text({ message_type: "AUDIO" }), undefined, 40_002],
    ["a text that is a picture too", () => text({ image: { media_id: "1" } }), undefined, 40_002],
    ["a person instead of a conversation", () => text({ recipient: FAN }), undefined, 40_002],
    [
      "a picture nobody uploaded",
      () => text({ message_type: "IMAGE", text: undefined, image: { media_id: "1" } }),
      undefined,
      40_002,
    ],
    ["an empty text", () => text({ text: { body: "  " } }), undefined, 40_002],
    ["a text of 6001", () => text({ text: { body: "x".repeat(6_001) } }), undefined, 40_002],
    [
      "an action it does not know",
      () => text({ message_type: "SENDER_ACTION", text: undefined, sender_action: "WAVE" }),
      undefined,
      40_002,
    ],
    ["no JSON", () => "{", undefined, 40_002],
  ])("%s is refused, as HTTP 200", async (_name, body, token, code) => {
    expect(await call("/business/message/send/", body(), token)).toMatchObject({ code });
    expect(harness.sentTo(FAN)).toEqual([]);
  });

  it("every path ends with a slash", async () => {
    const response = await fetch(`${harness.emulator.url}/open_api/v1.3/business/message/send`, { method: "POST" });
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toContain("text/html");
  });

  it("an account without a permission cannot use it", async () => {
    const message = text();
    const { id, accessToken } = harness.control.addAccount({ username: "reader", scopes: ["message.list.read"] });
    harness.control.fanWrites(FAN, "hi", { accountId: id });
    const recipient = harness.control.conversationId(FAN, id);
    const body = { ...message, business_id: id, recipient };
    expect(await call("/business/message/send/", body, accessToken)).toMatchObject({ code: 40_001 });
  });

  it("queries are as strict, and a plus that was not encoded is another conversation", async () => {
    const business_id = harness.account.externalId;
    const conversation_id = harness.control.conversationId(FAN);
    const path = "/business/message/content/list/";
    expect(await call(`${path}${query({ business_id, conversation_id })}`)).toMatchObject({ code: 0 });
    expect(await call(`${path}?business_id=${business_id}&conversation_id=${conversation_id}`)).toMatchObject({
      code: 40_002,
    });
    expect(await call(`${path}${query({ business_id, conversation_id, limit: "5" })}`)).toMatchObject({ code: 40_002 });
    const list = "/business/message/conversation/list/";
    expect(await call(`${list}${query({ business_id, conversation_type: "STRANGER" })}`)).toMatchObject({
      code: 0,
      data: { conversations: [{ conversation_id }], has_more: false },
    });
    expect(await call(`${list}${query({ business_id, conversation_type: "ALL" })}`)).toMatchObject({ code: 40_002 });
    expect(await call(`${list}${query({ business_id, conversation_type: "SINGLE", limit: "101" })}`)).toMatchObject({
      code: 40_002,
    });
  });

  it("an answer belongs to an answered conversation from then on", async () => {
    await reply("hello");
    const business_id = harness.account.externalId;
    const list = "/business/message/conversation/list/";
    const of = async (conversation_type: string) =>
      (await call(`${list}${query({ business_id, conversation_type })}`)).data.conversations;
    expect(await of("STRANGER")).toEqual([]);
    expect(await of("SINGLE")).toHaveLength(1);
  });

  it("the app's own calls take its id and secret", async () => {
    const body = {
      app_id: APP.clientKey,
      secret: "wrong",
      event_type: "DIRECT_MESSAGE",
      callback_url: harness.webhookUrl,
    };
    expect(await call("/business/webhook/update/", body, null)).toMatchObject({ code: 40_001 });
    const right = { ...body, secret: APP.clientSecret };
    expect(await call("/business/webhook/update/", { ...right, event_type: "EVERYTHING" }, null)).toMatchObject({
      code: 40_002,
    });
    expect(await call("/business/webhook/update/", right, null)).toMatchObject({ code: 0 });
    const info = { app_id: "7", access_token: harness.account.accessToken };
    expect(await call("/tt_user/token_info/get/", info, null)).toMatchObject({ code: 40_001 });
  });
});

describe("its control over HTTP", () => {
  const control = async (method: string, path: string, body?: object, token = "control") => {
    const response = await fetch(`${harness.emulator.url}/_control${path}`, {
      method,
      headers: { "content-type": "application/json", [CONTROL_HEADER]: token },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it("is for who holds the token", async () => {
    expect(await control("POST", "/accounts", { username: "x" }, "guess")).toMatchObject({ status: 403 });
    const closed = await createTiktokHarness();
    const response = await fetch(`${closed.emulator.url}/_control/accounts`, { method: "POST" });
    expect(response.status).toBe(404);
    await closed.close();
  });

  it("makes accounts, writes as fans, plans faults and shows what happened", async () => {
    await subscribe();
    const account = await control("POST", "/accounts", { username: "second" });
    expect(account).toMatchObject({ status: 201, body: { id: expect.any(String), accessToken: expect.any(String) } });
    const accountId = String(account.body.id);
    const of = `?accountId=${accountId}`;
    expect(await control("POST", "/webhooks", { held: true })).toMatchObject({ status: 200 });
    const written = await control("POST", `/fans/${FAN}/messages`, { text: "hi", accountId });
    expect(written).toMatchObject({
      status: 201,
      body: { messageId: expect.any(String), conversationId: expect.any(String) },
    });
    expect(await control("POST", `/fans/${FAN}/acts${of}`, { kind: "read" })).toMatchObject({ status: 201 });
    expect(await control("POST", `/webhooks/tell${of}`, { event: "im_new", content: {} })).toMatchObject({
      status: 201,
    });
    expect(await control("POST", "/webhooks", { held: false, reversed: true })).toMatchObject({ status: 200 });
    await harness.control.idle();
    expect(
      events()
        .map((event) => event.kind)
        .sort(),
    ).toEqual(["message", "other", "read"]);
    expect(await control("GET", `/threads/${FAN}${of}`)).toMatchObject({
      body: { typing: false, sentSinceFan: 0, messages: [{ from: "fan", text: "hi", bytes: 0 }] },
    });
    expect(await control("POST", "/faults", { fault: { kind: "hang" } })).toMatchObject({ status: 201 });
    expect(await control("DELETE", "/faults")).toMatchObject({ status: 200 });
    expect(await control("DELETE", `/accounts/${accountId}`)).toMatchObject({ status: 200 });
  });

  it.each([
    ["/accounts", { username: "No Such Name" }, 400],
    ["/accounts", { username: "x", admin: true }, 400],
    ["/fans/a%20b/messages", { text: "hi" }, 400],
    [`/fans/${FAN}/messages`, { text: "hi", accountId: "nobody" }, 404],
    [`/fans/${FAN}/acts`, { kind: "dance" }, 400],
    ["/faults", { fault: { kind: "flood" } }, 400],
  ])("%s of %j: %i", async (path, body, status) => expect((await control("POST", path, body)).status).toBe(status));
});
