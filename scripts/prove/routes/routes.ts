// The routes proof: the product as users run it, asked from outside for everything it has and more; nothing but the named
// public routes may let a caller in.
import { randomUUID } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { prepareGround } from "../../testbed/ground.ts";
import { freePort, ProductProcess, productCommand } from "../../testbed/product-process.ts";
import type { Proof, ProofOptions, ProofReport } from "../proof.ts";
import { type AttackReport, crossSite, fixation, guessing } from "./attacks.ts";
import { crawl } from "./crawl.ts";
import { type Answer, judge, type Verdict } from "./judge.ts";
import { listRoutes } from "./list-routes.ts";
import { PUBLIC_ROUTES } from "./public-routes.ts";

const START_LIMIT_MS = 120_000;
const TOKEN_LIMIT_MS = 20_000;
const LOOK_INTERVAL_MS = 100;
/** More of one kind say nothing new. */
const MOST_TOLD = 200;

export const routes: Proof = {
  name: "routes",
  summary:
    "every route asked without a name, by every method and spelling; other sites, sessions, guessing: nothing open",
  run: proveRoutes,
};

async function proveRoutes({ backend, say }: ProofOptions): Promise<ProofReport> {
  const ground = await prepareGround(backend);
  const owner = { email: "owner@example.com", password: randomUUID() };
  const canary = randomUUID();
  const product = new ProductProcess(
    {
      dataDir: ground.dataDir,
      port: await freePort(),
      environment: { ...ground.environment, OWNER_EMAIL: owner.email, OWNER_PASSWORD: owner.password },
      logFile: path.join(ground.dataDir, "product.log"),
    },
    await productCommand(),
  );
  try {
    const found = await listRoutes(ground.dataDir);
    say(`${found.routes.length} routes in ${found.mounts.length} mounts`);
    product.start();
    await product.ready(START_LIMIT_MS);
    const token = await tokenOf(product);
    await layCanary(ground.dataDir, canary);
    const tally = new CrawlTally([token, canary, owner.password, await ownNameOfPackage()]);
    await crawl({ url: product.url, found, record: (kind, answer) => tally.add(kind, answer) });
    say("attacks");
    const attack = { url: product.url, routes: found.routes, owner };
    // Guessing last: it closes the door for everybody at this address.
    const attacks: Readonly<Record<string, AttackReport>> = {
      "cross-site": await crossSite(attack),
      sessions: await fixation(attack),
      guessing: await guessing(attack),
    };
    const tried = Object.entries(attacks).map(([name, report]) => [`${name} requests`, report.tried] as const);
    const deaths = product.deaths.map((death) => `the product died: ${death}`);
    return {
      figures: {
        mounts: found.mounts.length,
        routes: found.routes.length,
        "named public": PUBLIC_ROUTES.length,
        ...tally.figures(),
        ...Object.fromEntries(tried),
      },
      failures: [...deaths, ...tally.failures(), ...Object.values(attacks).flatMap(({ failures }) => failures)],
    };
  } finally {
    await product.stop();
    await ground.close();
  }
}

/** It is left a moment after the product is ready. */
async function tokenOf(product: ProductProcess): Promise<string> {
  const until = performance.now() + TOKEN_LIMIT_MS;
  for (;;) {
    try {
      return await product.token();
    } catch (thrown) {
      if (performance.now() > until) throw thrown;
      await delay(LOOK_INTERVAL_MS);
    }
  }
}

/** Where a path that climbs out of a folder of files would arrive. */
async function layCanary(dataDir: string, canary: string): Promise<void> {
  await mkdir(path.join(dataDir, "media"), { recursive: true });
  await writeFile(path.join(dataDir, "canary.txt"), canary);
  await writeFile(path.join(dataDir, "media", "canary.txt"), canary);
}

/** A line only our own package.json has. */
async function ownNameOfPackage(): Promise<string> {
  const text = await readFile(new URL("../../../package.json", import.meta.url), "utf8");
  return /"prepare": "[^"]+"/.exec(text)?.[0] ?? "";
}

class CrawlTally {
  readonly #secrets: readonly string[];
  readonly #counts = new Map<string, number>();
  readonly #failures = new Set<string>();

  constructor(secrets: readonly string[]) {
    this.#secrets = secrets.filter((secret) => secret !== "");
  }

  add(kind: string, answer: Answer): void {
    const verdict: Verdict = judge(answer, this.#secrets);
    this.#count(`${kind} asked`);
    this.#count(verdict);
    if (verdict === "closed" || verdict === "public") return;
    this.#failures.add(`${verdict}: ${answer.method} ${answer.path} answers ${answer.status}`);
  }

  figures(): Record<string, number> {
    return { closed: 0, public: 0, open: 0, broken: 0, leaks: 0, ...Object.fromEntries(this.#counts) };
  }

  failures(): readonly string[] {
    const all = [...this.#failures];
    const more = all.length - MOST_TOLD;
    return more > 0 ? [...all.slice(0, MOST_TOLD), `and ${more} more`] : all;
  }

  #count(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }
}
