// The publish proof: 1,000 posts due at once after a day of downtime, while the product is killed at every step of publishing
// and the platform's answers are lost; then each post is on the platform once, by the platform's own list.
import { randomUUID } from "node:crypto";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Backend, type Ground, prepareGround } from "../../testbed/ground.ts";
import { Operator } from "../../testbed/operator.ts";
import { freePort, ProductProcess, productCommand } from "../../testbed/product-process.ts";
import { settle } from "../../testbed/settle.ts";
import type { Proof, ProofOptions, ProofReport } from "../proof.ts";
import { checkPublish } from "./check.ts";
import { type PostPlatform, startPostPlatform } from "./post-platform.ts";
import { countOpenPosts, readPosts } from "./record.ts";
import { FULL_SIZE, type PublishStep, type Scene, type Size, writeScenes } from "./scenes.ts";
import { stagePosts } from "./stage-posts.ts";

const START_LIMIT_MS = 120_000;
const SETTLE_LIMIT_MS = 900_000;
/** A step that does not come by itself, such as a look-up, is not waited for longer. */
const STEP_LIMIT_MS = 10_000;
const WORKERS = 2;

export const publish: Proof = {
  name: "publish",
  summary: "1,000 posts due at once, killed 20 times at every step, answers lost: each post exactly once",
  run: (options) => provePublishing(options, FULL_SIZE),
};

interface Stage {
  readonly ground: Ground;
  readonly platform: PostPlatform;
  /** Takes commands and serves the files; with embedded services it does the work, too. */
  readonly web: ProductProcess;
  /** Everyone who may be killed; the first is `web`. */
  readonly processes: readonly ProductProcess[];
  readonly operator: Operator;
}

export async function provePublishing(options: ProofOptions, size: Size): Promise<ProofReport> {
  const ground = await prepareGround(options.backend);
  const closers: (() => Promise<unknown>)[] = [() => ground.close()];
  try {
    return await play(await setStage(ground, options.backend, size, closers), options, size);
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

async function setStage(
  ground: Ground,
  backend: Backend,
  size: Size,
  closers: (() => Promise<unknown>)[],
): Promise<Stage> {
  const appSecret = randomUUID();
  // As many posts as there are to be: one too many would be refused, and be missing elsewhere.
  const platform = await startPostPlatform(appSecret, size.pieces);
  closers.push(() => platform.close());
  const port = await freePort();
  const environment = {
    ...ground.environment,
    INSTAGRAM_BASE_URL: platform.url,
    INSTAGRAM_APP_SECRET: appSecret,
    INSTAGRAM_VERIFY_TOKEN: randomUUID(),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
  };
  const command = await productCommand();
  const { dataDir } = ground;
  const makeProcess = (name: string, ofPort: number, more: Readonly<Record<string, string>>) => {
    const logFile = path.join(dataDir, `${name}.log`);
    const options = { dataDir, port: ofPort, environment: { ...environment, ...more }, logFile };
    const made = new ProductProcess(options, command);
    closers.push(() => made.stop());
    return made;
  };
  const web = makeProcess("web", port, backend === "real" ? { ROLES: "web" } : {});
  const processes = [web];
  // An embedded database is one process's own.
  for (let worker = 1; worker <= (backend === "real" ? WORKERS : 0); worker += 1)
    processes.push(makeProcess(`worker-${worker}`, await freePort(), { ROLES: "worker" }));
  return { ground, platform, web, processes, operator: new Operator(web.url, () => web.token()) };
}

async function play(stage: Stage, { seed, say }: ProofOptions, size: Size): Promise<ProofReport> {
  const { web, processes, platform, ground } = stage;
  web.start();
  await web.ready(START_LIMIT_MS);
  const wanted = await stageEverything(stage, size);
  say(`${wanted} posts are due`);
  const began = performance.now();
  for (const worker of processes.slice(1)) worker.start();
  const scenes = writeScenes(seed, size);
  for (const [index, scene] of scenes.entries()) {
    const victim = processes[Math.floor(scene.victim * processes.length)] ?? web;
    say(`kill ${index + 1} of ${scenes.length}: ${scene.afterMs} ms into ${scene.step} ${scene.nth}`);
    await playLife(platform, scene, victim);
  }
  await web.ready(START_LIMIT_MS);
  platform.control.clearFaults();
  const pool = ground.connect();
  try {
    const limits = { limitMs: SETTLE_LIMIT_MS, say };
    const settledMs = await settle({ count: () => countOpenPosts(pool), what: "posts are on their way", ...limits });
    const unplannedDeaths = processes.flatMap(({ deaths }) => deaths);
    const record = { ...(await readPosts(pool, platform.control)), wanted, postsPerDay: size.pieces, unplannedDeaths };
    const { figures, failures } = checkPublish(record);
    const tookMs = Math.round(performance.now() - began);
    return { figures: { kills: scenes.length, ...figures, settledMs, tookMs }, failures };
  } finally {
    await pool.end();
  }
}

async function stageEverything({ operator, platform, ground }: Stage, size: Size): Promise<number> {
  const brief = "surf and coffee, warm and playful, lives by the sea";
  await operator.ask("avatar.create", { name: "Luna", brief });
  for (let number = 1; number <= size.accounts; number += 1) {
    const { id, token } = platform.control.addAccount({ username: `luna.${number}` });
    await operator.ask("account.connect", { avatar: "luna", accountId: id, accessToken: token });
  }
  const pool = ground.connect();
  try {
    const { rows } = await pool.query<{ id: string }>(`SELECT id FROM "Avatar" WHERE slug = 'luna'`);
    return await stagePosts({ pool, dataDir: ground.dataDir, avatarId: rows[0]?.id ?? "" }, size.pieces);
  } finally {
    await pool.end();
  }
}

async function playLife(platform: PostPlatform, scene: Scene, victim: ProductProcess): Promise<void> {
  platform.control.clearFaults();
  for (const fault of scene.faults) platform.control.addFault(fault);
  await victim.ready(START_LIMIT_MS);
  await Promise.race([stepComes(platform, scene.step, scene.nth), delay(STEP_LIMIT_MS)]);
  platform.onStep = undefined;
  await delay(scene.afterMs);
  await victim.kill();
  victim.start();
}

/** Resolves at the n-th call of that step. */
function stepComes(platform: PostPlatform, wanted: PublishStep, nth: number): Promise<void> {
  let calls = 0;
  return new Promise((resolve) => {
    platform.onStep = (step) => {
      if (step === wanted) calls += 1;
      if (calls === nth) resolve();
    };
  });
}
