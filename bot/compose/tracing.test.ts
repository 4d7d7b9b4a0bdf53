// Traces as a collector gets them: from a command over the outbox to its job, one trace, and never what anybody wrote.
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { allCommands } from "../../agents/commands/all-commands.ts";
import { createTestContext, type TestContext } from "../../agents/commands/testing/test-context.ts";
import { span, traceparent } from "../../agents/kernel/tracing.ts";
import { applyRetention } from "../../agents/work-orders/apply-retention.ts";
import { enqueue, takeTrace } from "../../agents/work-orders/enqueue.ts";
import { defineHandler } from "../../jobs/handlers/handler.ts";
import type { QueueJob } from "../../jobs/queue/backend.ts";
import { jobOptions } from "../../jobs/queue/job-options.ts";
import { JobRunner } from "../../jobs/queue/job-runner.ts";
import { tracePorts } from "./trace-ports.ts";
import { startTracing } from "./tracing.ts";

interface SentSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
}

const SECRET = "vb_thisisasecrettoken0123456789";
const bodies: string[] = [];
const seenHeaders: (string | undefined)[] = [];
let collector: Server;
let endpoint = "";
let test: TestContext;

beforeAll(async () => {
  collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      bodies.push(Buffer.concat(chunks).toString("utf8"));
      seenHeaders.push(request.headers["x-team"]?.toString());
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  const address = collector.address();
  endpoint = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  test = await createTestContext();
});
afterAll(async () => {
  await test.close();
  collector.close();
});

const sent = () =>
  bodies.flatMap((body) =>
    (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: SentSpan[] }[] }[] }).resourceSpans.flatMap(
      ({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans),
    ),
  );

it("sends a command, its model call, the work it asked for and a failure as spans, without a word of theirs", async () => {
  const settings = { OTEL_EXPORTER_OTLP_HEADERS: { "x-team": "a b" }, OTEL_SERVICE_NAME: "test" };
  const close = await startTracing(
    { ...settings, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: 1 },
    test.context.log,
  );
  const { chat } = tracePorts(test.context);
  const call = {
    id: "test.write",
    promptVersion: "1",
    system: "my system words",
    messages: [{ role: "user" as const, content: `what the fan wrote ${SECRET}` }],
    schema: (await import("zod")).z.string(),
    schemaName: "answer",
    offlineAnswer: () => "what the model said",
    signal: new AbortController().signal,
  };
  let parent: string | undefined;
  await span("GET /", { route: "/" }, async () => {
    parent = traceparent();
    await test.run(allCommands().list, "agent.ask", { text: `please do something odd ${SECRET}` });
    await chat.complete(call);
    const { ids, clock, database } = test.context;
    await database.prisma.$transaction((tx) => enqueue(tx, ids, clock, applyRetention, {}));
  });
  await span("fails", {}, () => Promise.reject(new Error(`a word and ${SECRET}`))).catch(() => undefined);

  const row = await test.context.database.prisma.outbox.findFirstOrThrow({ where: { name: applyRetention.name } });
  const asked = takeTrace(row.payload);
  expect([asked.payload, asked.traceparent]).toEqual([{}, parent]);
  const handler = defineHandler(applyRetention, () => Promise.resolve());
  const opts = jobOptions(applyRetention, {}, { jobId: row.id, traceparent: asked.traceparent });
  const job = {
    id: row.id,
    name: applyRetention.name,
    data: {},
    attemptsMade: 0,
    opts,
    queueName: applyRetention.queue,
  };
  await new JobRunner([handler], test.context).run(job as unknown as QueueJob, undefined);
  await close();

  const spans = sent();
  const named = (name: string) => spans.find((each) => each.name === name);
  const root = named("GET /");
  expect(parent).toBe(`00-${root?.traceId}-${root?.spanId}-01`);
  expect(named("command agent.ask")).toMatchObject({ traceId: root?.traceId, parentSpanId: root?.spanId });
  expect(named("model test.write")).toMatchObject({ traceId: root?.traceId });
  expect(named(`job ${applyRetention.name}`)).toMatchObject({ traceId: root?.traceId, parentSpanId: root?.spanId });
  expect(named("fails")).toMatchObject({ status: { code: 2 } });
  expect(seenHeaders[0]).toBe("a b");
  for (const word of ["odd", "fan wrote", "system words", "model said", "a word", SECRET]) {
    expect(bodies.join("\n")).not.toContain(word);
  }
});

it("costs nothing and sends nothing where no collector is named", async () => {
  const before = bodies.length;
  const settings = { OTEL_EXPORTER_OTLP_HEADERS: {}, OTEL_SERVICE_NAME: "test", OTEL_TRACES_SAMPLER_ARG: 1 };
  const close = await startTracing({ ...settings, OTEL_EXPORTER_OTLP_ENDPOINT: undefined }, test.context.log);
  expect(await span("GET /", {}, () => Promise.resolve(traceparent() ?? "none"))).toBe("none");
  expect(tracePorts(test.context)).toBe(test.context);
  await close();
  expect(bodies).toHaveLength(before);
});
