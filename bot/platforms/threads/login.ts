// Threads' log-in: code, short token, long token of 60 days that renews itself; what was allowed is read from the token.
import { z } from "zod";
import { DAY_MS, SECOND_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { AccountLogin, LoginScope } from "../../../agents/ports/account-login.ts";
import type { Connector, RenewalRule, RenewTokens } from "../../../agents/ports/connector.ts";
import { callLogin, type LoginCall, unreadable } from "../login-call.ts";
import type { OauthApp } from "../token-endpoint.ts";

export interface ThreadsLoginOptions {
  /** "https://www.threads.com": opened by a person. */
  readonly authorizeUrl: () => string;
  /** "https://graph.threads.net" */
  readonly graphUrl: () => string;
  readonly app: OauthApp;
  readonly connector: Pick<Connector, "whoAmI">;
  readonly fetch?: typeof fetch;
}

const NAME = "Threads";
const BASIC = "threads_basic";

/** Source: Threads API, permissions. */
const SCOPES: readonly LoginScope[] = [
  { name: BASIC, gives: "identity" },
  { name: "threads_content_publish", gives: "posts" },
];

/** Refreshed from its second day on; here so long before its end that weeks of trouble cost no account. */
export const THREADS_RENEWAL: RenewalRule = { by: "accessToken", beforeMs: 10 * DAY_MS, minAgeMs: DAY_MS };
/** 60 days, as documented, where the answer does not say. */
const LIFETIME_MS = 60 * DAY_MS;

const ShortToken = z.object({ access_token: z.string().min(1) });
const LongToken = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().nullish() });
const TokenFacts = z.object({ data: z.object({ scopes: z.array(z.string()) }) });
const Failure = z.object({ error: z.object({ code: z.number() }) });
/** Source: Graph API, error codes: the token is over, or no token at all. */
const TOKEN_CODES: ReadonlySet<number> = new Set([102, 190]);

type Asked = Omit<LoginCall, "platform" | "url"> & { readonly path: string };

export function createThreadsLogin(options: ThreadsLoginOptions): AccountLogin {
  const { clientId, clientSecret } = options.app;
  const ask = asking(options);
  return {
    info: { id: "threads", name: NAME, platform: "threads", scopes: SCOPES, pkce: null, emulated: false },
    authorizeUrl: ({ redirectUri, state }) => {
      const url = new URL(`${options.authorizeUrl()}/oauth/authorize`);
      const scope = SCOPES.map(({ name }) => name).join(",");
      const asked = { client_id: clientId, redirect_uri: redirectUri, scope, response_type: "code", state };
      for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
      return url.href;
    },
    redeem: async ({ code, redirectUri }, signal) => {
      const form = {
        ...{ client_id: clientId, client_secret: clientSecret, grant_type: "authorization_code" },
        ...{ redirect_uri: redirectUri, code },
      };
      const { access_token: short } = await ask(
        { path: "/oauth/access_token", form, signal },
        ShortToken,
        "code_invalid",
      );
      const exchange = { grant_type: "th_exchange_token", client_secret: clientSecret, access_token: short };
      const long = await ask({ path: "/access_token", query: exchange, signal }, LongToken);
      const scopes = await scopesOf(ask, long.access_token, signal);
      if (!scopes.includes(BASIC)) {
        throw new AppError("refused", `${NAME} was not allowed to give ${BASIC}.`, { reason: "permission_missing" });
      }
      const profile = await options.connector.whoAmI(long.access_token, signal);
      return [{ profile, accessToken: long.access_token, lastsMs: lifetimeOf(long), scopes }];
    },
  };
}

/** A long token for itself, no secret needed. */
export function renewThreads(options: Pick<ThreadsLoginOptions, "graphUrl" | "fetch">): RenewTokens {
  const ask = asking(options);
  return async (token, signal) => {
    const query = { grant_type: "th_refresh_token", access_token: token };
    const renewed = await ask({ path: "/refresh_access_token", query, signal }, LongToken);
    return { accessToken: renewed.access_token, lastsMs: lifetimeOf(renewed) };
  };
}

async function scopesOf(ask: Ask, token: string, signal: AbortSignal): Promise<readonly string[]> {
  const query = { input_token: token };
  return (await ask({ path: "/v1.0/debug_token", query, bearer: token, signal }, TokenFacts)).data.scopes;
}

const lifetimeOf = ({ expires_in }: z.output<typeof LongToken>) => (expires_in ? expires_in * SECOND_MS : LIFETIME_MS);

type Ask = ReturnType<typeof asking>;

function asking({ graphUrl, fetch: send }: Pick<ThreadsLoginOptions, "graphUrl" | "fetch">) {
  return async <Body>({ path, ...call }: Asked, schema: z.ZodType<Body>, refusedReason?: string): Promise<Body> => {
    const url = `${graphUrl()}${path}`;
    const { isOk, json } = await callLogin({ ...call, platform: NAME, url, ...(send ? { fetch: send } : {}) });
    if (!isOk) throw refusalOf(json, refusedReason);
    const parsed = schema.safeParse(json);
    if (!parsed.success) throw unreadable(NAME);
    return parsed.data;
  };
}

/** Codes are refused in a form of their own; what else is refused is judged by its number. */
function refusalOf(json: unknown, refusedReason: string | undefined): AppError {
  if (refusedReason !== undefined) {
    return new AppError("refused", `${NAME} did not take the code.`, { reason: refusedReason });
  }
  const failure = Failure.safeParse(json);
  const code = failure.success ? failure.data.error.code : 0;
  if (TOKEN_CODES.has(code))
    return new AppError("refused", `${NAME} no longer takes this token.`, { reason: "token_invalid" });
  return new AppError("provider_failed", `${NAME} refused: ${code}.`, { reason: `code_${code}` });
}
