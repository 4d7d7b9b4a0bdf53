// GET /api/v1/events: what changes, as it changes (server-sent events). Ids only: what they stand for is read by commands.
import { type Request, type Response, Router } from "express";
import type { App } from "../../../agents/commands/app.ts";
import { SECOND_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { texts } from "../../../agents/texts/texts.ts";
import type { Mount } from "../../http/mount.ts";
import { sendProblem } from "../../http/problem-response.ts";
import { languageOf } from "../../http/request-facts.ts";
import { authenticate, isStillAllowed } from "./authenticate.ts";
import { EventLog, type NumberedEvent } from "./event-log.ts";
import { EVENTS_PATH } from "./open-api.ts";

/** Keeps proxies from closing a silent stream; the token is looked at again as well. */
const HEARTBEAT_MS = 15 * SECOND_MS;
const RETRY_MS = 3_000;
/** Ours: of all tokens together. */
const MOST_STREAMS = 200;
/** A reader who takes nothing is let go: it may come back with the last id it saw. */
const MOST_UNREAD_BYTES = 256 * 1024;

export function eventsMount(app: App): Mount {
  let log: EventLog | undefined;
  const streams = new Set<Response>();
  return {
    path: EVENTS_PATH,
    load: () => {
      log ??= new EventLog(app.context.ports.events);
      return eventsRouter(app, log, streams);
    },
    close: () => {
      log?.close();
      for (const stream of streams) stream.end();
    },
  };
}

function eventsRouter(app: App, log: EventLog, streams: Set<Response>): Router {
  const router = Router();
  router.get("/", async (request, response) => {
    await authenticate(app, request);
    if (streams.size >= MOST_STREAMS) {
      const words = texts(languageOf(request)).web.http;
      throw new AppError("rate_limited", words.tooManyCalls, { retryAfterMs: HEARTBEAT_MS });
    }
    open(app, log, streams, request, response);
  });
  router.all("/", (request, response) => {
    const words = texts(languageOf(request)).web.http;
    response.setHeader("Allow", "GET");
    const message = words.onlyGet(request.method);
    sendProblem(request, response, { code: "invalid_input", message, status: 405, retryable: false });
  });
  return router;
}

function open(app: App, log: EventLog, streams: Set<Response>, request: Request, response: Response): void {
  response.writeHead(200, {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
  });
  const look = () =>
    void isStillAllowed(app, request).then(
      (allowed) => allowed || response.end(),
      () => response.end(),
    );
  const write = (event: NumberedEvent) => {
    if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
    else response.write(wireEvent(event));
    // A token was taken back: perhaps this one.
    if (event.topic.startsWith("token:")) look();
  };
  const last = request.get("last-event-id");
  const missed = last === undefined ? [] : log.since(last);
  const isResumed = last !== undefined && missed !== null;
  // Who goes on keeps its own place until it has read what it missed.
  const place = isResumed ? "" : `id: ${log.position}\n`;
  response.write(`retry: ${RETRY_MS}\n${place}event: ${missed === null ? "reset" : "open"}\ndata: {}\n\n`);
  for (const event of missed ?? []) response.write(wireEvent(event));
  streams.add(response);
  const stop = log.listen(write);
  const heartbeat = setInterval(() => {
    response.write(": alive\n\n");
    look();
  }, HEARTBEAT_MS);
  response.once("close", () => {
    clearInterval(heartbeat);
    stop();
    streams.delete(response);
  });
}

function wireEvent({ id, topic, kind }: NumberedEvent): string {
  return `id: ${id}\nevent: changed\ndata: ${JSON.stringify({ topic, kind })}\n\n`;
}
