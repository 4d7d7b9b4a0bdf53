// The tracer on OpenTelemetry: spans are kept with what runs asynchronously, and sent in batches by OTLP over HTTP.
import {
  type Attributes,
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace-node";
import { AppError } from "../../agents/kernel/errors.ts";
import type { SpanFacts, SpanOptions, Tracer } from "../../agents/kernel/tracing.ts";

interface TelemetryOptions {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  readonly version: string;
  /** Of the traces, 0 to 1. */
  readonly share: number;
}

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, consumer: SpanKind.CONSUMER } as const;
const PREFIX = "vixenbliss.";

export function openTelemetry(options: TelemetryOptions): { readonly tracer: Tracer; close(): Promise<void> } {
  const { url, headers, serviceName, version, share } = options;
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ "service.name": serviceName, "service.version": version }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url, headers: { ...headers } }))],
  });
  provider.register();
  const spans = provider.getTracer("vixenbliss", version);
  const tracer: Tracer = {
    span: (name, facts, work, options) =>
      spans.startActiveSpan(name, settings(facts, options), parentOf(options), async (own) => {
        try {
          return await work({ note: (more) => void own.setAttributes(attributes(more)) });
        } catch (thrown) {
          // The code only: a message may name what a person wrote.
          own.setAttribute(`${PREFIX}outcome`, thrown instanceof AppError ? thrown.code : "internal");
          own.setStatus({ code: SpanStatusCode.ERROR });
          throw thrown;
        } finally {
          own.end();
        }
      }),
    traceparent: () => {
      const carrier: { traceparent?: string } = {};
      propagation.inject(context.active(), carrier);
      return carrier.traceparent;
    },
  };
  return {
    tracer,
    close: async () => {
      await provider.shutdown();
      trace.disable();
      context.disable();
      propagation.disable();
    },
  };
}

const settings = (facts: SpanFacts, options: SpanOptions | undefined) => ({
  kind: options?.kind ? KINDS[options.kind] : SpanKind.INTERNAL,
  attributes: attributes(facts),
});

/** What came with a job, else what runs now. */
function parentOf(options: SpanOptions | undefined): Context {
  if (options?.parent === undefined) return context.active();
  return propagation.extract(ROOT_CONTEXT, { traceparent: options.parent });
}

function attributes(facts: SpanFacts): Attributes {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[`${PREFIX}${name}`, value]])),
  );
}
