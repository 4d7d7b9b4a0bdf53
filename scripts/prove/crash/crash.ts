// The crash proof: 200 fan messages and 5 batches while the product is killed 20 times; then every message is answered
// once, every piece exists once, nothing is stuck.
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import {
  type ReplicateEmulator,
  startReplicateEmulator,
} from "../../../jobs/providers/replicate/emulator/replicate-emulator.ts";
import { type FanPlatform, startFanPlatform } from "../../testbed/fan-platform.ts";
import { giveFace } from "../../testbed/give-face.ts";
import { type Ground, prepareGround } from "../../testbed/ground.ts";
import { describeMoment, untilMoment } from "../../testbed/kill-moment.ts";
import { Operator } from "../../testbed/operator.ts";
import { freePort, ProductProcess, productCommand } from "../../testbed/product-process.ts";
import { settle } from "../../testbed/settle.ts";
import { leaksIn, readPlatform } from "../history/fan-history.ts";
import type { Proof, ProofOptions, ProofReport } from "../proof.ts";
import { checkRecord } from "./check.ts";
import { type CrashRecord, countUnfinished, readRows } from "./record.ts";
import { BATCHES, FAN_MESSAGES, KILLS, PIECES_A_BATCH, type Scene, writeScenes } from "./scenes.ts";

const START_LIMIT_MS = 120_000;
/** Nothing may stay unfinished longer than this once the kills end. */
const SETTLE_LIMIT_MS = 300_000;
const LOOK_INTERVAL_MS = 500;
const AVATAR = "Luna";

interface Stage {
  readonly ground: Ground;
  readonly platform: FanPlatform;
  readonly vendor: ReplicateEmulator;
  readonly product: ProductProcess;
  readonly operator: Operator;
  readonly logFile: string;
  readonly accessToken: string;
}

export const crash: Proof = {
  name: "crash",
  summary: "killed 20 times amid 200 fan messages and 5 batches: each answered once, each piece made once",
  run: async (options) => {
    const ground = await prepareGround(options.backend);
    const closers: (() => Promise<unknown>)[] = [() => ground.close()];
    try {
      return await play(await setStage(ground, closers), options);
    } finally {
      for (const close of closers.reverse()) await close();
    }
  },
};

async function setStage(ground: Ground, closers: (() => Promise<unknown>)[]): Promise<Stage> {
  const port = await freePort();
  const appSecret = randomUUID();
  const platform = await startFanPlatform(appSecret, `http://127.0.0.1:${port}/webhooks/instagram`);
  closers.push(() => platform.close());
  const vendor = await startReplicateEmulator({ startMs: 100, runMs: 500 });
  closers.push(() => vendor.close());
  const logFile = path.join(ground.dataDir, "product.log");
  const environment = {
    ...ground.environment,
    INSTAGRAM_BASE_URL: platform.url,
    INSTAGRAM_APP_SECRET: appSecret,
    INSTAGRAM_VERIFY_TOKEN: randomUUID(),
    REPLICATE_BASE_URL: vendor.baseUrl,
    REPLICATE_API_TOKEN: vendor.token,
    IMAGE_PROVIDERS: "replicate",
    MODERATION_PROVIDER: "local",
  };
  const product = new ProductProcess({ dataDir: ground.dataDir, port, environment, logFile }, await productCommand());
  closers.push(() => product.stop());
  const operator = new Operator(product.url, () => product.token());
  const { token: accessToken } = platform.control.addAccount({ username: "luna" });
  return { ground, platform, vendor, product, operator, logFile, accessToken };
}

async function play(stage: Stage, { seed, say }: ProofOptions): Promise<ProofReport> {
  const { product, platform, operator, ground, vendor } = stage;
  const scenes = writeScenes(seed);
  product.start();
  await product.ready(START_LIMIT_MS);
  await operator.ask("avatar.create", { name: AVATAR, brief: "surf and coffee, warm and playful, lives by the sea" });
  await giveFace(operator, "luna");
  const facesBilled = vendor.bill.images;
  const accountId = platform.control.accounts()[0]?.id;
  await operator.ask("account.connect", { avatar: "luna", accountId, accessToken: stage.accessToken });
  const lives = { begun: 0 };
  await Promise.all([playLives(stage, scenes, lives, say), makeBatches(stage, seed, lives)]);
  await platform.control.idle();
  const pool = ground.connect();
  try {
    const settledMs = await settle({
      count: () => countUnfinished(pool),
      what: "things are unfinished",
      limitMs: SETTLE_LIMIT_MS,
      say,
    });
    const record = await takeRecord(stage, pool, scenes, facesBilled);
    const { failures, figures } = checkRecord(record);
    return { figures: { kills: scenes.length, ...figures, settledMs }, failures };
  } finally {
    await pool.end();
  }
}

async function playLives(
  stage: Stage,
  scenes: readonly Scene[],
  lives: { begun: number },
  say: ProofOptions["say"],
): Promise<void> {
  for (const scene of scenes) {
    lives.begun += 1;
    say(`life ${lives.begun} of ${scenes.length}: killed ${describeMoment(scene.kill)}`);
    await playLife(stage, scene);
  }
  await stage.product.ready(START_LIMIT_MS);
}

/** The operator asks for a batch every few lives, and asks again until the answer is certain. */
async function makeBatches({ operator }: Stage, seed: number, lives: { readonly begun: number }): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch += 1) {
    while (lives.begun < 1 + (batch * KILLS) / BATCHES) await delay(LOOK_INTERVAL_MS);
    await operator.approve("batch.create", { avatar: "luna", count: PIECES_A_BATCH, seed: seed + batch });
  }
}

/** Fans write while the product starts, runs, is dead and starts again: they do not notice. */
async function playLife({ platform, product }: Stage, { messages, kill }: Scene): Promise<void> {
  const writing = messages.map(async ({ fanId, text, afterMs, copies }) => {
    await delay(afterMs);
    platform.control.fanWrites(fanId, text, { copies });
  });
  await untilMoment(kill, platform, () => product.ready(START_LIMIT_MS));
  await product.kill();
  product.start();
  await Promise.all(writing);
}

async function takeRecord(
  stage: Stage,
  pool: pg.Pool,
  scenes: readonly Scene[],
  facesBilled: number,
): Promise<CrashRecord> {
  const { ground, platform, vendor, operator, product, logFile, accessToken } = stage;
  const messages = scenes.flatMap((scene) => scene.messages);
  const { intact } = (await operator.ask("audit.verify", {})) as { intact: boolean };
  const rows = await readRows(pool, ground.dataDir);
  return {
    ...rows,
    wantedMessages: FAN_MESSAGES,
    stops: [],
    wanted: { batches: BATCHES, piecesABatch: PIECES_A_BATCH },
    platform: readPlatform(platform.control, [...new Set(messages.map(({ fanId }) => fanId))]),
    webhooks: platform.attempts,
    vendorPictures: vendor.bill.images - facesBilled,
    chainsIntact: intact,
    leaks: leaksIn(await readFile(logFile, "utf8"), [accessToken, vendor.token]),
    unplannedDeaths: product.deaths,
  };
}
