// The batch proof: 100 pieces while the product is killed 20 times and the vendor stumbles; then each piece exists once, was
// paid once, and shows what its label says.
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Random, seededRandom } from "../../../agents/kernel/random.ts";
import {
  REPLICATE_FAULTS,
  type ReplicateEmulator,
  startReplicateEmulator,
} from "../../../jobs/providers/replicate/emulator/replicate-emulator.ts";
import { giveFace } from "../../testbed/give-face.ts";
import { type Ground, prepareGround } from "../../testbed/ground.ts";
import { Operator } from "../../testbed/operator.ts";
import { freePort, ProductProcess, productCommand } from "../../testbed/product-process.ts";
import { settle } from "../../testbed/settle.ts";
import type { Proof, ProofOptions, ProofReport } from "../proof.ts";
import { type BatchRecord, checkBatch } from "./check.ts";
import { countOpenPieces, readBatch } from "./record.ts";

const PIECES = 100;
const KILLS = 20;
const START_LIMIT_MS = 120_000;
const SETTLE_LIMIT_MS = 600_000;
/** A life ends so long after the product was ready, or at its start. */
const LIFE_MS = { least: 300, most: 7_000 };

export const batch: Proof = {
  name: "batch",
  summary: "killed 20 times in a batch of 100: each piece once, paid once, its label right",
  run: async (options) => {
    const ground = await prepareGround(options.backend);
    const vendor = await startReplicateEmulator({ startMs: 200, runMs: 1_500 });
    const product = await openProduct(ground, vendor);
    try {
      return await play(ground, vendor, product, options);
    } finally {
      await product.stop();
      await vendor.close();
      await ground.close();
    }
  },
};

async function openProduct(ground: Ground, vendor: ReplicateEmulator): Promise<ProductProcess> {
  const environment = {
    ...ground.environment,
    REPLICATE_BASE_URL: vendor.baseUrl,
    REPLICATE_API_TOKEN: vendor.token,
    IMAGE_PROVIDERS: "replicate",
    MODERATION_PROVIDER: "local",
  };
  const logFile = path.join(ground.dataDir, "product.log");
  const port = await freePort();
  return new ProductProcess({ dataDir: ground.dataDir, port, environment, logFile }, await productCommand());
}

async function play(
  ground: Ground,
  vendor: ReplicateEmulator,
  product: ProductProcess,
  { seed, say }: ProofOptions,
): Promise<ProofReport> {
  const random = seededRandom(seed);
  const operator = new Operator(product.url, () => product.token());
  product.start();
  await product.ready(START_LIMIT_MS);
  await operator.ask("avatar.create", { name: "Luna", brief: "surf and coffee, warm and playful, lives by the sea" });
  await giveFace(operator, "luna");
  const before = { asked: vendor.inputs.length, images: vendor.bill.images };
  const asked = operator.approve("batch.create", { avatar: "luna", count: PIECES, channels: ["gallery"], seed });
  for (let kill = 1; kill <= KILLS; kill += 1) {
    stumble(vendor, random);
    const atStart = random() < 0.2;
    if (!atStart) await product.ready(START_LIMIT_MS);
    const afterMs = Math.round(LIFE_MS.least + random() * (LIFE_MS.most - LIFE_MS.least));
    say(`kill ${kill} of ${KILLS}, ${afterMs} ms after ${atStart ? "its start" : "it was ready"}`);
    await delay(afterMs);
    await product.kill();
    product.start();
  }
  await asked;
  await product.ready(START_LIMIT_MS);
  const pool = ground.connect();
  try {
    const settledMs = await settle({
      count: () => countOpenPieces(pool),
      what: "pieces are in the making",
      limitMs: SETTLE_LIMIT_MS,
      say,
    });
    const record: BatchRecord = {
      ...(await readBatch(pool, ground.dataDir)),
      wanted: PIECES,
      vendorInputs: vendor.inputs
        .slice(before.asked)
        .map(({ seed: number, prompt }) => ({ seed: Number(number), prompt: String(prompt) })),
      vendorImages: vendor.bill.images - before.images,
      unplannedDeaths: product.deaths,
    };
    const { figures, failures } = checkBatch(record);
    return { figures: { kills: KILLS, ...figures, settledMs }, failures };
  } finally {
    await pool.end();
  }
}

/** What a vendor does now and then: too many requests, an answer that breaks off, a failure of its own. */
function stumble(vendor: ReplicateEmulator, random: Random): void {
  const faults = [REPLICATE_FAULTS.rateLimited(1), REPLICATE_FAULTS.cut, REPLICATE_FAULTS.broken];
  const fault = faults[Math.floor(random() * faults.length)];
  if (fault) vendor.faults.add("create", fault);
}
