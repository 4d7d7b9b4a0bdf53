// The figures of the business on /metrics: right by the rows, for whom they are meant, and every panel of the shipped dashboard fed.
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createTestContext, type TestContext } from "../../agents/commands/testing/test-context.ts";
import { HOUR_MS, MINUTE_MS } from "../../agents/kernel/clock.ts";
import { businessGauges } from "./business-gauges.ts";
import { Histogram } from "./metrics.ts";
import { metricsRoute } from "./metrics-route.ts";
import { handleErrors } from "./problem-response.ts";
import { runtimeGauges } from "./runtime-gauges.ts";

const TOKEN = "a-token-for-prometheus";
let setting: TestContext;

beforeAll(async () => {
  setting = await createTestContext();
  const { context, clock } = setting;
  const { prisma } = context.database;
  const ago = (ms: number) => new Date(clock.now().getTime() - ms);
  const order = { name: "x", payload: {}, createdAt: ago(HOUR_MS) };
  await prisma.outbox.createMany({
    data: [
      { ...order, id: "a", queue: "media", availableAt: ago(5 * MINUTE_MS) },
      { ...order, id: "b", queue: "media", availableAt: ago(MINUTE_MS) },
      { ...order, id: "c", queue: "system", availableAt: ago(HOUR_MS), failedAt: ago(MINUTE_MS) },
    ],
  });
  const cost = { provider: "replicate", model: "m", unit: "image", units: "1", createdAt: clock.now() };
  await prisma.costEntry.createMany({
    data: [
      { ...cost, id: "k1", attemptKey: "1", state: "settled", amountUsd: "1.25" },
      { ...cost, id: "k2", attemptKey: "2", state: "reserved", reservedUsd: "0.5" },
    ],
  });
});
afterAll(() => setting.close());

async function scrape(config: { HOST: string; METRICS_TOKEN?: string }, headers: Record<string, string> = {}) {
  const { context } = setting;
  const requests = new Histogram("vixenbliss_http_request_seconds", "Duration of HTTP requests by area.");
  requests.observe({ method: "POST", area: "/webhooks/instagram", status: "200" }, 0.02);
  const runtime = runtimeGauges({
    ...context,
    ports: {
      ...context.ports,
      queue: {
        ...context.ports.queue,
        counts: async () => ({ media: { waiting: 2, active: 0, delayed: 0, failed: 0 } }),
      },
    },
  });
  const options = { config, log: context.log, requests, runtime: runtime.gauges, business: businessGauges(context) };
  const server = express().get("/metrics", metricsRoute(options)).use(handleErrors(context.log)).listen(0, "127.0.0.1");
  try {
    await new Promise((resolve) => server.once("listening", resolve));
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`, { headers });
    return { status: response.status, text: await response.text() };
  } finally {
    runtime.close();
    server.close();
  }
}

test("tells lag, failures and spend as the rows say", async () => {
  const { text } = await scrape({ HOST: "127.0.0.1" });
  for (const line of [
    'vixenbliss_outbox_open{queue="media"} 2',
    'vixenbliss_outbox_lag_seconds{queue="media"} 300',
    'vixenbliss_outbox_failed{queue="system"} 1',
    'vixenbliss_spend_today_usd{provider="replicate"} 1.25',
    "vixenbliss_spend_reserved_usd 0.5",
    "vixenbliss_budget_today_usd 25",
    "vixenbliss_stopped 0",
  ])
    expect(text.split("\n")).toContain(line);
});

test("where others reach the server, business figures ask for the token", async () => {
  const open = await scrape({ HOST: "0.0.0.0" });
  expect(open.text).toContain("process_resident_memory_bytes");
  expect(open.text).not.toContain("vixenbliss_spend");
  const guarded = { HOST: "0.0.0.0", METRICS_TOKEN: TOKEN };
  expect((await scrape(guarded)).status).toBe(401);
  expect((await scrape(guarded, { authorization: "Bearer wrong" })).status).toBe(401);
  expect((await scrape(guarded, { authorization: `Bearer ${TOKEN}` })).text).toContain("vixenbliss_spend_today_usd");
});

const Dashboard = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).min(1) })),
});

test("every metric a panel of the dashboard asks for exists", async () => {
  const file = new URL("../../docs/grafana/vixenbliss.json", import.meta.url);
  const { panels } = Dashboard.parse(JSON.parse(await readFile(file, "utf8")));
  const { text } = await scrape({ HOST: "127.0.0.1" });
  const known = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name));
  for (const suffix of ["bucket", "count", "sum"]) known.add(`vixenbliss_http_request_seconds_${suffix}`);
  const asked = panels.flatMap(({ title, targets }) =>
    targets.flatMap(({ expr }) =>
      (expr.match(/\b(?:vixenbliss|nodejs|process)_\w+/g) ?? []).map((name) => ({ title, name })),
    ),
  );
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.filter(({ name }) => !known.has(name))).toEqual([]);
});
