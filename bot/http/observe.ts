// Gives every request an id and counts it by area, method and status.
import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import type { Logger } from "../../agents/kernel/log.ts";
import type { Histogram } from "./metrics.ts";
import { setRequestId } from "./request-facts.ts";

const AREA =
  /^\/(?:webhooks\/[a-z]+|oauth|api\/v1|api|console-api|admin|media|assets|login|mcp|c|healthz|readyz|metrics)(?=\/|$)/;

/** Paths may hold secrets (one-time links, galleries): logs and metrics name the area only. */
export function areaOf(path: string): string {
  return AREA.exec(path)?.[0] ?? (path === "/" ? "/" : "other");
}

export function observe(histogram: Histogram, log: Logger): RequestHandler {
  return (request, response, next) => {
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
