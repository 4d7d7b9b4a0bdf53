// Gives every request an id and counts it by area, method and status.
import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import type { Logger } from "../../agents/kernel/log.ts";
import type { Histogram } from "./metrics.ts";
import { setRequestId } from "./request-facts.ts";

const AREA =
  /^\/(?:webhooks\/[a-z]+|oauth|api\/v1|api|console-api|admin|media|assets|login|mcp|c|healthz|readyz|metrics)(?=\/|$)/;

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
    response.once("close", () => {
      const durationMs = Math.round(performance.now() - startedMs);
      const path = areaOf(request.originalUrl.split("?")[0] ?? "");
      histogram.observe(
        { method: request.method, area: path, status: String(response.statusCode) },
        durationMs / 1_000,
      );
      log.debug("request", { method: request.method, path, status: response.statusCode, durationMs });
    });
    next();
  };
}
