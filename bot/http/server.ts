// The one HTTP server: parts are mounted on it, and everything they share (limits, headers, errors, health) is here.
import { createServer, type Server } from "node:http";
import express, { type Express, type RequestHandler } from "express";
import type { App } from "../../agents/commands/app.ts";
import type { Config } from "../../agents/kernel/config.ts";
import { AppError } from "../../agents/kernel/errors.ts";
import { texts } from "../../agents/texts/texts.ts";
import { type ArrivalRule, limitArrival, WHOLE_BODY } from "./arrival-limit.ts";
import { readBody } from "./body.ts";
import { businessGauges } from "./business-gauges.ts";
import { type HealthCheck, healthz, readyz } from "./health.ts";
import { ICON_SVG } from "./icon.ts";
import { listen } from "./listen.ts";
import { Histogram } from "./metrics.ts";
import { metricsRoute } from "./metrics-route.ts";
import type { Mount } from "./mount.ts";
import { observe, type WaitingWebhooks } from "./observe.ts";
import { PAGE_STYLE_PATH, sendPageStyle } from "./page.ts";
import { handleErrors } from "./problem-response.ts";
import { languageOf } from "./request-facts.ts";
import { runtimeGauges } from "./runtime-gauges.ts";
import { securityHeaders } from "./security-headers.ts";
import { requireSession } from "./session-guard.ts";

export interface HttpServerOptions {
  readonly app: App;
  readonly config: Pick<Config, "HOST" | "PORT" | "TRUST_PROXY" | "METRICS_TOKEN">;
  readonly checks: readonly HealthCheck[];
  /** In order; the first that answers wins. */
  readonly mounts: readonly Mount[];
  readonly limits?: ServerLimits;
  /** Kept up to date, for who gives way to them. */
  readonly waitingWebhooks?: WaitingWebhooks;
}

export interface ServerLimits {
  readonly headersMs: number;
  /** How often connections are looked at for it. */
  readonly checkEveryMs: number;
  /** Of bodies, where a mount has no rule of its own. */
  readonly arrival: ArrivalRule;
}

export interface HttpServer {
  /** @throws AppError `conflict` naming PORT when it is in use @returns the port, also where 0 was asked for */
  listen(): Promise<number>;
  /** Stops accepting, ends event streams, waits for running requests at most `limitMs` (default 10 s), then cuts them. */
  close(limitMs?: number): Promise<void>;
}

const LIMITS: ServerLimits = { headersMs: 10_000, checkEveryMs: 2_000, arrival: WHOLE_BODY };
/** Longer than the minute after which proxies let go: who calls closes first, and no request meets a closed connection. */
const KEPT_ALIVE_MS = 75_000;
const CLOSE_LIMIT_MS = 10_000;
const SWEEP_MS = 50;

export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { app, config, mounts, limits = LIMITS } = options;
  const runtime = runtimeGauges(app.context);
  const state = { closing: false };
  const express = buildExpress(options, runtime.gauges, state);
  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      connectionsCheckingInterval: limits.checkEveryMs,
      // Bodies have limits by mount.
      requestTimeout: 0,
      keepAliveTimeout: KEPT_ALIVE_MS,
    },
    express,
  );
  let closing: Promise<void> | undefined;
  return {
    listen: () => listen(server, config),
    close: (limitMs = CLOSE_LIMIT_MS) => {
      state.closing = true;
      closing ??= closeServer(server, limitMs).finally(() => runtime.close());
      for (const mount of mounts) mount.close?.();
      return closing;
    },
  };
}

function buildExpress(
  { app, config, checks, mounts, limits = LIMITS, waitingWebhooks }: HttpServerOptions,
  gauges: ReturnType<typeof runtimeGauges>["gauges"],
  state: { readonly closing: boolean },
): Express {
  const server = express();
  const requests = new Histogram("vixenbliss_http_request_seconds", "Duration of HTTP requests by area.");
  server.disable("x-powered-by");
  server.set("trust proxy", config.TRUST_PROXY);
  server.set("query parser", "simple");
  server.use(observe(requests, app.context.log, waitingWebhooks), securityHeaders(), limitArrival(limits.arrival));
  server.use((_request, response, next) => {
    if (state.closing) response.setHeader("Connection", "close");
    next();
  });
  server.use(refuseNul);
  server.get("/healthz", healthz);
  server.get("/readyz", readyz(checks));
  const { context } = app;
  const metrics = { config, log: context.log, requests, runtime: gauges, business: businessGauges(context) };
  server.get("/metrics", metricsRoute(metrics));
  server.get(PAGE_STYLE_PATH, sendPageStyle);
  server.get(["/assets/icon.svg", "/favicon.ico"], (_request, response) => {
    response.setHeader("Cache-Control", "public, max-age=86400");
    response.type("image/svg+xml").send(ICON_SVG);
  });
  for (const mount of mounts) {
    const arrival = mount.arrival ? [limitArrival(mount.arrival)] : [];
    const guard = mount.session ? [requireSession(app, mount.session)] : [];
    server.use(mount.path, ...arrival, ...guard, ...readBody(mount.body ?? "none"), lazily(mount));
  }
  server.use((request) => {
    const words = texts(languageOf(request)).web.http;
    throw new AppError("not_found", words.notFound, { remedy: words.notFoundRemedy });
  });
  server.use(handleErrors(app.context.log));
  return server;
}

/** Postgres stores no NUL: in an address it is a fault of the caller's, wherever it would have arrived (trust T22). */
const refuseNul: RequestHandler = (request, _response, next) => {
  if (request.url.includes("%00")) {
    const words = texts(languageOf(request)).web.http;
    throw new AppError("invalid_input", words.badText, { remedy: words.badTextRemedy });
  }
  next();
};

/** A load that failed is tried again by the next request. */
function lazily(mount: Mount): RequestHandler {
  let loading: Promise<RequestHandler> | undefined;
  return async (request, response, next) => {
    loading ??= Promise.resolve(mount.load());
    try {
      const router = await loading;
      router(request, response, next);
    } catch (thrown) {
      loading = undefined;
      throw thrown;
    }
  };
}

async function closeServer(server: Server, limitMs: number): Promise<void> {
  if (!server.listening) return;
  const limit = setTimeout(() => server.closeAllConnections(), limitMs);
  // A connection becomes idle when its request ends, which may be after the closing began.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearTimeout(limit);
  clearInterval(sweep);
}
