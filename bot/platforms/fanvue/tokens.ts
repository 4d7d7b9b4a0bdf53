// Tokens of Fanvue's log-in (OAuth 2.0): the app says who it is by HTTP Basic, as its token endpoint wants it.
import { z } from "zod";
import { SECOND_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";

/** The app registered at Fanvue's Developer Area. */
export interface FanvueApp {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface TokenOptions {
  /** "https://auth.fanvue.com" */
  readonly authUrl: () => string;
  readonly app: FanvueApp;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
}

export interface FanvueTokens {
  readonly accessToken: string;
  /** It is used up by its first use. */
  readonly refreshToken?: string;
  readonly lastsMs: number;
  readonly scopes: readonly string[];
}

const TIMEOUT_MS = 20_000;

const Tokens = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().positive(),
  scope: z.string().default(""),
});
const TokenError = z.object({ error: z.string().max(100) });

/** What is said when the app itself is wrong: no verdict on anybody's token. Source: RFC 6749, 5.2. */
const APP_AT_FAULT = new Set(["invalid_client", "unauthorized_client", "invalid_request", "unsupported_grant_type"]);

/**
 * @param refusedReason of the AppError `refused` for a code or token that is not taken
 * @throws AppError also `not_configured` where the app is wrong; retryable where Fanvue is away
 */
export async function redeemTokens(
  options: TokenOptions,
  form: Readonly<Record<string, string>>,
  refusedReason: string,
  signal: AbortSignal,
): Promise<FanvueTokens> {
  const { clientId, clientSecret } = options.app;
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
  let response: Response;
  let json: unknown;
  try {
    response = await (options.fetch ?? fetch)(`${options.authUrl()}/oauth2/token`, {
      method: "POST",
      headers: { accept: "application/json", authorization: `Basic ${basic}` },
      body: new URLSearchParams({ client_id: clientId, ...form }),
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)]),
    });
    json = await response.json();
  } catch {
    // Its cause would quote what came back, which may be a token.
    throw new AppError("unavailable", "Fanvue's log-in is not reached.", { reason: "connection_lost" });
  }
  if (response.status === 429) throw new AppError("rate_limited", "Fanvue's log-in takes no more calls for now.");
  if (response.status >= 500)
    throw new AppError("unavailable", "Fanvue's log-in gave no usable answer.", { reason: `http_${response.status}` });
  const failure = TokenError.safeParse(json);
  if (failure.success) throw refusalOf(failure.data.error, refusedReason);
  const given = Tokens.safeParse(json);
  if (!response.ok || !given.success)
    throw new AppError("provider_failed", "Fanvue's log-in answered something else than documented.", {
      reason: "unreadable_answer",
    });
  const { access_token: accessToken, refresh_token, expires_in, scope } = given.data;
  return {
    accessToken,
    ...(refresh_token === undefined ? {} : { refreshToken: refresh_token }),
    lastsMs: expires_in * SECOND_MS,
    scopes: scope.split(/\s+/).filter(Boolean),
  };
}

function refusalOf(error: string, refusedReason: string): AppError {
  if (!APP_AT_FAULT.has(error)) return new AppError("refused", `Fanvue refused: ${error}.`, { reason: refusedReason });
  return new AppError("not_configured", `Fanvue refused: ${error}.`, {
    field: "FANVUE_CLIENT_SECRET",
    reason: error,
    remedy: "Compare the app's client id and secret with Fanvue's Developer Area.",
  });
}
