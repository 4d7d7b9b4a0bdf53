import { proveOperatorRuns } from "./operator-runs.ts";

const r = await proveOperatorRuns(
  {
    seed: Number(process.argv[2] ?? 1),
    backend: "embedded",
    file: null,
    say: (l) => console.log(new Date().toISOString().slice(14, 19), l),
  },
  { requests: Number(process.argv[3] ?? 6) },
);
console.log(JSON.stringify(r, null, 1));
process.exit(0);
