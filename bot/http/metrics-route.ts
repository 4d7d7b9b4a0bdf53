// /metrics. What the business does and spends is nobody's but the operator's: with METRICS_TOKEN all of it asks for the token,
// without one the figures of the business are only there while the server listens on loopback.
import type { RequestHandler } from "express";
import { type Config, isLoopback } from "../../agents/kernel/config.ts";
import { AppError } from "../../agents/kernel/errors.ts";
import type { Logger } from "../../agents/kernel/log.ts";
import { equalsInConstantTime } from "../../agents/kernel/secret.ts";
import { texts } from "../../agents/texts/texts.ts";
import { type Gauge, gaugeLines, type Histogram } from "./metrics.ts";
import { languageOf } from "./request-facts.ts";

export interface MetricsRouteOptions {
  readonly config: Pick<Config, "HOST" | "METRICS_TOKEN">;
  readonly log: Logger;
  readonly requests: Histogram;
  readonly runtime: readonly Gauge[];
  readonly business: readonly Gauge[];
}

export function metricsRoute({ config, log, requests, runtime, business }: MetricsRouteOptions): RequestHandler {
  const token = config.METRICS_TOKEN;
  const gauges = token !== undefined || isLoopback(config) ? [...runtime, ...business] : runtime;
  return async (request, response) => {
    if (token !== undefined && !equalsInConstantTime(request.get("authorization") ?? "", `Bearer ${token}`)) {
      const words = texts(languageOf(request)).web.http;
      throw new AppError("unauthenticated", words.metricsToken, { remedy: words.metricsTokenRemedy });
    }
    const read = await Promise.all(gauges.map((gauge) => linesOf(gauge, log)));
    response.type("text/plain; version=0.0.4").send(`${[...requests.lines(), ...read.flat()].join("\n")}\n`);
  };
}

/** A part that is down takes its own lines away, not the others': that is when they are looked at. */
async function linesOf(gauge: Gauge, log: Logger): Promise<readonly string[]> {
  try {
    return await gaugeLines(gauge);
  } catch (error) {
    log.warn("a gauge could not be read", { reason: gauge.name, error });
    return [];
  }
}
