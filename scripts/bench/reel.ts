// How much memory the product takes while a reel of 60 MB goes out, on each of the ways a clip goes: fetched by Instagram, sent
// to it, cut into chunks for TikTok. The platforms are emulated in the benchmark's process, not in the product's.
import { setTimeout as delay } from "node:timers/promises";
import { serveRouter } from "../../bot/emulators/serve-router.ts";
import { createInstagramEmulator } from "../../bot/platforms/instagram/emulator/instagram-emulator.ts";
import { testClip } from "../../bot/platforms/instagram/testing/test-clip.ts";
import { startTiktokPostsEmulator } from "../../bot/platforms/tiktok-posts/emulator/tiktok-posts-emulator.ts";
import { media } from "../../jobs/providers/media/media.ts";
import { addPiece } from "../prove/publish/stage-posts.ts";
import { type Benchmark, figure } from "./benchmark.ts";
import { makeAvatar } from "./creator.ts";
import { type Product, startProduct } from "./product.ts";

const REEL_MB = 60;
const SIZE = { width: 360, height: 640 };
const NUMBER = 1;
const LIMIT_MS = 120_000;
const LOOK_EVERY_MS = 100;
const APP_SECRET = "benchmark-app-secret";
const TIKTOK_APP = { clientKey: "benchmark-key", clientSecret: "benchmark-secret" };

/** One way out, and whom it leaves from. */
interface Way {
  readonly name: string;
  readonly platform: string;
  readonly externalId: string;
  readonly accessToken: string;
  readonly handle: string;
}

export const reel: Benchmark = {
  name: "reel",
  summary: `memory while a reel of ${REEL_MB} MB is published: fetched, sent, in chunks`,
  run: async ({ backend, progress }) => {
    const platforms = await startPlatforms();
    const product = await startProduct(backend, { environment: platforms.environment });
    try {
      await stage(product, platforms.ways);
      const figures = [];
      for (const way of platforms.ways) {
        progress(way.name);
        const restMb = await product.memoryMb();
        const peakMb = await product.peakMemoryMb(() => publish(product, way));
        const note = `most resident memory above the ${Math.round(restMb)} MB before it; reference: the file`;
        figures.push(figure(`reel-${way.name}`, "MB", peakMb - restMb, REEL_MB, note));
      }
      return figures;
    } finally {
      await product.close();
      await platforms.close();
    }
  },
};

async function startPlatforms() {
  let url = "";
  const instagram = createInstagramEmulator({
    ...{ appSecret: APP_SECRET, webhookUrl: () => "", baseUrl: () => url },
  });
  const served = await serveRouter(instagram.router);
  url = served.url;
  const tiktok = await startTiktokPostsEmulator({ app: TIKTOK_APP, webhookUrl: () => "" });
  const fetched = instagram.control.addAccount({ username: "luna.fetched" });
  const sent = instagram.control.addAccount({ username: "luna.sent", token: "EAApage_benchmark" });
  const creator = tiktok.control.addAccount({ username: "luna.chunks" });
  const ways: readonly Way[] = [
    {
      name: "fetched",
      platform: "instagram",
      externalId: fetched.id,
      accessToken: fetched.token,
      handle: "luna.fetched",
    },
    { name: "sent", platform: "instagram", externalId: sent.id, accessToken: sent.token, handle: "luna.sent" },
    {
      ...{ name: "chunks", platform: "tiktok_posts", handle: "luna.chunks" },
      ...{ externalId: creator.id, accessToken: creator.accessToken },
    },
  ];
  return {
    ways,
    environment: {
      INSTAGRAM_BASE_URL: url,
      FACEBOOK_BASE_URL: `${url}/facebook`,
      INSTAGRAM_APP_SECRET: APP_SECRET,
      TIKTOK_BASE_URL: tiktok.url,
      TIKTOK_CLIENT_KEY: TIKTOK_APP.clientKey,
      TIKTOK_CLIENT_SECRET: TIKTOK_APP.clientSecret,
    },
    close: async () => {
      instagram.close();
      await served.close();
      await tiktok.close();
    },
  };
}

async function stage(product: Product, ways: readonly Way[]): Promise<void> {
  await makeAvatar(product);
  for (const { platform, externalId, accessToken } of ways) {
    await product.operator.ask("account.connect", { avatar: "luna", platform, accountId: externalId, accessToken });
  }
  const pool = product.connect();
  try {
    const { rows } = await pool.query<{ id: string }>(`UPDATE "Avatar" SET state = 'active' RETURNING id`);
    const clip = { bytes: await longClip(), contentType: "video/mp4", ...SIZE };
    await addPiece({ pool, dataDir: product.dataDir, avatarId: rows[0]?.id ?? "" }, NUMBER, clip, "video");
  } finally {
    await pool.end();
  }
}

/** Fit as it is, and made long by what players skip. */
async function longClip(): Promise<Uint8Array> {
  const clip = await testClip(SIZE);
  const skipped = Buffer.alloc(REEL_MB * 1_000_000 - clip.length);
  skipped.writeUInt32BE(skipped.length, 0);
  skipped.write("free", 4, "latin1");
  return await media.labelVideo(Buffer.concat([clip, skipped]));
}

async function publish({ operator }: Product, { name, handle }: Way): Promise<void> {
  await operator.approve("post.now", { piece: `luna-${NUMBER}`, account: handle });
  const deadline = performance.now() + LIMIT_MS;
  for (;;) {
    const { posts } = (await operator.ask("post.list", {})) as { posts: { account: string; state: string }[] };
    const state = posts.find(({ account }) => account === handle)?.state ?? "missing";
    if (state === "published") return;
    if (state === "failed" || performance.now() > deadline) throw new Error(`${name}: ${state}`);
    await delay(LOOK_EVERY_MS);
  }
}
