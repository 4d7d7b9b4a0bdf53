// The operator-runs proof: requests in plain words over Telegram, Discord and REST while the product is killed over the request,
// over the card, over the yes and in the middle of the run; then each was done once, and who asked was told.
import { randomUUID } from "node:crypto";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { startDiscordEmulator } from "../../../bot/surfaces/discord/emulator/discord-emulator.ts";
import { startTelegramEmulator } from "../../../bot/surfaces/telegram/emulator/telegram-emulator.ts";
import {
  type ReplicateEmulator,
  startReplicateEmulator,
} from "../../../jobs/providers/replicate/emulator/replicate-emulator.ts";
import { giveFace } from "../../testbed/give-face.ts";
import { type Ground, prepareGround } from "../../testbed/ground.ts";
import { Operator } from "../../testbed/operator.ts";
import { freePort, ProductProcess, productCommand } from "../../testbed/product-process.ts";
import { settle } from "../../testbed/settle.ts";
import type { Proof, ProofOptions, ProofReport } from "../proof.ts";
import { type PostPlatform, startPostPlatform } from "../publish/post-platform.ts";
import { stagePieces } from "../publish/stage-posts.ts";
import { COLLEAGUE, chairIn, DISCORD_CHANNEL, DISCORD_OWNER, OWNER, type Room } from "./chairs.ts";
import { checkRuns } from "./check.ts";
import { playScene } from "./play-scene.ts";
import { countUnfinished, readRows, type Told } from "./record.ts";
import { type ChairName, FULL_SIZE, type Size, writeScenes } from "./scenes.ts";

const START_LIMIT_MS = 120_000;
const SETTLE_LIMIT_MS = 180_000;
/** A message the product could not be given is tried again after so long. */
const TELEGRAM_RETRY_MS = 100;

export const operatorRuns: Proof = {
  name: "operator-runs",
  summary: "24 requests by chat and REST, killed over card, yes and run, double taps, replays: each done once and told",
  run: (options) => proveOperatorRuns(options, FULL_SIZE),
};

interface Stage {
  readonly ground: Ground;
  readonly product: ProductProcess;
  readonly platform: PostPlatform;
  readonly vendor: ReplicateEmulator;
  readonly operator: Operator;
  readonly room: Room;
}

export async function proveOperatorRuns(options: ProofOptions, size: Size): Promise<ProofReport> {
  const ground = await prepareGround(options.backend);
  const closers: (() => Promise<unknown>)[] = [() => ground.close()];
  try {
    return await play(await setStage(ground, size, closers), options, size);
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

async function setStage(ground: Ground, size: Size, closers: (() => Promise<unknown>)[]): Promise<Stage> {
  const appSecret = randomUUID();
  const platform = await startPostPlatform(appSecret, size.requests);
  closers.push(() => platform.close());
  const vendor = await startReplicateEmulator({ startMs: 50, runMs: 300 });
  closers.push(() => vendor.close());
  const telegram = await startTelegramEmulator({ webhookRetryMs: TELEGRAM_RETRY_MS });
  closers.push(() => telegram.close());
  const discord = await startDiscordEmulator();
  closers.push(() => discord.close());
  discord.addChannel({ id: DISCORD_CHANNEL, type: 0, nsfw: true });
  const port = await freePort();
  const environment = {
    ...ground.environment,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    INSTAGRAM_BASE_URL: platform.url,
    INSTAGRAM_APP_SECRET: appSecret,
    INSTAGRAM_VERIFY_TOKEN: randomUUID(),
    REPLICATE_BASE_URL: vendor.baseUrl,
    REPLICATE_API_TOKEN: vendor.token,
    IMAGE_PROVIDERS: "replicate",
    MODERATION_PROVIDER: "local",
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    TELEGRAM_OPERATOR_IDS: [OWNER, COLLEAGUE].join(),
    TELEGRAM_WEBHOOK_SECRET: randomUUID(),
    DISCORD_TOKEN: discord.token,
    DISCORD_APPLICATION_ID: discord.applicationId,
    DISCORD_GUILD_ID: discord.guildId,
    DISCORD_PUBLIC_KEY: discord.publicKey,
    DISCORD_API_BASE_URL: discord.apiRoot,
    DISCORD_OPERATOR_IDS: DISCORD_OWNER,
  };
  const logFile = path.join(ground.dataDir, "product.log");
  const product = new ProductProcess({ dataDir: ground.dataDir, port, environment, logFile }, await productCommand());
  closers.push(() => product.stop());
  discord.setInteractionsUrl(`${product.url}/webhooks/discord`);
  const token = () => product.token();
  const room = { telegram, discord, url: product.url, token };
  return { ground, product, platform, vendor, operator: new Operator(product.url, token), room };
}

async function play(stage: Stage, { seed, say }: ProofOptions, size: Size): Promise<ProofReport> {
  const { ground, product, platform, vendor, room } = stage;
  const scenes = writeScenes(seed, size);
  product.start();
  await product.ready(START_LIMIT_MS);
  await stageCreator(stage, scenes.filter(({ publishes }) => publishes !== null).length);
  const billed = vendor.bill.images;
  const chairs = new Map<ChairName, ReturnType<typeof chairIn>>();
  const told: Told[] = [];
  const restart = async () => {
    await product.kill();
    product.start();
    await product.ready(START_LIMIT_MS);
  };
  for (const [index, scene] of scenes.entries()) {
    const chair = chairs.get(scene.chair) ?? chairIn(room, scene.chair);
    chairs.set(scene.chair, chair);
    const look = <Value>(read: (pool: pg.Pool) => Promise<Value>) => lookAt(ground, read);
    const played = await playScene({ chair, telegram: room.telegram, look, restart }, scene);
    say(`${index + 1} of ${scenes.length}: ${played.what}`);
    told.push(played);
  }
  const settledMs = await settle({
    count: () => lookAt(ground, countUnfinished),
    what: "things are unfinished",
    limitMs: SETTLE_LIMIT_MS,
    say,
  });
  const rows = await lookAt(ground, readRows);
  const { failures, figures } = checkRuns({
    ...rows,
    requests: told,
    vendorPictures: vendor.bill.images - billed,
    published: platform.control.posts().length,
    unplannedDeaths: product.deaths,
  });
  const kills = scenes.filter(({ kill }) => kill !== "none").length;
  const refused = room.discord.refusals.filter((refusal) => !refusal.startsWith("GET"));
  return {
    figures: { kills, ...figures, settledMs },
    failures: [...failures, ...refused.map((refusal) => `Discord refused: ${refusal.slice(0, 200)}`)],
  };
}

async function stageCreator({ operator, platform, ground }: Stage, pieces: number): Promise<void> {
  await operator.ask("avatar.create", { name: "Luna", brief: "surf and coffee, warm and playful, lives by the sea" });
  await giveFace(operator, "luna");
  const { id, token } = platform.control.addAccount({ username: "luna" });
  await operator.ask("account.connect", { avatar: "luna", accountId: id, accessToken: token });
  await lookAt(ground, async (pool) => {
    const { rows } = await pool.query<{ id: string }>(`SELECT id FROM "Avatar" WHERE slug = 'luna'`);
    await stagePieces({ pool, dataDir: ground.dataDir, avatarId: rows[0]?.id ?? "" }, pieces);
  });
}

/** A connection of its own each time: none outlives a kill. */
async function lookAt<Value>(ground: Ground, read: (pool: pg.Pool) => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    const pool = ground.connect();
    pool.on("error", () => undefined);
    try {
      return await read(pool);
    } catch (thrown) {
      if (attempt === 5) throw thrown;
      await delay(500);
    } finally {
      await pool.end();
    }
  }
}
