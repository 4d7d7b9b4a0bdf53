// Traces by setting: OpenTelemetry is loaded only where OTEL_EXPORTER_OTLP_ENDPOINT names a collector.
import type { Config } from "../../agents/kernel/config.ts";
import type { Logger } from "../../agents/kernel/log.ts";
import { installTracer } from "../../agents/kernel/tracing.ts";
import { VERSION } from "./version.ts";

type TracingConfig = Pick<
  Config,
  "OTEL_EXPORTER_OTLP_ENDPOINT" | "OTEL_EXPORTER_OTLP_HEADERS" | "OTEL_SERVICE_NAME" | "OTEL_TRACES_SAMPLER_ARG"
>;

/** @returns what sends the rest and ends it */
export async function startTracing(config: TracingConfig, log: Logger): Promise<() => Promise<void>> {
  const endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === undefined) return () => Promise.resolve();
  const { openTelemetry } = await import("./open-telemetry.ts");
  const { tracer, close } = openTelemetry({
    url: `${endpoint}/v1/traces`,
    headers: config.OTEL_EXPORTER_OTLP_HEADERS,
    serviceName: config.OTEL_SERVICE_NAME,
    version: VERSION,
    share: config.OTEL_TRACES_SAMPLER_ARG,
  });
  installTracer(tracer);
  log.info("traces are sent");
  return async () => {
    installTracer(undefined);
    await close().catch((error: unknown) => log.warn("the last traces were not sent", { error }));
  };
}
