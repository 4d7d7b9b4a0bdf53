// TikTok's log-in against its emulator: the proof key in hex, codes that work once, tokens that replace each other.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY_MS, ManualClock, MINUTE_MS } from "../../../agents/kernel/clock.ts";
import { pkceChallenge } from "../../../agents/kernel/pkce.ts";
import { startTiktokLoginEmulator } from "./emulator/tiktok-login-emulator.ts";
import { createTiktokLogin } from "./tiktok-login.ts";

const APP = { clientKey: "key-1", clientSecret: "test_client_secret" };
const REDIRECT = "https://vixen.example/oauth/tiktok/callback";
const VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const signal = () => AbortSignal.timeout(5_000);
const clock = new ManualClock();
const known: string[] = [];
let emulator: Awaited<ReturnType<typeof startTiktokLoginEmulator>>;
let tiktok: ReturnType<typeof createTiktokLogin>;

beforeAll(async () => {
  emulator = await startTiktokLoginEmulator({
    ...{ ...APP, clock, redirectUris: () => [REDIRECT] },
    graceMs: (openId) => (emulator.state.accounts.get(openId)?.username === "kind" ? MINUTE_MS : 0),
    issueToken: ({ username }) => {
      known.push(`act.${username}.${known.length}`);
      return known.at(-1) ?? "";
    },
  });
  const url = () => emulator.url;
  tiktok = createTiktokLogin({ ...APP, emulated: false, authorizeUrl: url, apiUrl: url });
});
afterAll(() => emulator.close());

/** What the consent page sends. */
async function consent(change: Readonly<Record<string, string>> = {}) {
  const challenge = pkceChallenge(VERIFIER, "hex");
  const asked = new URL(tiktok.login.authorizeUrl({ redirectUri: REDIRECT, state: "s", challenge }));
  const form = new URLSearchParams({ ...Object.fromEntries(asked.searchParams), ...change });
  for (const [index, scope] of (asked.searchParams.get("scope") ?? "").split(",").entries())
    form.set(`granted_${index}`, scope);
  form.set("new_username", "sol");
  form.set("decision", "allow");
  return await fetch(`${emulator.url}/v2/auth/decide`, { method: "POST", body: form, redirect: "manual" });
}
const codeOf = (answer: Response) => new URL(answer.headers.get("location") ?? "").searchParams.get("code") ?? "";
const redeem = (code: string, verifier = VERIFIER) =>
  tiktok.login.redeem({ code, redirectUri: REDIRECT, verifier }, signal());
const call = async (path: string, form: Readonly<Record<string, string>>) => {
  const answer = await fetch(`${emulator.url}${path}`, { method: "POST", body: new URLSearchParams(form) });
  return [answer.status, ((await answer.json()) as { error?: string }).error];
};

it("the proof key is the hash in hex, elsewhere in base64url", () => {
  expect(pkceChallenge(VERIFIER, "hex")).toBe("13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3");
  expect(pkceChallenge(VERIFIER, "base64url")).toBe("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
});

describe("a code", () => {
  it("gives tokens once, with the name of the account and what was granted", async () => {
    const code = codeOf(await consent());
    const [grant] = await redeem(code);
    expect(grant).toMatchObject({ profile: { handle: "sol" }, lastsMs: DAY_MS });
    expect(grant?.scopes).toContain("video.publish");
    expect(known).toContain(grant?.accessToken);
    await expect(redeem(code)).rejects.toMatchObject({ code: "refused", reason: "code_invalid" });
  });

  it("is worth nothing with another proof key, or too late", async () => {
    const code = codeOf(await consent());
    await expect(redeem(code, `${VERIFIER}x`)).rejects.toMatchObject({ code: "not_configured" });
    const late = codeOf(await consent());
    clock.advance(11 * MINUTE_MS);
    await expect(redeem(late)).rejects.toMatchObject({ reason: "code_invalid" });
  });
});

it.each([
  ["another app", { client_key: "other" }],
  ["an address that is not registered", { redirect_uri: "https://evil.example/" }],
  ["a scope it does not know", { scope: "user.info.basic,everything" }],
  ["a proof key in base64url", { code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM" }],
  ["a proof key in plain", { code_challenge_method: "plain" }],
])("the consent page refuses %s and sends nobody anywhere", async (_name, change) => {
  const answer = await consent(change);
  expect([answer.status, answer.headers.get("location")]).toEqual([400, null]);
});

it("a refresh replaces both tokens; the old one works on only where there is grace", async () => {
  const renew = tiktok.connector.renew;
  if (!renew) throw new Error("no renewal");
  for (const [username, grace] of [
    ["strict", false],
    ["kind", true],
  ] as const) {
    const first = emulator.addAccount(username);
    const second = await renew(first.refreshToken, signal());
    expect(second).toMatchObject({ lastsMs: DAY_MS });
    expect(second.refreshToken).not.toBe(first.refreshToken);
    const again = renew(first.refreshToken, signal());
    if (grace) await again;
    else await expect(again).rejects.toMatchObject({ code: "refused", reason: "refresh_token_invalid" });
    clock.advance(2 * MINUTE_MS);
    await expect(renew(first.refreshToken, signal())).rejects.toMatchObject({ code: "refused" });
  }
});

it("a wrong secret is no verdict on a token, and unknown fields are refused", async () => {
  const { refreshToken: refresh_token } = emulator.addAccount("mar");
  const form = { client_key: APP.clientKey, client_secret: "wrong", grant_type: "refresh_token", refresh_token };
  expect(await call("/v2/oauth/token/", form)).toEqual([400, "invalid_client"]);
  const right = { ...form, client_secret: APP.clientSecret };
  expect(await call("/v2/oauth/token/", { ...right, state: "x" })).toEqual([400, "invalid_request"]);
  const url = () => emulator.url;
  const wrong = createTiktokLogin({ ...APP, clientSecret: "wrong", emulated: false, authorizeUrl: url, apiUrl: url });
  await expect(wrong.connector.renew?.(refresh_token, signal())).rejects.toMatchObject({ code: "not_configured" });
});

it("who takes the permission back takes every token", async () => {
  const { openId, accessToken, refreshToken } = emulator.addAccount("luz");
  expect(await tiktok.connector.whoAmI(accessToken, signal())).toEqual({ externalId: openId, handle: "luz" });
  emulator.revoke(openId);
  await expect(tiktok.connector.whoAmI(accessToken, signal())).rejects.toMatchObject({ reason: "token_invalid" });
  await expect(tiktok.connector.renew?.(refreshToken, signal())).rejects.toMatchObject({ code: "refused" });
});
