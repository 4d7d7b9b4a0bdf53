// Gives every request an id and counts it by area, method and status.
import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import type { Logger } from "../../agents/kernel/log.ts";
import { isTracing, span } from "../../agents/kernel/tracing.ts";
import type { Histogram } from "./metrics.ts";
import { setRequestId } from "./request-facts.ts";

const AREA =
  /^\/(?:webhooks\/[a-z]+|oauth|api\/v1|api|console-api|admin|media|assets|login|mcp|c|healthz|readyz|metrics)(?=\/|$)/;

/** Asked for all the time, by machines. */
const UNTRACED: ReadonlySet<string> = new Set(["/healthz", "/readyz", "/metrics", "/assets"]);

const WEBHOOKS = "/webhooks/";

/** Paths may hold secrets (one-time links, galleries): logs and metrics name the area only. */
export function areaOf(path: string): string {
  return AREA.exec(path)?.[0] ?? (path === "/" ? "/" : "other");
}

/** Platforms that wait for their 200 at the moment. */
export interface WaitingWebhooks {
  count: number;
}

export function observe(histogram: Histogram, log: Logger, waiting: WaitingWebhooks = { count: 0 }): RequestHandler {
  return (request, response, next) => {
    if (request.originalUrl.startsWith(WEBHOOKS)) {
      waiting.count += 1;
      response.once("close", () => {
        waiting.count -= 1;
      });
    }
    const given = request.get("x-request-id");
    const id = given && /^[\w-]{8,80}$/.test(given) ? given : randomUUID();
    setRequestId(request, id);
    response.setHeader("X-Request-Id", id);
    const startedMs = performance.now();
    const area = areaOf(request.originalUrl.split("?")[0] ?? "");
    const answered = new Promise<void>((resolve) => response.once("close", resolve));
    response.once("close", () => {
      const durationMs = Math.round(performance.now() - startedMs);
      histogram.observe({ method: request.method, area, status: String(response.statusCode) }, durationMs / 1_000);
      log.debug("request", { method: request.method, path: area, status: response.statusCode, durationMs });
    });
    if (!isTracing() || UNTRACED.has(area)) return next();
    const facts = { method: request.method, route: area };
    // A trace of ours begins here: what callers say of theirs is not believed.
    span(
      `${request.method} ${area}`,
      facts,
      async (own) => {
        next();
        await answered;
        own.note({ status: response.statusCode });
      },
      { kind: "server" },
    ).catch((error: unknown) => log.warn("a request could not be traced", { error }));
  };
}
