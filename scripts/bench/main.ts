// npm run bench [-- NAME] [--backend embedded|real] [--json]: figures of the built product, each beside its reference.
import { access } from "node:fs/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { admin } from "./admin.ts";
import { batch } from "./batch.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import { history } from "./history.ts";
import { interactions } from "./interactions.ts";
import { recallBenchmark } from "./recall.ts";
import { reel } from "./reel.ts";
import { turnLatency } from "./turn-latency.ts";
import { turns } from "./turns.ts";
import { webhookAck } from "./webhook-ack.ts";

const BENCHMARKS: readonly Benchmark[] = [
  turns,
  turnLatency,
  history,
  recallBenchmark,
  admin,
  batch,
  reel,
  webhookAck,
  interactions,
];
const USAGE = "npm run bench [-- NAME] [--backend embedded|real] [--json], or --list";
const BUILT = new URL("../../dist/bot/main.js", import.meta.url);

const Backend = z.enum(["embedded", "real"]).default("embedded");

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        backend: { type: "string" },
        json: { type: "boolean", default: false },
        list: { type: "boolean", default: false },
      },
    });
    const backend = Backend.safeParse(values.backend);
    const chosen = BENCHMARKS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
    const areKnown = positionals.every((wanted) => BENCHMARKS.some(({ name }) => name === wanted));
    return backend.success && areKnown ? { ...values, backend: backend.data, chosen } : null;
  } catch {
    return null; // an unknown option: the usage says which there are
  }
}

async function main(): Promise<number> {
  const given = readArguments();
  if (!given) {
    process.stderr.write(`${USAGE}\nBenchmarks: ${BENCHMARKS.map(({ name }) => name).join(", ")}\n`);
    return 2;
  }
  if (given.list) {
    process.stdout.write(`${BENCHMARKS.map(({ name, summary }) => `${name.padEnd(17)}${summary}`).join("\n")}\n`);
    return 0;
  }
  await access(BUILT).catch(() => Promise.reject(new Error("There is no build to measure; npm run build makes it.")));
  const figures: Figure[] = [];
  for (const { name, run } of given.chosen) {
    const progress = (text: string) => void process.stderr.write(`${name}: ${text}\n`);
    figures.push(...(await run({ backend: given.backend, progress })));
  }
  const { backend } = given;
  process.stdout.write(`${given.json ? JSON.stringify({ backend, figures }) : asTable(figures)}\n`);
  return 0;
}

function asTable(figures: readonly Figure[]): string {
  const head = ["name", "value", "unit", "reference", "ratio"];
  const rows = figures.map(({ name, value, unit, reference, ratio }) =>
    [name, value, unit, reference, ratio].map(String),
  );
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = [head, ...rows].map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
  return [...lines, "", ...figures.map(({ name, note }) => `${name}: ${note}`)].join("\n");
}

main().then(
  (code) => process.exit(code),
  (error) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
