// Instagram's and Facebook's log-ins against the emulator: what it takes, what it refuses, what we make of its answers.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../../../agents/kernel/clock.ts";
import { createFacebookLogin } from "./facebook-login.ts";
import { createInstagramLogin, renewInstagram } from "./login.ts";
import { APP_SECRET, createInstagramHarness } from "./testing/instagram-harness.ts";

const REDIRECT = "https://vixen.example/oauth/instagram/callback";
const APP_ID = "app-1";
const signal = () => AbortSignal.timeout(5_000);
let harness: Awaited<ReturnType<typeof createInstagramHarness>>;

beforeAll(async () => {
  harness = await createInstagramHarness({ appId: APP_ID, redirectUris: () => [REDIRECT] });
});
afterAll(() => harness.close());

const at = (path: string) => () => `${harness.emulator.url}${path}`;
const shared = { appId: APP_ID, appSecret: APP_SECRET, version: "v26.0", emulated: false };
const instagram = (send?: typeof fetch) =>
  createInstagramLogin({
    ...{ ...shared, graphUrl: at(""), authorizeUrl: at("/oauth/authorize"), tokenUrl: at("/oauth/access_token") },
    ...(send ? { fetch: send } : {}),
  });
const facebook = () => createFacebookLogin({ ...shared, graphUrl: at("/facebook"), dialogUrl: at("/facebook") });

async function consent(
  path: string,
  asked: URL,
  more: Readonly<Record<string, string>>,
  without: readonly string[] = [],
) {
  const form = new URLSearchParams({ ...Object.fromEntries(asked.searchParams), ...more });
  for (const [index, scope] of (asked.searchParams.get("scope") ?? "").split(",").entries())
    if (!without.includes(scope)) form.set(`granted_${index}`, scope);
  if (!form.has("decision")) form.set("decision", "allow");
  return await fetch(`${harness.emulator.url}${path}`, { method: "POST", body: form, redirect: "manual" });
}
const atInstagram = (more: Readonly<Record<string, string>> = {}, without: readonly string[] = []) =>
  consent(
    "/oauth/decide",
    new URL(instagram().authorizeUrl({ redirectUri: REDIRECT, state: "s" })),
    { new_username: "sol", ...more },
    without,
  );
const atFacebook = (without: readonly string[] = []) =>
  consent(
    "/facebook/v26.0/dialog/decide",
    new URL(facebook().authorizeUrl({ redirectUri: REDIRECT, state: "s" })),
    {},
    without,
  );
const codeOf = (answer: Response) => new URL(answer.headers.get("location") ?? "").searchParams.get("code") ?? "";
const redeem = (code: string, login = instagram()) => login.redeem({ code, redirectUri: REDIRECT }, signal());

describe("Instagram's code", () => {
  it("comes back before “#_” and gives a token of sixty days, once", async () => {
    const answer = await atInstagram();
    expect(answer.headers.get("location")).toMatch(/#_$/);
    const [grant] = await redeem(codeOf(answer));
    expect(grant).toMatchObject({ profile: { handle: "sol" }, lastsMs: 60 * DAY_MS });
    expect(grant?.scopes).toHaveLength(5);
    await expect(redeem(codeOf(answer))).rejects.toMatchObject({ code: "refused", reason: "code_invalid" });
    const renew = renewInstagram({ graphUrl: at("") });
    await expect(renew(grant?.accessToken ?? "", signal())).rejects.toThrow();
    harness.clock.advance(DAY_MS);
    expect(await renew(grant?.accessToken ?? "", signal())).toMatchObject({ lastsMs: 60 * DAY_MS });
  });

  it("lapses after an hour, and is worth nothing with another secret", async () => {
    const late = codeOf(await atInstagram());
    harness.clock.advance(HOUR_MS);
    await expect(redeem(late)).rejects.toMatchObject({ reason: "code_invalid" });
    const code = codeOf(await atInstagram());
    const wrong = createInstagramLogin({
      ...{
        ...shared,
        appSecret: "wrong-secret",
        graphUrl: at(""),
        authorizeUrl: at(""),
        tokenUrl: at("/oauth/access_token"),
      },
    });
    await expect(redeem(code, wrong)).rejects.toMatchObject({ reason: "code_invalid" });
  });

  it("is read in the documented form too, a list with one entry", async () => {
    const listed: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init);
      if (!String(input).endsWith("/oauth/access_token")) return answer;
      return Response.json({ data: [await answer.json()] });
    };
    const [grant] = await redeem(codeOf(await atInstagram()), instagram(listed));
    expect(grant?.profile.handle).toBe("sol");
  });

  it("is taken as multipart as well, and with no field that is not documented", async () => {
    const form = (code: string, more: Readonly<Record<string, string>> = {}) => {
      const body = new FormData();
      const fields = { client_id: APP_ID, client_secret: APP_SECRET, grant_type: "authorization_code" };
      for (const [name, value] of Object.entries({ ...fields, redirect_uri: REDIRECT, code, ...more }))
        body.set(name, value);
      return body;
    };
    const url = `${harness.emulator.url}/oauth/access_token`;
    const code = codeOf(await atInstagram());
    const unknown = await fetch(url, { method: "POST", body: form(code, { scope: "x" }) });
    expect([unknown.status, await unknown.json()]).toEqual([
      400,
      expect.objectContaining({ error_type: "OAuthException", code: 400 }),
    ]);
    expect((await fetch(url, { method: "POST", body: form(code) })).status).toBe(200);
  });

  it("does not exist without the basic permission, for another address, or after a no", async () => {
    const basic = codeOf(await atInstagram({}, ["instagram_business_basic"]));
    await expect(redeem(basic)).rejects.toMatchObject({ reason: "permission_missing" });
    expect((await atInstagram({ redirect_uri: "https://evil.example/" })).status).toBe(400);
    expect((await atInstagram({ client_id: "other" })).status).toBe(400);
    const denied = new URL((await atInstagram({ decision: "deny" })).headers.get("location") ?? "");
    expect(Object.fromEntries(denied.searchParams)).toMatchObject({ error: "access_denied", state: "s" });
  });
});

describe("Facebook's code", () => {
  it("gives every page's account with a token of its own, over all pages of the list", async () => {
    for (let index = 0; index < 210; index += 1) harness.control.addAccount({ username: `page.${index}` });
    const grants = await redeem(codeOf(await atFacebook()), facebook());
    const handles = grants.map(({ profile }) => profile.handle);
    expect(handles).toEqual(expect.arrayContaining(["page.0", "page.209"]));
    expect(new Set(handles).size).toBe(handles.length);
    expect(grants.every(({ lastsMs, accessToken }) => lastsMs === null && accessToken.startsWith("EAApage"))).toBe(
      true,
    );
  });

  it("tells which permissions were given, and is refused where accounts cannot be named", async () => {
    const [grant] = await redeem(codeOf(await atFacebook(["instagram_content_publish"])), facebook());
    expect(grant?.scopes).not.toContain("instagram_content_publish");
    const nameless = codeOf(await atFacebook(["pages_show_list"]));
    await expect(redeem(nameless, facebook())).rejects.toMatchObject({ reason: "permission_missing" });
    await expect(redeem("AQmade-up", facebook())).rejects.toMatchObject({ reason: "code_invalid" });
  });
});

it("nothing that is thrown names a token, a code or a secret", async () => {
  const failing: typeof fetch = () => Promise.reject(new Error(`fetch failed for code=AQsecret and ${APP_SECRET}`));
  const thrown = await redeem("AQsecret", instagram(failing)).catch((error: unknown) => error);
  const text = `${thrown instanceof Error ? `${thrown.message} ${String(thrown.cause)} ${thrown.stack}` : ""}`;
  expect(text).toContain("Instagram");
  expect(text).not.toContain("AQsecret");
  expect(text).not.toContain(APP_SECRET);
});
