import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prepareAvatar, write } from "../../../agents/commands/erasure/testing/fan-with-canaries.ts";
import { createRegistry } from "../../../agents/commands/registry.ts";
import { ManualClock } from "../../../agents/kernel/clock.ts";
import { eraseFansHandler } from "../../../jobs/handlers/erase-fans.ts";
import { runOnce } from "../../../jobs/handlers/testing/run-once.ts";
import { startTestServer, type TestServer } from "../../http/testing/test-server.ts";
import { fanPagesMounts } from "../../surfaces/fan-pages/fan-pages-mounts.ts";
import { instagramDeletionMount } from "./deletion-mount.ts";
import { readSignedRequest } from "./signed-request.ts";
import { instagramWebhookMount } from "./webhook-mount.ts";

const SECRET = "test_app_secret";
const VECTOR =
  "px2r7Xjk0E7MYnJSihz3pw8I4Bs6M9YsGhgIGNKu3Aw.eyJhbGdvcml0aG0iOiJITUFDLVNIQTI1NiIsImlzc3VlZF9hdCI6MTc3Mjk5ODAyNCwidXNlcl9pZCI6IjIxODQ3MSJ9";
const FAN = "218471";

function sign(payload: object | string, secret = SECRET): string {
  const text = typeof payload === "string" ? payload : JSON.stringify(payload);
  const part = Buffer.from(text).toString("base64url");
  return `${createHmac("sha256", secret).update(part).digest("base64url")}.${part}`;
}

describe("the signed request", () => {
  it("names who asks and when", () =>
    expect(readSignedRequest(SECRET, VECTOR)).toEqual({ userId: FAN, issuedAt: "1772998024" }));

  it("keeps every digit of an id that comes as a number", () => {
    const payload = '{"algorithm":"HMAC-SHA256","issued_at":1,"user_id":17841400000000001}';
    expect(readSignedRequest(SECRET, sign(payload)).userId).toBe("17841400000000001");
  });

  it.each([
    ["none", undefined],
    ["no parts", ""],
    ["no signature", `.${VECTOR.split(".")[1]}`],
    ["another secret", sign({ algorithm: "HMAC-SHA256", user_id: FAN }, "other")],
    ["another person", `${VECTOR.split(".")[0]}.${sign({ algorithm: "HMAC-SHA256", user_id: "1" }).split(".")[1]}`],
    ["a part too many", `${VECTOR}.x`],
    ["a list", [VECTOR]],
  ])("of %s is refused", (_name, request) =>
    expect(() => readSignedRequest(SECRET, request)).toThrow(expect.objectContaining({ code: "unauthenticated" })),
  );

  it.each([
    { algorithm: "none", user_id: FAN },
    { algorithm: "HMAC-SHA256" },
    { algorithm: "HMAC-SHA256", user_id: "%" },
    "not json",
  ])("that says %j is no request", (payload) =>
    expect(() => readSignedRequest(SECRET, sign(payload))).toThrow(expect.objectContaining({ code: "invalid_input" })),
  );
});

describe("over HTTP", () => {
  let test: TestServer;
  let unset: TestServer;

  beforeAll(async () => {
    const clock = new ManualClock();
    const mounts = (appSecret: string | undefined) => (app: TestServer["app"]) => [
      instagramDeletionMount({ app: () => app, appSecret }),
      instagramWebhookMount({ app: () => app, appSecret, verifyToken: undefined }),
      ...fanPagesMounts(app),
    ];
    test = await startTestServer({ registry: createRegistry([]), mounts: mounts(SECRET), clock });
    unset = await startTestServer({ registry: createRegistry([]), mounts: mounts(undefined), clock });
    await prepareAvatar(test.app);
    await write({ context: test.app.context, clock }, FAN, "hello");
  });
  afterAll(async () => {
    await test.close();
    await unset.close();
  });

  const post = (server: TestServer, request?: string) =>
    fetch(`${server.url}/webhooks/instagram/deletion`, {
      method: "POST",
      body: new URLSearchParams(request === undefined ? {} : { signed_request: request }),
    });

  it("is carried out, and followed by its code as a page and as JSON", async () => {
    const response = await post(test, VECTOR);
    expect(response.status).toBe(200);
    const answer = (await response.json()) as { url: string; confirmation_code: string };
    expect(Object.keys(answer)).toEqual(["url", "confirmation_code"]);
    const page = `${test.url}${new URL(answer.url).pathname}`;
    const state = async () => await (await fetch(page, { headers: { accept: "application/json" } })).json();
    expect(await state()).toEqual({ confirmation_code: answer.confirmation_code, state: "received" });
    const { prisma } = test.app.context.database;
    const order = await prisma.outbox.findFirstOrThrow({ where: { name: "deletion.carry-out" } });
    await runOnce(test.app.context, eraseFansHandler, order.payload);
    expect(await state()).toMatchObject({ state: "done" });
    expect(await prisma.fan.count()).toBe(0);
    const html = await (await fetch(page, { headers: { accept: "text/html", "accept-language": "es" } })).text();
    expect(html).toContain("está borrado");
    expect(html).toContain(answer.confirmation_code);
  });

  it("without a signature is refused, without the app's secret not configured", async () => {
    expect((await post(test)).status).toBe(401);
    expect((await post(test, `${VECTOR.slice(0, -1)}x`)).status).toBe(401);
    expect((await post(unset, VECTOR)).status).toBe(503);
  });

  it("an unknown code has no request", async () => {
    const response = await fetch(`${test.url}/privacy/deletion/nope`, { headers: { accept: "application/json" } });
    expect([response.status, await response.json()]).toEqual([404, { state: "unknown" }]);
  });

  it("what is kept, and for how long, is public in both languages", async () => {
    const page = async (language: string) =>
      await (await fetch(`${test.url}/privacy`, { headers: { "accept-language": language } })).text();
    expect(await page("en")).toMatch(/30 days[\s\S]*12 months/);
    expect(await page("es")).toMatch(/30 días[\s\S]*12 meses/);
  });
});
