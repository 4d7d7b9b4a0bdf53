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
    const media = [{ kind: "image", url: harness.imageUrl }] as const;
    const { containerId } = await publisher.prepare(
      harness.account,
      { caption: "<b>Hi</b>", media, aiGenerated: true },
      signal(),
    );
    await publisher.commit(harness.account, containerId, signal());
    const permalink = harness.control.posts()[0]?.permalink ?? "";
    const page = await (await fetch(permalink)).text();
    expect(page).toContain("&lt;b&gt;Hi&lt;/b&gt;");
    const picture = await fetch(`${permalink}/picture.jpg`);
    expect(picture.headers.get("content-type")).toBe("image/jpeg");
  });
});

describe("control over HTTP", () => {
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
