// Spans of what the product does, for an OpenTelemetry collector. Off unless a tracer is installed: then a span is one call
// more and nothing else. Facts are a closed list: no text of a message, no secret, no address of a person can be among them.

export interface SpanFacts {
  readonly command?: string;
  readonly surface?: string;
  readonly operatorId?: string;
  /** "done", "waiting", or the code of what went wrong. */
  readonly outcome?: string;
  readonly jobId?: string;
  readonly queue?: string;
  readonly attempt?: number;
  readonly conversationId?: string;
  readonly provider?: string;
  readonly model?: string;
  /** Id of a prompt, such as "fan-reply.write". */
  readonly prompt?: string;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly method?: string;
  /** Of a request: its area, never the path, which may hold a secret. */
  readonly route?: string;
  readonly status?: number;
  readonly count?: number;
}

interface Span {
  note(facts: SpanFacts): void;
}

export interface SpanOptions {
  readonly kind?: "server" | "client" | "consumer";
  /** W3C traceparent of what caused it, where that is not what runs now. */
  readonly parent?: string | undefined;
}

export interface Tracer {
  span<Result>(
    name: string,
    facts: SpanFacts,
    work: (span: Span) => Promise<Result>,
    options?: SpanOptions,
  ): Promise<Result>;
  /** W3C traceparent of the span that runs now. */
  traceparent(): string | undefined;
}

const NO_SPAN: Span = { note: () => undefined };

/** One a process, as OpenTelemetry has it: what runs in a job knows no more than what runs in a request whose trace it is. */
let installed: Tracer | undefined;

/** undefined: none from now on. */
export function installTracer(tracer: Tracer | undefined): void {
  installed = tracer;
}

export function isTracing(): boolean {
  return installed !== undefined;
}

/** Runs `work` as a part of what runs now; fails as it fails. */
export function span<Result>(
  name: string,
  facts: SpanFacts,
  work: (span: Span) => Promise<Result>,
  options?: SpanOptions,
): Promise<Result> {
  return installed ? installed.span(name, facts, work, options) : work(NO_SPAN);
}

export function traceparent(): string | undefined {
  return installed?.traceparent();
}
