import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONTROL_HEADER } from "../../../emulators/control-guard.ts";
import { createInstagramConnector } from "../connector.ts";
import { createInstagramChannel } from "../fan-channel.ts";
import { createInstagramPublisher } from "../publisher.ts";
import { APP_SECRET, createInstagramHarness, FAN } from "../testing/instagram-harness.ts";
import { isSignedBy, parseWebhook } from "../webhook.ts";

type Harness = Awaited<ReturnType<typeof createInstagramHarness>>;
let harness: Harness;
const signal = () => AbortSignal.timeout(5_000);
const subscribe = () => createInstagramConnector(harness.clientOptions).subscribe(harness.account, signal());
const reply = (text: string) =>
  createInstagramChannel(harness.clientOptions).send(harness.account, FAN, { kind: "text", text }, signal());
const events = () => harness.received.flatMap(({ rawBody }) => parseWebhook(rawBody, harness.clock.now()));
const graph = (path: string, token = harness.account.accessToken) =>
  fetch(`${harness.emulator.url}${path}`, { headers: { authorization: `Bearer ${token}` } });

beforeEach(async () => {
  harness = await createInstagramHarness({ controlToken: "control" });
});
afterEach(() => harness.close());

describe("webhooks of the emulated Instagram", () => {
  it("reach only those who subscribed, signed, in plain ASCII", async () => {
    harness.control.fanWrites(FAN, "unheard");
    await subscribe();
    const mid = harness.control.fanWrites(FAN, "café 😊");
    await harness.control.idle();
    const [webhook, ...more] = harness.received;
    expect(more).toEqual([]);
    expect(isSignedBy(APP_SECRET, webhook?.rawBody ?? Buffer.alloc(0), webhook?.signature)).toBe(true);
    expect(webhook?.rawBody.toString()).toContain(String.raw`caf\u00e9 \ud83d\ude0a`);
    expect(events()).toMatchObject([{ kind: "message", messageId: mid, text: "café 😊", fanExternalId: FAN }]);
  });

  it("echo what was sent through the API or by hand, with the same id", async () => {
    await subscribe();
    harness.control.fanWrites(FAN, "hi");
    const sent = await reply("hey you");
    const byHand = harness.control.accountWrites(FAN, "typed on the phone");
    await harness.control.idle();
    const echoes = events().filter((event) => event.kind === "echo");
    expect(echoes.map((echo) => echo.messageId)).toEqual([sent.state === "sent" ? sent.externalId : "", byHand]);
  });

  it("come again until answered 200, as often as told, late, reversed or in a batch", async () => {
    await subscribe();
    harness.replies.push(500, 503);
    harness.control.fanWrites(FAN, "stubborn");
    await harness.control.idle();
    expect(events()).toHaveLength(3);
    harness.control.fanWrites(FAN, "twice", { copies: 2 });
    await harness.control.idle();
    expect(events()).toHaveLength(5);
    harness.control.hold();
    const mids = ["one", "two", "three"].map((text) => harness.control.fanWrites(FAN, text));
    expect(events()).toHaveLength(5);
    harness.control.release({ reversed: true, batched: true });
    await harness.control.idle();
    expect(harness.received).toHaveLength(6);
    expect(
      events()
        .slice(5)
        .map((event) => event.kind === "message" && event.messageId),
    ).toEqual(mids.reverse());
  });

  it("tell of other things a fan does", async () => {
    await subscribe();
    const mid = harness.control.fanWrites(FAN, "hi");
    harness.control.fanActs(FAN, "message_reactions", { reaction: { mid, action: "react", emoji: "❤" } });
    await harness.control.idle();
    expect(events().at(-1)).toMatchObject({ kind: "reaction", messageId: mid });
  });
});

describe("the emulated Graph API", () => {
  it("refuses fields and objects it does not know, and other people's", async () => {
    const other = harness.control.addAccount({ username: "other.test" });
    const mine = harness.account.externalId;
    const refusals = await Promise.all([
      graph("/v26.0/me?fields=user_id,shoe_size"),
      graph(`/v26.0/${mine}/media`, other.token),
      graph(`/v26.0/${FAN}?fields=name`),
      graph("/v26.0/me", "no-token"),
      graph("/me?fields=user_id"),
    ]);
    const codes = await Promise.all(
      refusals.map(async (answer) => ((await answer.json()) as { error: { code: number } }).error.code),
    );
    expect(codes).toEqual([100, 100, 100, 190, 2_500]);
    const unknownField = await fetch(`${harness.emulator.url}/v26.0/me/messages`, {
      method: "POST",
      headers: { authorization: `Bearer ${harness.account.accessToken}`, "content-type": "application/json" },
      body: JSON.stringify({ recipient: { id: FAN }, message: { text: "x" }, priority: "high" }),
    });
    expect(unknownField.status).toBe(400);
  });

  it("renews a token from its second day on, and forgets it after sixty", async () => {
    const renew = async () => {
      const token = harness.account.accessToken;
      const answer = await graph(`/refresh_access_token?grant_type=ig_refresh_token&access_token=${token}`);
      return (await answer.json()) as { access_token?: string; expires_in?: number };
    };
    expect(await renew()).not.toHaveProperty("access_token");
    harness.clock.advance(86_400_000);
    const renewed = await renew();
    expect(renewed.expires_in).toBe(5_184_000);
    harness.clock.advance(59 * 86_400_000);
    expect((await graph("/v26.0/me?fields=user_id")).status).toBe(400);
    expect((await graph("/v26.0/me?fields=user_id", renewed.access_token)).status).toBe(200);
  });

  it("shows a fan's name to those the fan wrote to", async () => {
    harness.control.fanWrites(FAN, "hi", { name: "Álex" });
    expect(await (await graph(`/v26.0/${FAN}?fields=name`)).json()).toEqual({ name: "Álex", id: FAN });
  });

  it("shows the post behind its permalink", async () => {
    const publisher = createInstagramPublisher(harness.clientOptions);
    const draft = harness.draft("<b>Hi</b>");
    const { containerId } = await publisher.prepare(harness.account, draft, signal());
    await publisher.commit(harness.account, containerId, draft, signal());
    const permalink = harness.control.posts()[0]?.permalink ?? "";
    const page = await (await fetch(permalink)).text();
    expect(page).toContain("&lt;b&gt;Hi&lt;/b&gt;");
    const picture = await fetch(`${permalink}/picture.jpg`);
    expect(picture.headers.get("content-type")).toBe("image/jpeg");
  });
});

describe("the emulated chat is strict", () => {
  const call = async (method: string, path: string, body: object) => {
    const answer = await fetch(`${harness.emulator.url}/v26.0/me/${path}`, {
      method,
      headers: { authorization: `Bearer ${harness.account.accessToken}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const json = (await answer.json()) as { error?: { code: number; error_subcode?: number } };
    return [answer.status, json.error?.code, json.error?.error_subcode];
  };
  const to = { recipient: { id: FAN } };
  const text = { message: { text: "hi" } };

  it.each([
    ["a message and an action at once", { ...to, ...text, sender_action: "typing_on" }],
    ["an action it does not know", { ...to, sender_action: "dance" }],
    ["a field beside an action", { ...to, sender_action: "typing_on", messaging_type: "RESPONSE" }],
    ["a field in a message", { ...to, message: { text: "hi", mood: "good" } }],
    [
      "text and picture at once",
      { ...to, message: { text: "hi", attachment: { type: "image", payload: { url: "https://x.y" } } } },
    ],
    ["nobody", { recipient: {}, ...text }],
    ["a fan and a comment at once", { recipient: { id: FAN, comment_id: "1" }, ...text }],
    ["a tag of old", { ...to, ...text, messaging_type: "MESSAGE_TAG", tag: "ACCOUNT_UPDATE" }],
    ["no body", {}],
  ])("about %s", async (_name, body) => {
    harness.control.fanWrites(FAN, "hi");
    expect(await call("POST", "messages", body)).toEqual([400, 100, undefined]);
    expect(harness.control.thread(FAN).messages).toHaveLength(1);
  });

  it.each([
    [
      "five ice breakers",
      { ice_breakers: [{ locale: "default", call_to_actions: Array(5).fill({ question: "a", payload: "b" }) }] },
    ],
    [
      "a long question",
      { ice_breakers: [{ locale: "default", call_to_actions: [{ question: "a".repeat(81), payload: "b" }] }] },
    ],
    [
      "a menu without its switch",
      { persistent_menu: [{ locale: "default", call_to_actions: [{ type: "postback", title: "a", payload: "b" }] }] },
    ],
    ["a field it does not know", { greeting: "hi" }],
    ["nothing", { platform: "instagram" }],
  ])("about %s", async (_name, body) => {
    expect(await call("POST", "messenger_profile", body)).toEqual([400, 100, undefined]);
    expect(harness.control.messengerProfile()).toEqual({});
  });

  it("about parameters of reads", async () => {
    const statuses = await Promise.all(
      ["/v26.0/me/conversations?platform=instagram&limit=5", `/v26.0/${FAN}?fields=name&metadata=1`].map(
        async (path) => (await graph(path)).status,
      ),
    );
    expect(statuses).toEqual([400, 400]);
  });

  it("about comments: one reply, of the own account's posts, with its echo", async () => {
    await subscribe();
    const commentId = harness.control.fanComments(FAN, "wow");
    const reply = { recipient: { comment_id: commentId }, ...text };
    const other = harness.control.addAccount({ username: "other.test" });
    const foreign = await fetch(`${harness.emulator.url}/v26.0/me/messages`, {
      method: "POST",
      headers: { authorization: `Bearer ${other.token}`, "content-type": "application/json" },
      body: JSON.stringify(reply),
    });
    expect(foreign.status).toBe(400);
    expect(await call("POST", "messages", reply)).toEqual([200, undefined, undefined]);
    expect(await call("POST", "messages", reply)).toEqual([400, 100, 2_534_025]);
    await harness.control.idle();
    expect(events().map((event) => event.kind)).toEqual(["comment", "echo"]);
  });
});

describe("control over HTTP", () => {
  it("lets a fan do everything a fan can do, and holds webhooks back", async () => {
    await subscribe();
    expect((await post("/webhooks", { held: true })).status).toBe(200);
    const written = await post(`/fans/${FAN}/messages`, { text: "", message: { attachments: [{ type: "audio" }] } });
    const { mid } = (await written.json()) as { mid: string };
    const acts = [
      { kind: "edit", mid, text: "new" },
      { kind: "react", mid, emoji: "❤" },
      { kind: "react", mid, emoji: null },
      { kind: "read", mid },
      { kind: "tap", title: "Hi", payload: "MENU_1" },
      { kind: "referral", referral: { ref: "x", source: "ADS" } },
      { kind: "comment", text: "wow" },
      { kind: "unsend", mid },
    ];
    for (const act of acts) expect((await post(`/fans/${FAN}/acts`, act)).status).toBe(201);
    expect((await post(`/fans/${FAN}/acts`, { kind: "fly" })).status).toBe(400);
    expect(harness.received).toHaveLength(0);
    await post("/webhooks", { held: false, reversed: true, batched: true });
    await harness.control.idle();
    expect(harness.received).toHaveLength(1);
    const kinds = ["unsend", "comment", "referral", "message", "read", "reaction", "reaction", "edit", "message"];
    expect(events().map((event) => event.kind)).toEqual(kinds);
    const ids = events().map((event) => event.eventId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await (await control("/messenger-profile")).json()).toEqual({});
  });

  const control = (path: string, init: RequestInit = {}, token = "control") =>
    fetch(`${harness.emulator.url}/_control${path}`, {
      ...init,
      headers: { "content-type": "application/json", [CONTROL_HEADER]: token },
    });
  const post = (path: string, body: object) => control(path, { method: "POST", body: JSON.stringify(body) });

  it("is only for those who hold the token", async () => {
    expect((await control("/posts", {}, "guess")).status).toBe(403);
    expect((await fetch(`${harness.emulator.url}/_control/posts`)).status).toBe(403);
    expect((await control("/posts")).status).toBe(200);
  });

  it("writes as a fan, plans faults and shows the thread", async () => {
    const made = (await (await post("/accounts", { username: "sol.test" })).json()) as { id: string; token: string };
    const accountId = made.id;
    expect((await post(`/fans/${FAN}/messages`, { text: "hola", name: "Álex", accountId })).status).toBe(201);
    expect((await post(`/fans/${FAN}/messages`, { text: "hola", accountId: "1" })).status).toBe(404);
    expect((await post(`/fans/${FAN}/messages`, { text: 7 })).status).toBe(400);
    expect((await post("/faults", { operation: "me", fault: { kind: "server_error" } })).status).toBe(201);
    expect((await graph("/v26.0/me", made.token)).status).toBe(500);
    const thread = await (await control(`/threads/${FAN}?accountId=${accountId}`)).json();
    expect(thread).toMatchObject({ messages: [{ from: "fan", text: "hola" }], typing: false, seenAt: null });
  });
});

it("remembers accounts, threads, posts and undelivered webhooks across a restart", async () => {
  const folder = mkdtempSync(join(tmpdir(), "instagram-"));
  const journalPath = join(folder, "instagram.jsonl");
  const first = await createInstagramHarness({ journalPath });
  await createInstagramConnector(first.clientOptions).subscribe(first.account, signal());
  first.control.hold();
  const mid = first.control.fanWrites(FAN, "before the crash");
  await first.close();
  const second = await createInstagramHarness({ journalPath });
  await second.control.idle();
  expect(second.account).toEqual(first.account);
  expect(second.control.thread(FAN).messages).toMatchObject([{ id: mid, text: "before the crash" }]);
  expect(second.received).toHaveLength(1);
  await second.close();
  rmSync(folder, { recursive: true });
});
