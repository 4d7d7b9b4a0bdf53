// Linking accounts by the platforms' log-ins, as a person does it in a browser, and as somebody who wants to misuse it.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { endLostLogins } from "../../agents/commands/account/login/end-login.ts";
import { callInternal } from "../../agents/commands/internal.ts";
import { signIn } from "../../agents/commands/session/sign-in.ts";
import { MINUTE_MS } from "../../agents/kernel/clock.ts";
import type { Database } from "../../prisma/client.ts";
import { createTestDatabase } from "../../prisma/testing/test-database.ts";
import { Browser } from "./testing/browser.ts";
import { createLoginHarness, type LoginHarness } from "./testing/login-harness.ts";

let database: Database;
let harness: LoginHarness;
let accounts = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  harness = await createLoginHarness(database);
});
afterAll(async () => {
  await harness.close();
  await database.close();
});

const nextName = () => {
  accounts += 1;
  return `luna.${accounts}`;
};
const CALLBACK = /\/oauth\/\w+\/callback/;
const find = (handle: string) => database.prisma.account.findFirstOrThrow({ where: { handle } });
const place = (row: string, field: string) => ({ table: "Account", row, field });

describe("a person who links an account", () => {
  it("at Instagram gets a sealed long token, subscribed and pinned to the avatar, told on the page and in the chat", async () => {
    const username = nextName();
    const browser = new Browser();
    const page = await browser.logIn(await harness.link(), { username });
    expect([page.status, page.outcome]).toEqual([200, "linked"]);
    const account = await find(username);
    const token = harness.context.secrets.open(account.accessToken ?? "", place(account.id, "accessToken"));
    expect(account).toMatchObject({ platform: "instagram", state: "warming", refreshToken: null });
    expect(account.tokenExpiresAt).toEqual(new Date(harness.clock.now().getTime() + 60 * 86_400_000));
    expect(account.scopes).toContain("instagram_business_content_publish");
    expect(
      harness.instagram.control.accounts().find(({ id }) => id === account.externalId)?.subscribedFields,
    ).toContain("messages");
    expect((await harness.notices()).at(0)?.title).toBe(`@${username} on Instagram is linked`);
    // Neither a token nor a code in anything we sent, logged or put into an address of ours after the one they came by.
    const ours = browser.visited.filter((address) => address.startsWith(harness.url));
    for (const text of [...ours, ...harness.logged, page.text]) expect(text).not.toContain(token);
    const code = new URL(ours.at(-1) ?? "").searchParams.get("code") ?? "";
    expect(code).not.toBe("");
    expect([...harness.logged, page.text].join("\n")).not.toContain(code);
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
    expect(page.headers.get("cache-control")).toBe("no-store");
  });

  it("at TikTok proves by its hex key that it asked, and gets a token that is renewed", async () => {
    const username = nextName();
    const page = await new Browser().logIn(await harness.link({ platform: "tiktok" }), { username });
    expect(page.outcome).toBe("linked");
    const account = await find(username);
    expect(account).toMatchObject({ platform: "tiktok_posts", emulated: false });
    expect(account.refreshToken).toMatch(/^v1\./);
    const login = await database.prisma.accountLogin.findFirstOrThrow({ where: { provider: "tiktok" } });
    expect(login).toMatchObject({ outcome: "linked", verifier: null });
  });

  it("at Facebook says which of many pages' accounts is meant, and gets a token that does not lapse", async () => {
    for (let index = 0; index < 130; index += 1) harness.instagram.control.addAccount({ username: `page.${index}` });
    const several = await new Browser().logIn(await harness.link({ login: "facebook" }));
    expect(several.outcome).toBe("several");
    expect(several.text).toContain("@page.129");
    const wanted = await harness.link({ login: "facebook", handle: "page.120" });
    const page = await new Browser().logIn(wanted);
    expect(page.outcome).toBe("linked");
    const account = await find("page.120");
    expect(account).toMatchObject({ tokenExpiresAt: null, tokenIssuedAt: null });
    const stored = harness.context.secrets.open(account.accessToken ?? "", place(account.id, "accessToken"));
    expect(stored).toMatch(/^EAApage/);
    const again = await new Browser().logIn(await harness.reconnect(account.id));
    expect(again.outcome).toBe("reconnected");
  });

  it("who leaves out a permission is told what is off; without the basic one nothing is linked", async () => {
    const username = nextName();
    const without = ["instagram_business_content_publish"];
    const page = await new Browser().logIn(await harness.link(), { username, without });
    expect(page.outcome).toBe("linked");
    expect(page.text).toContain("Not allowed, so off: publishing.");
    const refused = nextName();
    const basic = ["instagram_business_basic"];
    const second = await new Browser().logIn(await harness.link(), { username: refused, without: basic });
    expect([second.status, second.outcome]).toEqual([422, "permission_missing"]);
    expect(await database.prisma.account.count({ where: { handle: refused } })).toBe(0);
  });

  it("who says no is told that nothing was linked", async () => {
    for (const platform of ["instagram", "tiktok", "facebook"]) {
      const page = await new Browser().logIn(await harness.link({ login: platform }), { allow: false });
      expect([platform, page.status, page.outcome]).toEqual([platform, 200, "cancelled"]);
    }
    expect((await harness.notices()).at(0)?.text).toContain(`account link ${harness.slug}`);
  });

  it("again: the same account goes on, another one is refused, and one of another avatar, too", async () => {
    const [mine, other] = [nextName(), nextName()];
    await new Browser().logIn(await harness.link(), { username: mine });
    const account = await find(mine);
    await database.prisma.account.update({ where: { id: account.id }, data: { state: "disconnected" } });
    const wrong = await new Browser().logIn(await harness.reconnect(mine), { username: other });
    expect(wrong.outcome).toBe("switched");
    expect(wrong.text).toContain(`@${other}`);
    expect((await find(mine)).state).toBe("disconnected");
    const right = await new Browser().logIn(await harness.reconnect(mine), { username: mine });
    expect(right.outcome).toBe("reconnected");
    expect((await find(mine)).state).toBe("warming");
    await harness.run("avatar.create", { name: "Sol", brief: "mountains and books in Bilbao" });
    const url = String((await harness.run("account.link", { avatar: "sol" })).output.loginUrl);
    const taken = await new Browser().logIn(url, { username: mine });
    expect(taken.outcome).toBe("of_another_avatar");
    expect((await find(mine)).avatarId).toBe(account.avatarId);
  });

  it("is told in Spanish where the operator speaks it", async () => {
    const where = { id: harness.operatorId };
    await database.prisma.operator.update({ where, data: { language: "es" } });
    const page = await new Browser().logIn(await harness.link(), { username: nextName() });
    expect(page.text).toContain("está vinculada");
    await database.prisma.operator.update({ where, data: { language: "en" } });
  });

  it("whose link was previewed by a messenger before can still use it", async () => {
    const link = await harness.link();
    await new Browser().open(link);
    await new Browser().open(link);
    expect((await new Browser().logIn(link, { username: nextName() })).outcome).toBe("linked");
  });
});

describe("nothing is linked", () => {
  /** The address the platform sends the person to, not yet visited. */
  const comeBack = async (browser: Browser, link: string, username = nextName()) =>
    (await browser.decide(await browser.open(link), { username }, CALLBACK)).url;
  const count = () => database.prisma.account.count();

  it("by an answer that comes twice", async () => {
    const browser = new Browser();
    const back = await comeBack(browser, await harness.link());
    const [first, second] = await Promise.all([browser.open(back), browser.open(back)]);
    expect([first.outcome, second.outcome].sort()).toEqual(["linked", "used"]);
    // The cookie went with the first.
    expect((await browser.open(back)).status).toBeGreaterThanOrEqual(400);
  });

  it("by a state that is forged, changed, another platform's, or missing", async () => {
    const before = await count();
    const browser = new Browser();
    const back = new URL(await comeBack(browser, await harness.link()));
    const state = back.searchParams.get("state") ?? "";
    const forged = [
      ...["", "x", "a.b.c", `${state}x`, state.replace(/^acl_./, "acl_z"), state.split(".").slice(0, 2).join(".")],
    ];
    for (const each of forged) {
      back.searchParams.set("state", each);
      expect([each, (await browser.open(back.href)).outcome]).toEqual([each, "forged"]);
    }
    back.searchParams.set("state", state);
    const elsewhere = back.href.replace("/oauth/instagram/", "/oauth/tiktok/");
    expect((await browser.open(elsewhere)).outcome).toBe("forged");
    expect((await browser.open(`${back.href}&state=${state}`)).outcome).toBe("forged");
    expect(await count()).toBe(before);
    // It was none of these visits that used it up.
    expect((await browser.open(back.href)).outcome).toBe("linked");
  });

  it("in the browser of somebody who did not begin it: theirs is not mixed with another's log-in", async () => {
    const before = await count();
    const attacker = new Browser();
    const back = await comeBack(attacker, await harness.link());
    const victim = new Browser();
    expect([(await victim.open(back)).status, (await victim.open(back)).outcome]).toEqual([403, "other_browser"]);
    // Also where they began one of their own.
    await victim.open(await harness.link());
    expect((await victim.open(back)).outcome).toBe("other_browser");
    expect(await count()).toBe(before);
  });

  it("by a code of another log-in put beside a state of one's own", async () => {
    const browser = new Browser();
    const foreign = new URL(await comeBack(new Browser(), await harness.link({ platform: "tiktok" })));
    const own = new URL(await comeBack(browser, await harness.link({ platform: "tiktok" })));
    own.searchParams.set("code", foreign.searchParams.get("code") ?? "");
    const before = await count();
    // TikTok compares the proof key of the one with the code of the other.
    expect((await browser.open(own.href)).status).toBe(422);
    expect(await count()).toBe(before);
    const made = new URL(await comeBack(browser, await harness.link()));
    made.searchParams.set("code", "AQmade-up");
    expect((await browser.open(made.href)).outcome).toBe("code_refused");
  });

  it("while another operator is logged in there, nor for one who may not any more", async () => {
    const { context } = harness;
    const password = "correct horse battery";
    const { hashPassword } = await import("../../agents/commands/session/password.ts");
    const passwordHash = await hashPassword(password);
    const other = { id: "opr_other", name: "Ana", email: "ana@test", role: "owner", passwordHash } as const;
    await database.prisma.operator.create({ data: other });
    const session = await callInternal(context, signIn, {
      ...{ email: "ana@test", password, address: "127.0.0.1", language: "en" },
    });
    const browser = new Browser();
    const cookie = `${harness.url} vixenbliss_session`;
    browser.cookies.set(cookie, session.token);
    const link = await harness.link();
    expect((await browser.open(link)).outcome).toBe("other_operator");
    browser.cookies.delete(cookie);
    const back = await comeBack(browser, link);
    browser.cookies.set(cookie, session.token);
    expect((await browser.open(back)).outcome).toBe("other_operator");
    browser.cookies.delete(cookie);
    await database.prisma.operator.update({ where: { id: harness.operatorId }, data: { role: "manager" } });
    expect((await browser.open(back)).outcome).toBe("not_allowed");
    await database.prisma.operator.update({ where: { id: harness.operatorId }, data: { role: "owner" } });
    expect((await browser.open(back)).outcome).toBe("linked");
  });

  it("after ten minutes, at either end", async () => {
    const early = await harness.link();
    const browser = new Browser();
    const back = await comeBack(browser, early);
    harness.clock.advance(10 * MINUTE_MS);
    expect([(await browser.open(early)).status, (await browser.open(early)).outcome]).toEqual([410, "expired"]);
    expect((await browser.open(back)).outcome).toBe("expired");
  });

  it("by a ticket that is none, and nobody is ever sent elsewhere than to the platform", async () => {
    const browser = new Browser();
    const link = new URL(await harness.link());
    for (const ticket of ["", "acl_1.x", `${link.searchParams.get("ticket")}x`]) {
      const page = await browser.open(`${harness.url}/oauth/instagram/start?ticket=${ticket}`);
      expect([page.status, page.outcome]).toEqual([400, "forged"]);
    }
    for (const name of ["redirect_uri", "next", "return_to", "url"])
      link.searchParams.set(name, "https://evil.example");
    const seen = await browser.open(link.href, {}, /oauth\/authorize/);
    const target = new URL(seen.url);
    expect(target.origin).toBe(harness.instagram.url);
    expect(target.searchParams.get("redirect_uri")).toBe(`${harness.url}/oauth/instagram/callback`);
    expect(seen.headers.get("referrer-policy")).toBe("no-referrer");
    expect(seen.headers.get("cache-control")).toBe("no-store");
    expect(seen.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax/);
    expect((await browser.open(`${harness.url}/oauth/myspace/start?ticket=x`)).outcome).toBe("forged");
    expect((await browser.open(`${harness.url}/oauth/toString/callback?state=x`)).outcome).toBe("forged");
  });

  it("when the platform is away, or the process ended in the middle; both are told", async () => {
    harness.instagram.control.addFault({ operation: "me", fault: { kind: "server_error" } });
    const page = await new Browser().logIn(await harness.link(), { username: nextName() });
    expect([page.status, page.outcome]).toEqual([503, "unavailable"]);
    const { prisma } = database;
    await harness.link();
    const [newest] = await prisma.accountLogin.findMany({ orderBy: { createdAt: "desc" }, take: 1 });
    await prisma.accountLogin.update({ where: { id: newest?.id ?? "" }, data: { usedAt: harness.clock.now() } });
    harness.clock.advance(6 * MINUTE_MS);
    expect(await endLostLogins(harness.context)).toBe(1);
    expect(await endLostLogins(harness.context)).toBe(0);
    expect((await harness.notices()).at(0)?.title).toBe("A log-in was cut off in the middle");
  });
});
