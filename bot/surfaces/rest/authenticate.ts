// Who calls the REST surface: the bearer of a token, in the language the program asks for, and not too often.
import type { Request } from "express";
import type { App } from "../../../agents/commands/app.ts";
import type { Actor } from "../../../agents/commands/context.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { resolveToken } from "../../../agents/commands/session/resolve-token.ts";
import { MINUTE_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { sha256 } from "../../../agents/kernel/secret.ts";
import { texts } from "../../../agents/texts/texts.ts";
import { FloodLimit, type FloodRule } from "../../http/flood-limit.ts";
import { languageOf } from "../../http/request-facts.ts";

/** Ours: twenty calls a second, all day. */
export const CALLS_OF_TOKEN: FloodRule = { most: 1_200, windowMs: MINUTE_MS };
/** Ours: who mistypes is helped, who guesses is not (trust T13). */
export const WRONG_TOKENS_OF_ADDRESS: FloodRule = { most: 20, windowMs: 15 * MINUTE_MS };
/** Tokens in use at one time are far fewer. */
const MOST_KNOWN = 10_000;

interface Limits {
  readonly calls: FloodLimit;
  readonly wrong: FloodLimit;
  /** Hashes of tokens that were right before: whoever guesses at their address does not lock them out. */
  readonly known: Set<string>;
}

/** One for each product, whatever mounts ask: counted in this process's memory. */
const LIMITS = new WeakMap<App["context"], Limits>();

/** @throws AppError `unauthenticated`, `rate_limited` */
export async function authenticate(app: App, request: Request, surface = "rest"): Promise<Actor> {
  const limits = limitsOf(app);
  const token = bearerOf(request);
  const address = request.ip ?? "";
  const key = token === undefined ? "" : sha256(token);
  const isKnown = limits.known.has(key);
  // An address that guesses is not even looked up.
  if (!isKnown) refuse(request, limits.wrong.waitMs(address));
  const actor = token === undefined ? null : await callInternal(app.context, resolveToken, { token, surface });
  if (actor === null) {
    limits.known.delete(key);
    // Nothing was tried where nothing was sent.
    if (token !== undefined) limits.wrong.take(address);
    const words = texts(languageOf(request)).web.http;
    throw new AppError("unauthenticated", words.tokenNeeded, { remedy: words.tokenNeededRemedy });
  }
  if (limits.known.size >= MOST_KNOWN) limits.known.clear();
  limits.known.add(key);
  refuse(request, limits.calls.take(key));
  // Programs may ask for a language of their own; "*" is what clients send without being told.
  const asked = request.get("accept-language") ?? "*";
  return asked === "*" ? actor : { ...actor, language: languageOf(request) };
}

/** Whether the bearer of that request is still let in; counts as no call. */
export async function isStillAllowed(app: App, request: Request): Promise<boolean> {
  const token = bearerOf(request);
  return token !== undefined && (await callInternal(app.context, resolveToken, { token, surface: "rest" })) !== null;
}

function bearerOf(request: Request): string | undefined {
  const token = /^Bearer ([\w~+/.-]+=*)$/i.exec(request.get("authorization") ?? "")?.[1];
  return token !== undefined && token.length <= 200 ? token : undefined;
}

/** For tests, too: a minute of calls is long. */
export function limitsOf({ context }: App): Limits {
  const { clock } = context;
  const made = LIMITS.get(context) ?? {
    calls: new FloodLimit(clock, CALLS_OF_TOKEN),
    wrong: new FloodLimit(clock, WRONG_TOKENS_OF_ADDRESS),
    known: new Set(),
  };
  LIMITS.set(context, made);
  return made;
}

function refuse(request: Request, waitMs: number): void {
  if (waitMs <= 0) return;
  const words = texts(languageOf(request)).web.http;
  const seconds = Math.ceil(waitMs / 1_000);
  throw new AppError("rate_limited", words.tooManyCalls, {
    remedy: words.tooManyCallsRemedy(seconds),
    retryAfterMs: waitMs,
  });
}
