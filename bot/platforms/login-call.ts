// One call of a log-in: forms in, JSON out. Tokens and codes are in bodies and answers, so neither is ever logged or quoted.
import { AppError } from "../../agents/kernel/errors.ts";

export interface LoginCall {
  /** As people know the platform. */
  readonly platform: string;
  readonly url: string;
  /** Sent as a form; absent: a GET. */
  readonly form?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly bearer?: string;
  /** By HTTP Basic: who the app is. */
  readonly app?: { readonly clientId: string; readonly clientSecret: string };
  readonly fetch?: typeof fetch;
  readonly signal: AbortSignal;
}

export interface LoginAnswer {
  readonly isOk: boolean;
  readonly status: number;
  readonly json: unknown;
}

const TIMEOUT_MS = 20_000;

/** @throws AppError `unavailable` when nothing usable came back, `rate_limited` */
export async function callLogin(call: LoginCall): Promise<LoginAnswer> {
  const { platform, form, query = {} } = call;
  const url = new URL(call.url);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  let response: Response;
  let text: string;
  try {
    response = await (call.fetch ?? fetch)(url, {
      method: form ? "POST" : "GET",
      headers: { accept: "application/json", ...authorization(call) },
      ...(form ? { body: new URLSearchParams(form) } : {}),
      redirect: "manual",
      signal: AbortSignal.any([call.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    text = await response.text();
  } catch {
    // Its cause would name the address, and with it what is secret in it.
    throw new AppError("unavailable", `${platform} is not reached.`, { reason: "connection_lost" });
  }
  if (response.status === 429) throw new AppError("rate_limited", `${platform} takes no more calls for now.`);
  if (response.status >= 500) throw away(platform, `http_${response.status}`);
  const json = tryJson(text);
  if (json === undefined) throw away(platform, "unreadable_answer");
  return { isOk: response.ok, status: response.status, json };
}

function authorization({ bearer, app }: LoginCall): { readonly authorization?: string } {
  if (bearer) return { authorization: `Bearer ${bearer}` };
  if (!app) return {};
  const pair = `${encodeURIComponent(app.clientId)}:${encodeURIComponent(app.clientSecret)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
}

const away = (platform: string, reason: string) =>
  new AppError("unavailable", `${platform} gave no usable answer.`, { reason });

/** An answer that is not of the form that was promised. */
export const unreadable = (platform: string) =>
  new AppError("provider_failed", `${platform} answered something else than documented.`, {
    reason: "unreadable_answer",
  });

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
