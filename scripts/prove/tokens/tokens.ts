// The tokens proof: accounts are renewed, taken back and sealed under new keys while processes are killed and platforms lose
// their answers; then none is lost without a word, and a new log-in brings back each that is gone.
import { randomBytes, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { seededRandom } from "../../../agents/kernel/random.ts";
import { redirectUris } from "../../../bot/compose/logins.ts";
import { Browser } from "../../../bot/http/testing/browser.ts";
import { TIKTOK_POSTS_PLATFORM } from "../../../bot/platforms/tiktok-login/platform-id.ts";
import { type Ground, prepareGround } from "../../testbed/ground.ts";
import { Operator } from "../../testbed/operator.ts";
import { freePort, ProductProcess, productCommand } from "../../testbed/product-process.ts";
import { settle } from "../../testbed/settle.ts";
import type { Proof, ProofOptions, ProofReport } from "../proof.ts";
import { checkTokensRecord } from "./check.ts";
import { ageAccounts, nudge, UNFINISHED } from "./nudge.ts";
import { isLenient, startTokenPlatform, type TokenPlatform } from "./platform.ts";
import { type AccountRecord, readAccounts } from "./record.ts";
import { FULL_SIZE, type Size, type TokenScene, writeScenes } from "./scenes.ts";

const START_LIMIT_MS = 120_000;
const SETTLE_LIMIT_MS = 600_000;
/** A renewal that does not come by itself is not waited for longer. */
const MOMENT_LIMIT_MS = 12_000;
const WORKERS = 2;
const AVATARS = ["Luna", "Sol", "Mar"];

export const tokens: Proof = {
  name: "tokens",
  summary: "60 accounts renewed, taken back and sealed under new keys, 20 kills: no token lost without a word",
  run: (options) => proveTokens(options, FULL_SIZE),
};

interface LinkedAccount {
  readonly handle: string;
  readonly externalId: string;
  readonly isInstagram: boolean;
}

interface Stage {
  readonly ground: Ground;
  readonly platform: TokenPlatform;
  readonly web: ProductProcess;
  /** Everyone who may be killed; the first is `web`. */
  readonly processes: readonly ProductProcess[];
  readonly operator: Operator;
  readonly logFiles: readonly string[];
  /** Read by every life at its start. */
  readonly environment: Record<string, string>;
  readonly accounts: LinkedAccount[];
  readonly revoked: Set<string>;
  /** Every key there ever was. */
  readonly keys: string[];
}

export async function proveTokens(options: ProofOptions, size: Size): Promise<ProofReport> {
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
  const app = {
    instagram: { appId: "app", appSecret: randomUUID() },
    tiktok: { clientKey: "proof-key", clientSecret: randomUUID() },
  };
  const addresses = redirectUris(`http://127.0.0.1:${port}`);
  const platform = await startTokenPlatform(app, addresses, seededRandom(seed + 1));
  closers.push(() => platform.close());
  const keys = [newKey()];
  const environment: Record<string, string> = {
    ...ground.environment,
    SECRET_KEY: keys[0] ?? "",
    INSTAGRAM_BASE_URL: platform.instagramUrl,
    INSTAGRAM_OAUTH_BASE_URL: platform.instagramUrl,
    INSTAGRAM_APP_ID: app.instagram.appId,
    INSTAGRAM_APP_SECRET: app.instagram.appSecret,
    INSTAGRAM_VERIFY_TOKEN: randomUUID(),
    TIKTOK_CLIENT_KEY: app.tiktok.clientKey,
    TIKTOK_CLIENT_SECRET: app.tiktok.clientSecret,
    TIKTOK_BASE_URL: platform.tiktokUrl,
    TIKTOK_LOGIN_BASE_URL: platform.tiktokUrl,
  };
  const command = await productCommand();
  const logFiles: string[] = [];
  const makeProcess = async (name: string, ofPort: number, roles: string | null) => {
    const logFile = path.join(ground.dataDir, `${name}.log`);
    logFiles.push(logFile);
    const of = roles === null ? environment : ownRoles(environment, roles);
    const made = new ProductProcess({ dataDir: ground.dataDir, port: ofPort, environment: of, logFile }, command);
    closers.push(() => made.stop());
    return made;
  };
  const isReal = backend === "real";
  const web = await makeProcess("web", port, isReal ? "web" : null);
  const processes = [web];
  // An embedded database is one process's own.
  for (let worker = 1; worker <= (isReal ? WORKERS : 0); worker += 1)
    processes.push(await makeProcess(`worker-${worker}`, await freePort(), "worker"));
  const operator = new Operator(web.url, () => web.token());
  return { ground, platform, web, processes, operator, logFiles, environment, accounts: [], revoked: new Set(), keys };
}

const newKey = () => randomBytes(36).toString("base64");

/** The same environment, whatever becomes of it, with roles of its own. */
const ownRoles = (environment: Record<string, string>, roles: string) =>
  new Proxy(environment, {
    get: (target, name: string) => (name === "ROLES" ? roles : target[name]),
    ownKeys: (target) => [...Reflect.ownKeys(target), "ROLES"],
    getOwnPropertyDescriptor: (target, name) =>
      name === "ROLES"
        ? { value: roles, enumerable: true, configurable: true }
        : Reflect.getOwnPropertyDescriptor(target, name),
  });

async function play(stage: Stage, options: ProofOptions, size: Size): Promise<ProofReport> {
  const { web, processes, ground } = stage;
  const { say } = options;
  web.start();
  await web.ready(START_LIMIT_MS);
  await linkAll(stage, size);
  for (const worker of processes.slice(1)) worker.start();
  const pool = ground.connect();
  // The product dies under it again and again.
  pool.on("error", () => undefined);
  const stopNudging = nudge(pool, stage.revoked);
  try {
    const scenes = writeScenes(options.seed, size);
    for (const [index, scene] of scenes.entries()) {
      say(`life ${index + 1} of ${scenes.length}: ${describe(scene)}`);
      await playLife(stage, pool, scene);
    }
    return await judge(stage, pool, options, size, scenes);
  } finally {
    await stopNudging();
    await pool.end();
  }
}

async function linkAll({ platform, operator, accounts }: Stage, { accounts: wanted }: Size): Promise<void> {
  for (const name of AVATARS) await operator.ask("avatar.create", { name, brief: "surf and coffee by the sea" });
  for (let index = 0; index < wanted; index += 1) {
    const avatar = AVATARS[index % AVATARS.length]?.toLowerCase();
    const isInstagram = index % 2 === 0;
    const handle = `account.${index}${index % 4 === 1 ? ".kind" : ""}`;
    if (isInstagram) {
      const { id, token } = platform.instagram.addAccount({ username: handle });
      await operator.ask("account.connect", { avatar, platform: "instagram", accessToken: token });
      accounts.push({ handle, externalId: id, isInstagram });
    } else {
      const { openId, ...given } = platform.tiktok.addAccount(handle);
      await operator.ask("account.connect", { avatar, platform: TIKTOK_POSTS_PLATFORM, ...given });
      accounts.push({ handle, externalId: openId, isInstagram });
    }
  }
}

async function playLife(stage: Stage, pool: pg.Pool, scene: TokenScene): Promise<void> {
  const { web, processes, platform, accounts, revoked } = stage;
  const victim = processes[Math.floor(scene.victim * processes.length)] ?? web;
  const renewal = nthRenewal(platform, scene.kill.nthRenewal);
  await victim.ready(START_LIMIT_MS);
  for (const index of scene.revoked) {
    const account = accounts[index];
    if (!account) continue;
    revoked.add(account.externalId);
    if (account.isInstagram) platform.instagram.revoke(account.externalId);
    else platform.tiktok.revoke(account.externalId);
  }
  const aged = scene.aged.flatMap((index) => accounts[index] ?? []).filter(({ isInstagram }) => isInstagram);
  const wanted = aged.map(({ externalId }) => externalId).filter((externalId) => !revoked.has(externalId));
  await ageAccounts(pool, platform, wanted);
  await Promise.race([renewal, delay(MOMENT_LIMIT_MS)]);
  platform.onRenewal = undefined;
  await delay(scene.kill.afterMs);
  await victim.kill();
  if (scene.rotation) await rotate(stage, scene.rotation.killAfterMs);
  else victim.start();
}

/** Resolves at the n-th renewal from now on; at once for none. */
function nthRenewal(platform: TokenPlatform, nth: number | null): Promise<void> {
  if (nth === null) return Promise.resolve();
  let seen = 0;
  return new Promise((resolve) => {
    platform.onRenewal = () => {
      seen += 1;
      if (seen === nth) resolve();
    };
  });
}

/** Every process gets the new key before anything is sealed anew; the old one goes when all is. */
async function rotate({ processes, web, environment, operator, keys }: Stage, killAfterMs: number): Promise<void> {
  const [former = ""] = keys.slice(-1);
  const key = newKey();
  keys.push(key);
  for (const process of processes) await process.kill();
  Object.assign(environment, { SECRET_KEY: key, SECRET_KEY_PREVIOUS: former });
  for (const process of processes) process.start();
  await web.ready(START_LIMIT_MS);
  const rotating = operator.ask("system.rotatekeys", {});
  await delay(killAfterMs);
  await web.kill();
  web.start();
  await rotating;
  await operator.ask("system.rotatekeys", {});
  for (const process of processes) await process.kill();
  delete environment.SECRET_KEY_PREVIOUS;
  for (const process of processes) process.start();
}

async function judge(
  stage: Stage,
  pool: pg.Pool,
  { say }: ProofOptions,
  size: Size,
  scenes: readonly TokenScene[],
): Promise<ProofReport> {
  const { web, platform, operator, processes, logFiles, keys, revoked } = stage;
  platform.calm();
  await web.ready(START_LIMIT_MS);
  const settledMs = await settle({
    count: async () => Number((await pool.query<{ value: number }>(UNFINISHED, [[...revoked]])).rows[0]?.value ?? 0),
    what: "accounts are unfinished",
    limitMs: SETTLE_LIMIT_MS,
    say,
  });
  const key = keys.at(-1) ?? "";
  const settled = await readAccounts(pool, platform, { key, revoked });
  const gone = settled.filter(({ isAsked, state }) => isAsked || state === "disconnected");
  say(`${gone.length} log-ins are asked for`);
  await logInAnew(operator, gone);
  const reconnected = await readAccounts(pool, platform, { key, revoked: new Set() });
  const logs = (await Promise.all(logFiles.map((file) => readFile(file, "utf8")))).join("\n");
  const { intact } = (await operator.ask("audit.verify", {})) as { intact: boolean };
  const secrets = [...platform.tiktok.state.tokens.keys(), ...keys];
  const failures: string[] = [];
  checkTokensRecord(
    {
      wantedAccounts: size.accounts,
      settled,
      reconnected,
      chainsIntact: intact,
      leaks: [...secrets.filter((secret) => logs.includes(secret)), ...(logs.match(/IGQVJ\w+/g) ?? [])],
      unplannedDeaths: processes.flatMap(({ deaths }) => deaths),
    },
    failures,
  );
  const count = (test: (account: AccountRecord) => boolean) => settled.filter(test).length;
  const figures = {
    accounts: settled.length,
    kills: scenes.length,
    keyRotations: keys.length - 1,
    renewalsAsked: platform.renewals,
    answersCut: platform.lostAnswers,
    takenBack: revoked.size,
    disconnected: count(({ state }) => state === "disconnected"),
    askedInTime: count(({ isAsked, state }) => isAsked && state !== "disconnected"),
    recoveredByGrace: count(({ handle, isAsked }) => isLenient(handle) && !isAsked),
    loggedInAnew: gone.length,
    settledMs,
  };
  return { figures, failures };
}

async function logInAnew(operator: Operator, gone: readonly AccountRecord[]): Promise<void> {
  for (const { handle } of gone) {
    const { loginUrl } = (await operator.ask("account.reconnect", { account: handle })) as { loginUrl: string };
    await new Browser().logIn(loginUrl, { username: handle });
  }
}

function describe({ kill, rotation, revoked }: TokenScene): string {
  const when = kill.nthRenewal === null ? "it was ready" : `renewal ${kill.nthRenewal}`;
  const more = [
    ...(rotation ? ["then a new key"] : []),
    ...(revoked.length > 0 ? [`${revoked.length} taken back`] : []),
  ];
  return [`killed ${kill.afterMs} ms after ${when}`, ...more].join(", ");
}
