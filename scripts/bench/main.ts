// `npm run bench`
import type { Bench } from "./benchmark.ts";
import { openPlaces } from "./places.ts";
import { turnThroughput } from "./turn-throughput.ts";

const places = openPlaces(
  process.argv.includes("real")
    ? { databaseUrl: process.env.TEST_DATABASE_URL ?? "", redisUrl: process.env.TEST_REDIS_URL ?? "" }
    : null,
);
const bench: Bench = {
  backend: "embedded",
  claimPlace: places.claim,
  progress: (t) => void process.stderr.write(`${t}\n`),
};
console.log(await turnThroughput.run(bench));
await places.clear();
