import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { callInternal } from "../../../agents/commands/internal.ts";
import { ensureOwner } from "../../../agents/commands/session/ensure-owner.ts";
import { resolveIdentity } from "../../../agents/commands/session/resolve-identity.ts";
import { DAY_MS, ManualClock, MINUTE_MS } from "../../../agents/kernel/clock.ts";
import { testRegistry } from "../../http/testing/test-commands.ts";
import { OWNER, startTestServer, type TestServer } from "../../http/testing/test-server.ts";
import { WebClient } from "../../http/testing/web-client.ts";
import { consoleMounts } from "./console-mounts.ts";

const clock = new ManualClock();
let test: TestServer;
let client: WebClient;

beforeAll(async () => {
  const mounts = (app: TestServer["app"]) => consoleMounts({ app });
  test = await startTestServer({ registry: testRegistry({ notes: [], done: 0 }), mounts, clock });
});
afterAll(() => test.close());
beforeEach(() => {
  clock.advance(16 * MINUTE_MS);
  client = new WebClient(test.url);
});

describe("log-in", () => {
  it("opens the console and sets a cookie no script can read", async () => {
    const response = await client.submit("/login", { ...OWNER, next: "/admin" });
    expect([response.status, response.headers.get("location")]).toEqual([303, "/admin"]);
    expect(response.headers.get("set-cookie")).toMatch(/HttpOnly.*SameSite=Lax/);
    expect((await client.fetch("/", { headers: { accept: "text/html" } })).status).toBe(200);
    expect(await test.app.context.database.prisma.session.count({ where: { tokenHash: client.cookie } })).toBe(0);
  });

  it("says the same for an unknown e-mail and a wrong password, and keeps what was typed", async () => {
    const pages = await Promise.all(
      [OWNER.email, "<nobody>@example.com"].map(async (email) => {
        const response = await client.submit("/login", { email, password: "wrong" });
        expect(response.status).toBe(401);
        return await response.text();
      }),
    );
    expect(pages[0]).toContain("E-mail or password is wrong.");
    expect(pages[1]).toContain("E-mail or password is wrong.");
    expect(pages[1]).toContain("&lt;nobody&gt;@example.com");
  });

  it.each(["//evil.example", "/\\evil.example", "https://evil.example"])("never sends anybody to %s", async (next) => {
    const response = await client.submit("/login", { ...OWNER, next });
    expect(response.headers.get("location")).toBe("/");
  });

  it("closes the door after five failures, even for parallel ones and the right password", async () => {
    const guess = async () => (await client.submit("/login", { ...OWNER, password: "guess" })).status;
    const parallel = await Promise.all(Array.from({ length: 12 }, guess));
    const looked = parallel.filter((status) => status === 401).length;
    expect(looked).toBeLessThanOrEqual(5);
    for (let tries = looked; tries < 5; tries += 1) expect(await guess()).toBe(401);
    const right = await client.submit("/login", OWNER);
    expect(right.status).toBe(429);
    expect(await right.text()).toContain("Too many attempts");
    clock.advance(16 * MINUTE_MS);
    expect((await client.submit("/login", OWNER)).status).toBe(303);
  });

  it("gives a new session at every log-in and ends the old one", async () => {
    await client.signIn(OWNER.email, OWNER.password);
    const old = new WebClient(test.url);
    old.cookie = client.cookie;
    await client.signIn(OWNER.email, OWNER.password);
    expect(client.cookie).not.toBe(old.cookie);
    expect((await old.fetch("/console-api/history")).status).toBe(401);
  });

  it("refuses a form of another site", async () => {
    const response = await client.submit("/login", OWNER, { "sec-fetch-site": "cross-site" });
    expect(response.status).toBe(403);
  });
});

describe("session", () => {
  it("needs the CSRF token and our own page for a change", async () => {
    await client.signIn(OWNER.email, OWNER.password);
    const say = { text: "system status", key: "0123456789abcdef" };
    expect((await client.post("/console-api/say", say)).status).toBe(200);
    expect((await client.post("/console-api/say", say, { "x-csrf-token": "wrong" })).status).toBe(403);
    expect((await client.post("/console-api/say", say, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    const oldBrowser = { "sec-fetch-site": "", origin: "https://evil.example" };
    expect((await client.post("/console-api/say", say, oldBrowser)).status).toBe(403);
  });

  it("ends with the log-out, with its operator, and after a week without use", async () => {
    await client.signIn(OWNER.email, OWNER.password);
    clock.advance(6 * DAY_MS);
    expect((await client.fetch("/console-api/history")).status).toBe(200);
    clock.advance(6 * DAY_MS);
    expect((await client.fetch("/console-api/history")).status).toBe(200);
    clock.advance(8 * DAY_MS);
    expect((await client.fetch("/console-api/history")).status).toBe(401);
    await client.signIn(OWNER.email, OWNER.password);
    const copy = new WebClient(test.url);
    copy.cookie = client.cookie;
    expect((await client.post("/console-api/sign-out", {})).status).toBe(200);
    expect((await copy.fetch("/console-api/history")).status).toBe(401);
  });
});

describe("one-time link", () => {
  it("logs in once, by its button only", async () => {
    const owner = { email: "new@example.com", loopback: true };
    const { loginLinkSecret, created } = await callInternal(test.app.context, ensureOwner, owner);
    expect(created).toBe(true);
    const path = `/login/link/${loginLinkSecret}`;
    const html = { headers: { accept: "text/html" } };
    expect(await (await client.fetch(path, html)).text()).toContain("One-time log-in");
    expect((await client.fetch("/console-api/history")).status).toBe(401);
    expect((await client.submit(path, {})).status).toBe(303);
    expect((await client.fetch("/console-api/history")).status).toBe(200);
    const second = await new WebClient(test.url).submit(path, {});
    expect([second.status, (await second.text()).includes("used already")]).toEqual([410, true]);
    expect(test.log()).not.toContain(loginLinkSecret);
  });

  it("expires after an hour", async () => {
    const owner = { email: "late@example.com", loopback: true };
    const { loginLinkSecret } = await callInternal(test.app.context, ensureOwner, owner);
    clock.advance(61 * MINUTE_MS);
    expect((await client.submit(`/login/link/${loginLinkSecret}`, {})).status).toBe(410);
  });
});

describe("first owner", () => {
  it("is made once, follows OWNER_PASSWORD, and has no link where others can reach the server", async () => {
    const first = await callInternal(test.app.context, ensureOwner, { ...OWNER, loopback: true });
    expect(first).toMatchObject({ created: false });
    await client.signIn(OWNER.email, OWNER.password);
    const changed = { ...OWNER, password: "another long password" };
    await callInternal(test.app.context, ensureOwner, { ...changed, loopback: true });
    expect((await client.fetch("/console-api/history")).status).toBe(401);
    await client.signIn(OWNER.email, changed.password);
    await callInternal(test.app.context, ensureOwner, { ...OWNER, loopback: true });
    const open = await callInternal(test.app.context, ensureOwner, { email: "open@example.com", loopback: false });
    expect(open.loginLinkSecret).toBeUndefined();
  });

  it("takes the ids named in the environment: the first is the owner, others their own", async () => {
    const identities = ["11", "22"].map((externalId) => ({ surface: "telegram", externalId }));
    const { operatorId } = await callInternal(test.app.context, ensureOwner, { ...OWNER, loopback: true, identities });
    await callInternal(test.app.context, ensureOwner, { ...OWNER, loopback: true, identities });
    const who = (externalId: string) =>
      callInternal(test.app.context, resolveIdentity, { surface: "telegram", externalId });
    expect(await who("11")).toMatchObject({ id: operatorId, role: "owner" });
    expect((await who("22"))?.id).not.toBe(operatorId);
    expect(await who("33")).toBeNull();
  });
});
