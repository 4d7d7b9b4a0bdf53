// A person opened the address of a log-in: it is theirs, alive and unused, so their browser is sent to the platform with a
// state made for it. Opening it does not use it up: messengers open addresses to show a preview.
import { z } from "zod";
import { pkceChallenge } from "../../../kernel/pkce.ts";
import { isLanguage, type Language } from "../../../texts/texts.ts";
import { defineInternal } from "../../internal.ts";
import { redirectUriOf, verifierPlace } from "./begin-login.ts";
import { type FoundLogin, factsOf, findLoginRow, whyNot } from "./find-login-row.ts";
import { type LoginOutcome, NO_FACTS } from "./login-outcome.ts";
import { readTicket, stateOf } from "./login-proof.ts";

export type OpenedLogin =
  | {
      readonly state: "go";
      readonly url: string;
      readonly loginId: string;
      /** For a cookie of this browser. */
      readonly browserKey: string;
      readonly expiresAt: Date;
    }
  | { readonly state: "stop"; readonly outcome: LoginOutcome; readonly language?: Language };

export const openLogin = defineInternal({
  name: "account.open-login",
  input: z.object({
    provider: z.string().max(60),
    ticket: z.string().max(500),
    /** Who is logged in in this browser, if anybody is. */
    sessionOperatorId: z.string().nullable(),
  }),
  run: async (context, { provider, ticket, sessionOperatorId }): Promise<OpenedLogin> => {
    const { logins = {} } = context.ports;
    const login = Object.hasOwn(logins, provider) ? logins[provider] : undefined;
    const loginId = readTicket(context.secrets, ticket);
    const row = loginId === null ? null : await findLoginRow(context, loginId);
    if (!login || row?.provider !== provider) return { state: "stop", outcome: { kind: "forged", facts: NO_FACTS } };
    const why = whyNot(row, sessionOperatorId, context.clock.now());
    if (why) return stop(row, { kind: why, facts: factsOf(context, row) });
    const browserKey = context.ids.secret();
    const { pkce } = login.info;
    const verifier = row.verifier === null ? null : context.secrets.open(row.verifier, verifierPlace(row.id));
    const url = login.authorizeUrl({
      redirectUri: redirectUriOf(context, provider),
      state: stateOf(context.secrets, provider, row.id, browserKey),
      ...(pkce === null || verifier === null ? {} : { challenge: pkceChallenge(verifier, pkce) }),
    });
    return { state: "go", url, loginId: row.id, browserKey, expiresAt: row.expiresAt };
  },
});

function stop(row: FoundLogin, outcome: LoginOutcome): OpenedLogin {
  const { language } = row.operator;
  return { state: "stop", outcome, ...(isLanguage(language) ? { language } : {}) };
}
