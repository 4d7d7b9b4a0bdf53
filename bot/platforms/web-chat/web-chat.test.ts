import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accountWeb } from "../../../agents/commands/account/account-web.ts";
import { createApp } from "../../../agents/commands/app.ts";
import { eraseFan } from "../../../agents/commands/erasure/erase-fan.ts";
import { createRegistry } from "../../../agents/commands/registry.ts";
import { createSecretBox } from "../../../agents/kernel/secret.ts";
import type { Database } from "../../../prisma/client.ts";
import { createTestDatabase } from "../../../prisma/testing/test-database.ts";
import { createHttpServer } from "../../http/server.ts";
import { webChatMount } from "./chat-routes.ts";
import { createWebChatProduct, type Visitor, type WebChatProduct } from "./testing/web-chat-product.ts";
import { visitorToken } from "./visitor-token.ts";

let database: Database;
let product: WebChatProduct;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  product = await createWebChatProduct(database);
});
afterEach(() => product.close());

const texts = async (visitor: Visitor) => (await product.threadOf(visitor)).messages.map(({ text }) => text);
const eventsOf = (visitor: Visitor) =>
  database.prisma.inboundEvent.count({ where: { eventId: { startsWith: visitor.id } } });

describe("a visitor", () => {
  it("is an adult by their own word, and answered with the disclosure first", async () => {
    const visitor = await product.visit();
    const stream = await visitor.listen();
    expect((await stream.next("thread")).data).toMatchObject({ lines: [], isEmpty: true, standing: "open" });
    expect((await visitor.say("hi, how are you?")).status).toBe(202);
    expect((await stream.next("thread")).data.lines).toMatchObject([{ from: "me", text: "hi, how are you?" }]);
    const thread = await product.settle(visitor);
    expect(thread.fan).toMatchObject({ ageState: "declared_adult", language: "en" });
    await stream.next("typing");
    const { data } = await stream.next("thread");
    expect(data.lines[0]).toMatchObject({ from: "them", text: expect.stringContaining("AI-generated") });
    expect(thread.outbound.map(({ state }) => state)).toEqual(["sent", "sent"]);
    expect(thread.outbound.map(({ id }) => id)).toEqual(thread.outbound.map(({ externalId }) => externalId));
    stream.close();
  });

  it("finds the whole thread again, the newest first and earlier ones on request", async () => {
    const visitor = await product.visit();
    await visitor.say("number 0");
    const { id } = await product.threadOf(visitor);
    const row = { conversationId: id, direction: "in", author: "fan", sentAt: new Date() } as const;
    await database.prisma.message.createMany({
      data: Array.from({ length: 120 }, (_, index) => ({
        ...row,
        id: `${id}${index}`,
        seq: index + 2,
        text: `number ${index + 1}`,
      })),
    });
    const stream = await visitor.listen();
    const { data, id: lastId } = await stream.next("thread");
    stream.close();
    expect(data).toMatchObject({ hasEarlier: true });
    expect([data.lines.length, data.lines[0]?.text, data.lines.at(-1)?.text]).toEqual([50, "number 71", "number 120"]);
    expect(lastId).toBe("121");
    const earlier = await (await visitor.get(`messages?before=${data.lines[0]?.seq}`)).json();
    expect(earlier).toMatchObject({ hasEarlier: true, lines: { length: 50 } });
    const first = await (await visitor.get(`messages?before=${earlier.lines[0].seq}`)).json();
    expect(first).toMatchObject({ hasEarlier: false, lines: { length: 21, 0: { text: "number 0" } } });
    // Everything that was missed, though it is more than a page.
    const again = await visitor.listen(10);
    const missed: string[] = [];
    while (missed.length < 111) missed.push(...(await again.next("thread")).data.lines.map(({ text }) => text));
    again.close();
    expect([missed[0], missed.at(-1), missed.length]).toEqual(["number 10", "number 120", 111]);
  });

  it("is not told more than there is for odd places in it", async () => {
    const visitor = await product.visit();
    await visitor.say("hello");
    for (const before of ["0", "-1", "x", "1e99", "99999999999"]) {
      expect((await visitor.get(`messages?before=${before}`)).status, before).toBe(400);
    }
    for (const lastEventId of [-5, 1e20, Number.NaN]) {
      const stream = await visitor.listen(lastEventId);
      expect((await stream.next("thread")).data.lines).toHaveLength(1);
      stream.close();
    }
  });

  it("is told when the thread was erased, and may begin anew", async () => {
    const visitor = await product.visit();
    await visitor.say("hello");
    const stream = await visitor.listen();
    await stream.next("thread");
    await eraseFan(product.context, (await product.threadOf(visitor)).fan.id);
    expect((await stream.next("thread")).data).toMatchObject({ isEmpty: true, lines: [] });
    product.clock.advance(60_000);
    expect((await visitor.say("me again")).status).toBe(202);
    expect((await stream.next("thread")).data.lines).toMatchObject([{ text: "me again" }]);
    expect((await product.threadOf(visitor)).fan.ageState).toBe("declared_adult");
    stream.close();
  });
});

describe("who may come in", () => {
  it("nobody without the word to be an adult", async () => {
    const visitor = await product.visit();
    for (const body of [{}, { adult: false }, { adult: "true" }, { adult: 1 }]) {
      const refused = await visitor.post("session", body);
      expect(refused.status).toBe(422);
      expect(await refused.json()).toMatchObject({ reason: "age" });
    }
  });

  it("no forged session, and none of another page", async () => {
    const visitor = await product.visit();
    const other = await product.visit((await product.newPage()).url);
    const [id, signature = ""] = visitor.token.split(".");
    const forged = [
      "",
      "nonsense",
      `${id}.`,
      `${"A".repeat(22)}.${signature}`,
      `${id}.${signature.slice(0, -1)}${signature.endsWith("A") ? "E" : "A"}`,
      other.token,
      `${id}.${product.context.secrets.sign("media", `${product.page.externalId}\n${id}`)}`,
    ];
    for (const token of forged) {
      const headers = { "x-chat-session": token };
      expect((await visitor.say("hi", randomUUID(), headers)).status, token).toBe(401);
      expect((await visitor.get("events", headers)).status, token).toBe(401);
      expect((await visitor.get("messages?before=9", headers)).status, token).toBe(401);
    }
    expect(await eventsOf(visitor)).toBe(0);
  });

  it("a session of the former key as long as that is kept, and it is renewed", async () => {
    const visitor = await product.visit();
    const place = [product.page.externalId, visitor.id] as const;
    const former = visitorToken(createSecretBox("a former key, long enough to be one"), ...place);
    const headers = { "x-chat-session": former };
    expect((await visitor.get("events", headers)).status).toBe(401);
    const { context } = product;
    const secrets = createSecretBox("a present key, long enough to be one", "a former key, long enough to be one");
    const rotated = { ...context, secrets };
    const mount = webChatMount(() => createApp(rotated, createRegistry([])));
    const server = createHttpServer({
      app: createApp(rotated, createRegistry([])),
      config: { ...context.config, PORT: 0 },
      checks: [],
      mounts: [mount],
    });
    const url = `http://127.0.0.1:${await server.listen()}/c/${product.page.externalId}`;
    const answer = await fetch(`${url}/events`, { headers });
    expect(answer.headers.get("x-chat-session")).toBe(visitorToken(secrets, ...place));
    await answer.body?.cancel();
    await server.close(500);
  });

  it("no other site, whose pages may not send at all", async () => {
    const visitor = await product.visit();
    const foreign = [{ "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" }];
    for (const headers of foreign) expect((await visitor.say("hi", randomUUID(), headers)).status).toBe(403);
    expect((await visitor.post("session", { adult: true }, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    const form = { "content-type": "text/plain" };
    expect((await visitor.say("hi", randomUUID(), form)).status).toBe(400);
  });
});

describe("what is sent", () => {
  it("counts once, however often it comes, and not for anybody else", async () => {
    const [visitor, other] = [await product.visit(), await product.visit()];
    const id = randomUUID();
    const states = await Promise.all(
      Array.from(
        { length: 6 },
        async () => ((await (await visitor.say("once", id)).json()) as { state: string }).state,
      ),
    );
    expect(states.filter((state) => state === "received")).toHaveLength(1);
    expect((await other.say("mine", id)).status).toBe(202);
    expect(await texts(visitor)).toEqual(["once"]);
    expect(await texts(other)).toEqual(["mine"]);
  });

  it.each([
    ["an empty text", "   "],
    ["a text over the limit", "x".repeat(2_001)],
    ["no text", null],
    ["a list", ["hi"]],
    ["NUL", "a\0b"],
  ])("refuses %s", async (_name, text) => {
    const visitor = await product.visit();
    expect((await visitor.say(text)).status).toBe(400);
    expect(await eventsOf(visitor)).toBe(0);
  });

  it.each([
    ["half characters", "broken \uD83D", "broken \uFFFD"],
    ["right-to-left and joiners", "مرحبا \u202E 👩‍👩‍👧‍👦 é", "مرحبا \u202E 👩‍👩‍👧‍👦 é"],
    ["markup", '<img src=x onerror="alert(1)">', '<img src=x onerror="alert(1)">'],
    ["the longest", "é".repeat(2_000), "é".repeat(2_000)],
  ])("keeps %s", async (_name, text, kept) => {
    const visitor = await product.visit();
    expect((await visitor.say(text)).status).toBe(202);
    expect(await texts(visitor)).toEqual([kept]);
  });

  it("refuses ids that are none, bodies that are too large, too deep or no JSON", async () => {
    const visitor = await product.visit();
    const headers = { "x-chat-session": visitor.token };
    for (const id of ["1", "", 5, "out_1", `${randomUUID()}x`]) {
      expect((await visitor.say("hi", id)).status).toBe(400);
    }
    expect((await visitor.post("messages", "x".repeat(1_100_000), headers)).status).toBe(413);
    expect((await visitor.post("messages", "{".repeat(200), headers)).status).toBe(400);
    expect((await visitor.post("messages", "[]", headers)).status).toBe(400);
  });

  it("stops a flood, by visitor and by address, for as long as it says", async () => {
    const visitor = await product.visit();
    const answers = await Promise.all(Array.from({ length: 25 }, (_, index) => visitor.say(`spam ${index}`)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(5);
    expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
    product.clock.advance(61_000);
    expect((await visitor.say("calm again")).status).toBe(202);
    const sessions = await Promise.all(Array.from({ length: 40 }, () => visitor.post("session", { adult: true })));
    expect(sessions.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(10);
  });
});

describe("the page", () => {
  it("says what it is before any script runs, in the visitor's language", async () => {
    for (const [language, words] of [
      ["en-GB", "is an AI-generated adult character"],
      ["es-MX", "es un personaje adulto generado por IA"],
    ] as const) {
      const page = await fetch(product.page.url, { headers: { "accept-language": language } });
      const text = await page.text();
      expect(text).toContain(`${product.page.name} ${words}`);
      expect(text).toContain("<noscript>");
      expect(text).toContain(`<html lang="${language.slice(0, 2)}">`);
    }
    expect((await fetch(`${product.url}/c/Ab12Cd34Ef56`)).status).toBe(404);
    expect((await fetch(`${product.url}/c/..%2f..%2fetc`)).status).toBe(404);
  });

  it("may be framed only by the sites the operator named", async () => {
    const policyOf = async (url: string) => (await fetch(url)).headers.get("content-security-policy") ?? "";
    expect(await policyOf(product.page.url)).toMatch(/frame-ancestors 'self'$/);
    const named = await product.newPage({
      origins: ["https://Luna.example/", "https://luna.example", "http://localhost:8080"],
    });
    expect(named.origins).toEqual(["https://luna.example", "http://localhost:8080"]);
    const page = await fetch(named.url);
    expect(page.headers.get("content-security-policy")).toContain(
      "frame-ancestors 'self' https://luna.example http://localhost:8080",
    );
    expect(page.headers.get("x-frame-options")).toBeNull();
    // Asked again without any, they stay; "none" takes them away; the address stays the same.
    const again = async (input: object) =>
      (await product.run([accountWeb], "account.web", { avatar: named.name, ...input })) as unknown as {
        output: { origins: string[]; url: string };
      };
    expect((await again({})).output).toMatchObject({ origins: { length: 2 }, url: named.url });
    expect((await again({ origins: ["none"] })).output).toMatchObject({ origins: [], url: named.url });
    for (const origin of [
      "*",
      "https://*.example",
      "https://a.example/path",
      "https://a.example; script-src *",
      "http://a.example",
      "javascript:x",
    ]) {
      expect(await again({ origins: [origin] }), origin).toMatchObject({ state: "failed" });
    }
  });

  it("gives other sites one script, and no more than the name in it", async () => {
    const script = await fetch(`${product.page.url}/widget.js`, { headers: { "sec-fetch-site": "cross-site" } });
    expect(script.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(script.headers.get("content-type")).toContain("text/javascript");
    const code = await script.text();
    expect(code).toContain(JSON.stringify(product.page.url).slice(1, -1));
    expect(() => new Function(code)).not.toThrow();
    expect(product.page.embed).toContain(`<script src="${product.page.url}/widget.js" async></script>`);
  });
});
