// How long a body may take to arrive: a connection that trickles is cut, an upload of gigabytes is not. Node's own
// limit is one for the whole server, so it is off and this takes its place.
import type { Request, RequestHandler, Response } from "express";
import { HOUR_MS, SECOND_MS } from "../../agents/kernel/clock.ts";
import { texts } from "../../agents/texts/texts.ts";
import { sendProblem } from "./problem-response.ts";
import { languageOf } from "./request-facts.ts";

export interface ArrivalRule {
  /** From its headers to its last byte. */
  readonly totalMs: number;
  /** In each window at least so many bytes, unless it is we who do not take them. */
  readonly rate?: { readonly windowMs: number; readonly leastBytes: number };
}

/** Bodies of at most 1 MiB. */
export const WHOLE_BODY: ArrivalRule = { totalMs: 30 * SECOND_MS };

const UPLOAD_WINDOW_MS = 30 * SECOND_MS;
const UPLOAD_LEAST_BYTES_A_SECOND = 64 * 1024;
/** Ours: files of gigabytes over a slow line, yet no connection is held for a day. */
export const UPLOADED_FILE: ArrivalRule = {
  totalMs: 6 * HOUR_MS,
  rate: { windowMs: UPLOAD_WINDOW_MS, leastBytes: (UPLOAD_LEAST_BYTES_A_SECOND * UPLOAD_WINDOW_MS) / SECOND_MS },
};

const watches = new WeakMap<Request, () => void>();

/** Answers 408 and closes what arrives too slowly. A later rule takes the place of an earlier one: a mount's, of the server's. */
export function limitArrival(rule: ArrivalRule): RequestHandler {
  return (request, response, next) => {
    watches.get(request)?.();
    if (hasBody(request) && !request.complete) watches.set(request, watch(request, response, rule));
    next();
  };
}

function hasBody({ headers }: Request): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/** @returns what ends the watch */
function watch(request: Request, response: Response, { totalMs, rate }: ArrivalRule): () => void {
  const cutUnlessComplete = () => {
    stop();
    if (!request.complete) cut(request, response);
  };
  const total = setTimeout(cutUnlessComplete, totalMs);
  let before = request.socket.bytesRead;
  const windows =
    rate &&
    setInterval(() => {
      const arrived = request.socket.bytesRead - before;
      before += arrived;
      // Of an answered request nobody wants the rest.
      if (response.writableFinished || (arrived < rate.leastBytes && !isHeldByUs(request))) cutUnlessComplete();
    }, rate.windowMs);
  const stop = () => {
    clearTimeout(total);
    clearInterval(windows);
    request.off("close", stop);
  };
  request.once("close", stop);
  return stop;
}

/** What arrived waits to be read: the store is slower than the line. */
function isHeldByUs(request: Request): boolean {
  return request.readableLength >= request.readableHighWaterMark;
}

function cut(request: Request, response: Response): void {
  if (response.headersSent) {
    request.destroy();
    return;
  }
  // Who still reads it is told: of an answered request Node itself says nothing more.
  request.socket.once("close", () => request.destroy());
  const words = texts(languageOf(request)).web.http;
  response.setHeader("Connection", "close");
  sendProblem(request, response, {
    code: "invalid_input",
    message: words.tooSlow,
    remedy: words.tooSlowRemedy,
    reason: "too_slow",
    status: 408,
    retryable: true,
  });
}
