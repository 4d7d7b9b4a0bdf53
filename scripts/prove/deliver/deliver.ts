// The deliver proof: 10,000 fan messages, each told 1 to 20 times and out of order, while the platform fails and 30 processes
// are killed; then every message is kept and answered once, and nothing forbidden was said.
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Redis } from "ioredis";
import type pg from "pg";
import { seededRandom } from "../../../agents/kernel/random.ts";
import { type FanPlatform, startFanPlatform } from "../../testbed/fan-platform.ts";
import { type Backend, type Ground, prepareGround } from "../../testbed/ground.ts";
import { describeMoment, untilMoment } from "../../testbed/kill-moment.ts";
import { Operator } from "../../testbed/operator.ts";
import { freePort, ProductProcess, productCommand } from "../../testbed/product-process.ts";
import { settle } from "../../testbed/settle.ts";
import { FAN_CHECKS, fanFigures } from "../history/fan-checks.ts";
import {
  type FanHistory,
  leaksIn,
  readFanRows,
  readNumber,
  readPlatform,
  UNFINISHED_FANS,
} from "../history/fan-history.ts";
import type { Proof, ProofOptions, ProofReport } from "../proof.ts";
import { FULL_SIZE, type Scene, type Size, writeScenes } from "./scenes.ts";

const START_LIMIT_MS = 120_000;
const SETTLE_LIMIT_MS = 600_000;
/** How long everything stands still once, by the operator's word. */
const STOP_MS = 5_000;
const WORKERS = 2;

export const deliver: Proof = {
  name: "deliver",
  summary: "10,000 messages told 1 to 20 times, shuffled, 30 kills: each answered once, nothing forbidden sent",
  run: (options) => proveDelivery(options, FULL_SIZE),
};

interface Stage {
  readonly ground: Ground;
  readonly platform: FanPlatform;
  /** What takes webhooks and answers commands; with embedded services it does the work, too. */
  readonly web: ProductProcess;
  /** Everyone who may be killed; the first is `web`. */
  readonly processes: readonly ProductProcess[];
  readonly operator: Operator;
  readonly logFiles: readonly string[];
  readonly accessToken: string;
}

export async function proveDelivery(options: ProofOptions, size: Size): Promise<ProofReport> {
  const ground = await prepareGround(options.backend);
  const closers: (() => Promise<unknown>)[] = [() => ground.close()];
  try {
    return await play(await setStage(ground, options, closers), options, size);
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

async function setStage(
  ground: Ground,
  { seed, backend }: ProofOptions,
  closers: (() => Promise<unknown>)[],
): Promise<Stage> {
  const port = await freePort();
  const appSecret = randomUUID();
  const random = seededRandom(seed + 1);
  const shuffle = (waiting: number) => Math.floor(random() * waiting);
  const platform = await startFanPlatform(appSecret, `http://127.0.0.1:${port}/webhooks/instagram`, shuffle);
  closers.push(() => platform.close());
  const environment = {
    ...ground.environment,
    INSTAGRAM_BASE_URL: platform.url,
    INSTAGRAM_APP_SECRET: appSecret,
    INSTAGRAM_VERIFY_TOKEN: randomUUID(),
  };
  const command = await productCommand();
  const logFiles: string[] = [];
  const makeProcess = (name: string, ofPort: number, more: Readonly<Record<string, string>>) => {
    const logFile = path.join(ground.dataDir, `${name}.log`);
    logFiles.push(logFile);
    const { dataDir } = ground;
    const made = new ProductProcess(
      { dataDir, port: ofPort, environment: { ...environment, ...more }, logFile },
      command,
    );
    closers.push(() => made.stop());
    return made;
  };
  const web = makeProcess("web", port, backend === "real" ? { ROLES: "web" } : {});
  const processes = [web];
  for (let worker = 1; worker <= workersOn(backend); worker += 1)
    processes.push(makeProcess(`worker-${worker}`, await freePort(), { ROLES: "worker" }));
  const operator = new Operator(web.url, () => web.token());
  const { token: accessToken } = platform.control.addAccount({ username: "luna" });
  return { ground, platform, web, processes, operator, logFiles, accessToken };
}

/** An embedded database is one process's own. */
const workersOn = (backend: Backend) => (backend === "real" ? WORKERS : 0);

async function play(stage: Stage, { seed, say }: ProofOptions, size: Size): Promise<ProofReport> {
  const { web, processes, platform, operator, ground } = stage;
  const scenes = writeScenes(seed, size);
  web.start();
  await web.ready(START_LIMIT_MS);
  await operator.ask("avatar.create", { name: "Luna", brief: "surf and coffee, warm and playful, lives by the sea" });
  const accountId = platform.control.accounts()[0]?.id;
  await operator.ask("account.connect", { avatar: "luna", accountId, accessToken: stage.accessToken });
  for (const worker of processes.slice(1)) worker.start();
  const stops: FanHistory["stops"][number][] = [];
  for (const [index, scene] of scenes.entries()) {
    const victim = processes[Math.floor(scene.victim * processes.length)] ?? web;
    const who = victim === web ? "web" : `worker ${processes.indexOf(victim)}`;
    say(`life ${index + 1} of ${scenes.length}: ${who} killed ${describeMoment(scene.kill)}`);
    await playLife(stage, scene, victim);
    if (index !== Math.floor(scenes.length / 2)) continue;
    stops.push(await stopForAWhile(stage, say));
    await flushQueue(ground, say);
  }
  await web.ready(START_LIMIT_MS);
  platform.control.clearFaults();
  await platform.control.idle();
  const pool = ground.connect();
  try {
    const settledMs = await settle({
      count: () => readNumber(pool, `SELECT ${UNFINISHED_FANS} AS value`),
      what: "things are unfinished",
      limitMs: SETTLE_LIMIT_MS,
      say,
    });
    const history = await takeHistory(stage, pool, size, scenes, stops);
    const failures: string[] = [];
    for (const check of FAN_CHECKS) check(history, failures);
    const figures = { kills: scenes.length, ...fanFigures(history), ...silencedFigures(history), settledMs };
    return { figures, failures };
  } finally {
    await pool.end();
  }
}

async function playLife({ platform }: Stage, scene: Scene, victim: ProductProcess): Promise<void> {
  platform.control.clearFaults();
  for (const fault of scene.faults) platform.control.addFault(fault);
  const writing = scene.messages.map(async ({ fanId, text, afterMs, copies }) => {
    await delay(afterMs);
    platform.control.fanWrites(fanId, text, { copies });
  });
  await untilMoment(scene.kill, platform, () => victim.ready(START_LIMIT_MS));
  await victim.kill();
  victim.start();
  await Promise.all(writing);
}

async function stopForAWhile({ web, operator }: Stage, say: ProofOptions["say"]): Promise<FanHistory["stops"][number]> {
  await web.ready(START_LIMIT_MS);
  say(`everything is stopped for ${STOP_MS / 1_000} s`);
  await operator.ask("system.stop", {});
  const fromMs = Date.now();
  await delay(STOP_MS);
  const untilMs = Date.now();
  await operator.ask("system.resume", {});
  return { fromMs, untilMs };
}

/** What waits in Redis is lost at once; Postgres knows of all of it. */
async function flushQueue({ environment }: Ground, say: ProofOptions["say"]): Promise<void> {
  const { REDIS_URL } = environment;
  if (REDIS_URL === undefined) return;
  say("Redis is emptied");
  const redis = new Redis(REDIS_URL);
  await redis.flushdb();
  redis.disconnect();
}

async function takeHistory(
  stage: Stage,
  pool: pg.Pool,
  size: Size,
  scenes: readonly Scene[],
  stops: FanHistory["stops"],
): Promise<FanHistory> {
  const { platform, operator, processes, logFiles, accessToken } = stage;
  const fans = new Set(scenes.flatMap(({ messages }) => messages.map(({ fanId }) => fanId)));
  const { intact } = (await operator.ask("audit.verify", {})) as { intact: boolean };
  const logs = await Promise.all(logFiles.map((file) => readFile(file, "utf8")));
  return {
    ...(await readFanRows(pool)),
    wantedMessages: size.messages,
    stops,
    platform: readPlatform(platform.control, [...fans]),
    webhooks: platform.attempts,
    chainsIntact: intact,
    leaks: leaksIn(logs.join("\n"), [accessToken]),
    unplannedDeaths: processes.flatMap(({ deaths }) => deaths),
  };
}

function silencedFigures({ conversations, outbound }: FanHistory): Record<string, number> {
  const count = (test: (row: FanHistory["conversations"][number]) => boolean) => conversations.filter(test).length;
  return {
    optedOut: count(({ optedOutAtMs }) => optedOutAtMs !== null),
    minorLocked: count(({ minorLockedAtMs }) => minorLockedAtMs !== null),
    inCrisis: count(({ crisisAtMs }) => crisisAtMs !== null),
    blocked: outbound.filter(({ state }) => state === "blocked").length,
  };
}
