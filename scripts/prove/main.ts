// npm run prove -- NAME [--seed N] [--backend embedded|real] [--file PATH] [--json]: exits 0 only when the proof holds.
import { parseArgs } from "node:util";
import { z } from "zod";
import { AppError } from "../../agents/kernel/errors.ts";
import { batch } from "./batch/batch.ts";
import { budget } from "./budget/budget.ts";
import { calendar } from "./calendar/calendar.ts";
import { crash } from "./crash/crash.ts";
import { deliver } from "./deliver/deliver.ts";
import { erase } from "./erase/erase.ts";
import { guards } from "./guards/guards.ts";
import { ledger } from "./ledger/ledger.ts";
import { obedient } from "./obedient/obedient.ts";
import { operator } from "./operator/operator.ts";
import { operatorRuns } from "./operator-runs/operator-runs.ts";
import type { Proof, ProofReport } from "./proof.ts";
import { providers } from "./providers/providers.ts";
import { publish } from "./publish/publish.ts";
import { routes } from "./routes/routes.ts";
import { tokens } from "./tokens/tokens.ts";

const PROOFS: readonly Proof[] = [
  crash,
  deliver,
  batch,
  ledger,
  budget,
  providers,
  guards,
  obedient,
  operator,
  operatorRuns,
  erase,
  publish,
  routes,
  calendar,
  tokens,
];
const USAGE = "npm run prove -- NAME [--seed N] [--backend embedded|real] [--file PATH] [--json], or --list";

const Options = z.object({
  seed: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(1),
  backend: z.enum(["embedded", "real"]).default("embedded"),
});

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        seed: { type: "string" },
        backend: { type: "string" },
        file: { type: "string" },
        json: { type: "boolean", default: false },
        list: { type: "boolean", default: false },
      },
    });
    const options = Options.safeParse({ seed: values.seed, backend: values.backend });
    return options.success ? { ...values, ...options.data, names: positionals } : null;
  } catch {
    return null; // an unknown option: the usage says which there are
  }
}

async function main(): Promise<number> {
  const given = readArguments();
  if (given?.list) {
    process.stdout.write(`${PROOFS.map((proof) => `${proof.name.padEnd(14)}${proof.summary}`).join("\n")}\n`);
    return 0;
  }
  const proof = PROOFS.find(({ name }) => name === given?.names[0]);
  if (!given || !proof || given.names.length > 1) {
    const names = PROOFS.map(({ name }) => name).join(", ");
    process.stderr.write(`${USAGE}\nProofs: ${names}\n`);
    return 2;
  }
  if (given.file !== undefined && !proof.takesFile) {
    process.stderr.write(`${USAGE}\nThe proof ${proof.name} takes no file.\n`);
    return 2;
  }
  const { seed, backend, file = null } = given;
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const report = await proof.run({ seed, backend, file, say });
  process.stdout.write(`${given.json ? asJson(proof, given, report) : asText(proof, given, report)}\n`);
  return report.failures.length === 0 ? 0 : 1;
}

type Given = { readonly seed: number; readonly backend: string };

function asJson({ name }: Proof, { seed, backend }: Given, report: ProofReport): string {
  return JSON.stringify({ name, seed, backend, holds: report.failures.length === 0, ...report });
}

function asText({ name }: Proof, { seed, backend }: Given, { figures, failures }: ProofReport): string {
  const width = Math.max(...Object.keys(figures).map((figure) => figure.length));
  const lines = Object.entries(figures).map(([figure, value]) => `  ${figure.padEnd(width)}  ${value}`);
  const verdict = failures.length === 0 ? "holds" : `does not hold: ${failures.length} failures`;
  const faults = failures.map((failure) => `  - ${failure}`);
  return [`${name} (seed ${seed}, ${backend}) ${verdict}`, ...lines, ...faults].join("\n");
}

function told(error: unknown): string {
  if (error instanceof AppError) return [error.message, error.remedy].filter(Boolean).join("; ");
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().then(
  (code) => process.exit(code),
  (error) => {
    process.stderr.write(`${told(error)}\n`);
    process.exit(1);
  },
);
