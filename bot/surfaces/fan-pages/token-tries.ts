// The address of an offer or a gallery is its key: who guesses keys is slowed down like who guesses passwords (trust T13).
import type { RequestHandler } from "express";
import type { App } from "../../../agents/commands/app.ts";
import { MINUTE_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { texts } from "../../../agents/texts/texts.ts";
import { FloodLimit, type FloodRule } from "../../http/flood-limit.ts";
import { languageOf } from "../../http/request-facts.ts";

/** Of tokens that do not exist, from one address. Fans who share one, and follow what was sent to them, are not counted. */
const WRONG_TOKENS: FloodRule = { most: 20, windowMs: 15 * MINUTE_MS };
const NOT_FOUND = 404;

/** @throws AppError `rate_limited` */
export function tokenTries({ context }: App): RequestHandler {
  const wrong = new FloodLimit(context.clock, WRONG_TOKENS);
  return (request, response, next) => {
    const address = request.ip ?? "";
    const waitMs = wrong.waitMs(address);
    if (waitMs > 0) {
      const words = texts(languageOf(request)).web.login;
      const told = words.tooManyAttempts(Math.ceil(waitMs / MINUTE_MS));
      throw new AppError("rate_limited", told, { retryAfterMs: waitMs });
    }
    response.once("finish", () => {
      if (response.statusCode === NOT_FOUND) wrong.take(address);
    });
    next();
  };
}
