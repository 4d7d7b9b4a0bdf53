// What every AccountLogin must do, and the renewal of what it gave; run by the test of each log-in against its emulator.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pkceChallenge } from "../../kernel/pkce.ts";
import type { AccountLogin } from "../account-login.ts";
import type { Connector, RenewalRule, RenewTokens } from "../connector.ts";

export interface AccountLoginHarness {
  readonly login: AccountLogin;
  readonly renew: RenewTokens;
  readonly rule: RenewalRule;
  readonly connector: Pick<Connector, "whoAmI">;
  readonly redirectUri: string;
  /** A person opens the address and says yes. @returns the code they come back with */
  consent(url: string, given: { readonly username: string; readonly without?: readonly string[] }): string;
  revoke(username: string): void;
  fail(status: number | null): void;
  /** Moves the platform's time. */
  advance(ms: number): void;
  close(): Promise<void>;
}

const VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

export function describeAccountLogin(name: string, create: () => Promise<AccountLoginHarness>): void {
  const signal = () => AbortSignal.timeout(10_000);
  let harness: AccountLoginHarness;
  const open = (given: { readonly username?: string; readonly without?: readonly string[] } = {}) => {
    const { login, redirectUri } = harness;
    const { pkce } = login.info;
    const challenge = pkce === null ? {} : { challenge: pkceChallenge(VERIFIER, pkce) };
    const url = login.authorizeUrl({ redirectUri, state: "state-1", ...challenge });
    expect(new URL(url).searchParams.get("state")).toBe("state-1");
    return harness.consent(url, { username: "luna.test", ...given });
  };
  const redeem = (code: string, verifier = VERIFIER) => {
    const { login, redirectUri } = harness;
    const shown = login.info.pkce === null ? {} : { verifier };
    return login.redeem({ code, redirectUri, ...shown }, signal());
  };
  const grantOf = async (code: string) => {
    const [grant] = await redeem(code);
    if (!grant) throw new Error("no grant");
    return grant;
  };
  const scopesFor = (functions: readonly string[]) =>
    harness.login.info.scopes.filter(({ gives }) => functions.includes(gives)).map((scope) => scope.name);

  describe(`${name} is an AccountLogin`, () => {
    beforeEach(async () => {
      harness = await create();
    });
    afterEach(() => harness.close());

    it("gives a token of the account that logged in, with all that was allowed, once for a code", async () => {
      const code = open();
      const grant = await grantOf(code);
      expect(grant.profile.handle).toBe("luna.test");
      expect([...grant.scopes].sort()).toEqual(harness.login.info.scopes.map((scope) => scope.name).sort());
      expect(grant.lastsMs).toBeGreaterThan(harness.rule.beforeMs);
      expect(await harness.connector.whoAmI(grant.accessToken, signal())).toEqual(grant.profile);
      await expect(redeem(code)).rejects.toMatchObject({ code: "refused", reason: "code_invalid" });
    });

    it("tells what was not allowed, and refuses where the account cannot even be named", async () => {
      const without = scopesFor(["posts"]);
      expect((await grantOf(open({ without }))).scopes).toEqual(expect.not.arrayContaining(without));
      const nameless = redeem(open({ without: scopesFor(["identity"]) }));
      await expect(nameless).rejects.toMatchObject({ code: "refused", reason: "permission_missing" });
    });

    it("takes no code of somebody else's, none too old, and says when the platform is away", async () => {
      if (harness.login.info.pkce !== null)
        await expect(redeem(open(), `${VERIFIER}x`)).rejects.toMatchObject({ reason: "code_invalid" });
      const old = open();
      harness.advance(3_600_000);
      await expect(redeem(old)).rejects.toMatchObject({ reason: "code_invalid" });
      harness.fail(503);
      await expect(redeem(open())).rejects.toMatchObject({ code: "unavailable", retryable: true });
    });

    it("renews what it gave before its end, until the permission is taken back", async () => {
      const grant = await grantOf(open());
      const tokenOf = (tokens: { readonly accessToken: string; readonly refreshToken?: string }) =>
        harness.rule.by === "refreshToken" ? (tokens.refreshToken ?? grant.refreshToken ?? "") : tokens.accessToken;
      harness.advance((grant.lastsMs ?? 0) - harness.rule.beforeMs);
      const renewed = await harness.renew(tokenOf(grant), signal());
      expect(renewed.lastsMs).toBeGreaterThan(harness.rule.beforeMs);
      harness.advance(harness.rule.beforeMs + 1_000);
      await expect(harness.connector.whoAmI(grant.accessToken, signal())).rejects.toMatchObject({
        code: "refused",
        reason: "token_invalid",
      });
      expect(await harness.connector.whoAmI(renewed.accessToken, signal())).toEqual(grant.profile);
      harness.advance(harness.rule.minAgeMs);
      const again = await harness.renew(tokenOf(renewed), signal());
      harness.revoke("luna.test");
      await expect(harness.renew(tokenOf(again), signal())).rejects.toMatchObject({ code: "refused" });
    });
  });
}
