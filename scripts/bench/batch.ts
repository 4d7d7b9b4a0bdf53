// A batch of 50 pictures from a provider that takes 8 s each, beside the time no system could be below; and what it leaves in memory.
import { setTimeout as delay } from "node:timers/promises";
import { startReplicateEmulator } from "../../jobs/providers/replicate/emulator/replicate-emulator.ts";
import { giveFace } from "../testbed/give-face.ts";
import { type Benchmark, figure } from "./benchmark.ts";
import { makeAvatar } from "./creator.ts";
import { type Product, startProduct } from "./product.ts";

const PICTURES = 50;
const PROVIDER_MS = 8_000;
/** Pieces at the same time: the product's own default. */
const CONCURRENCY = 5;
/** Models are loaded and code is compiled with these. */
const WARM_UP = 5;
/** Seldom enough that asking is no work beside the batch. */
const LOOK_INTERVAL_MS = 200;

export const batch: Benchmark = {
  name: "batch",
  summary: `a batch of ${PICTURES} with a provider of ${PROVIDER_MS / 1_000} s, beside its ideal time`,
  run: async ({ backend, progress }) => {
    const vendor = await startReplicateEmulator({ startMs: 0, runMs: PROVIDER_MS });
    const environment = {
      IMAGE_PROVIDERS: "replicate",
      REPLICATE_API_TOKEN: vendor.token,
      REPLICATE_BASE_URL: vendor.baseUrl,
      MEDIA_CONCURRENCY: String(CONCURRENCY),
    };
    const product = await startProduct(backend, { environment });
    try {
      await makeAvatar(product);
      await giveFace(product.operator, "luna");
      progress(`${WARM_UP} pictures to warm up`);
      await make(product, WARM_UP, "luna-b1");
      progress(`${PICTURES} pictures`);
      const before = await product.memoryMb();
      const seconds = await make(product, PICTURES, "luna-b2");
      const after = await product.memoryMb();
      const ideal = (PICTURES * PROVIDER_MS) / 1_000 / CONCURRENCY;
      const note = `from the yes to the last finished piece: downloaded, moderated, its face compared, marked, stored; reference: ${PICTURES} x ${PROVIDER_MS / 1_000} s / ${CONCURRENCY} at a time`;
      const grown = `resident after the batch; reference: after the ${WARM_UP} before it, with all models loaded`;
      return [figure("batch", "s", seconds, ideal, note), figure("batch memory", "MB", after, before, grown)];
    } finally {
      await product.close();
      await vendor.close();
    }
  },
};

/** @returns seconds */
async function make({ operator }: Product, count: number, reference: string): Promise<number> {
  const startedMs = performance.now();
  await operator.approve("batch.create", { avatar: "luna", count });
  for (;;) {
    const status = (await operator.ask("batch.show", { batch: reference })) as {
      total: number;
      finished: number;
      failed: number;
    };
    if (status.failed > 0) throw new Error(`${status.failed} pieces failed`);
    if (status.total === count && status.finished === count) return (performance.now() - startedMs) / 1_000;
    await delay(LOOK_INTERVAL_MS);
  }
}
