// How long an operator waits for a page of the back office and for the inbox, with years of business in the database.
import { createHash, randomBytes } from "node:crypto";
import type pg from "pg";
import { fillBusiness, LARGE } from "../testbed/fill-business.ts";
import { plansByIndex } from "./admin-plans.ts";
import { ADMIN_REQUESTS, type AdminRequest } from "./admin-requests.ts";
import { type Bench, type Benchmark, type Figure, figure } from "./benchmark.ts";
import { type Product, startProduct } from "./product.ts";
import { percentile } from "./statistics.ts";

const ROUNDS = 20;
/** Each is asked so often first: code is compiled, pages are in memory. */
const WARM_UP = 2;
const P95 = 0.95;
/** Pages are to be there within a second, whatever is in the database. */
const LIMIT_MS = 1_000;

export const admin: Benchmark = {
  name: "admin",
  summary: `p95 of back office and inbox with ${LARGE.conversations} conversations and ${LARGE.messages} messages`,
  run: async (bench) => {
    const product = await startProduct(bench.backend, { environment: { ROLES: "web" } });
    const pool = product.connect();
    try {
      await fillBusiness(pool, LARGE, bench.progress);
      return [...(await measure(bench, product, pool)), await plans(pool)];
    } finally {
      await pool.end();
      await product.close();
    }
  },
};

async function measure({ progress }: Bench, product: Product, pool: pg.Pool): Promise<Figure[]> {
  const session = await logIn(pool);
  const figures: Figure[] = [];
  for (const request of ADMIN_REQUESTS) {
    progress(request.name);
    const times: number[] = [];
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      const ms = await timed(product, session, request);
      if (round >= 0) times.push(ms);
    }
    figures.push(figure(request.name, "ms", percentile(times, P95), LIMIT_MS, `p95 of ${ROUNDS}; reference: a second`));
  }
  return figures;
}

async function plans(pool: pg.Pool): Promise<Figure> {
  const { byIndex, all, scans } = await plansByIndex(pool);
  const note = `lists and inbox by EXPLAIN; reference: all; ${scans.length > 0 ? `whole tables: ${scans.join(", ")}` : "no table is read whole"}`;
  return figure("found by index", "queries", byIndex, all, note);
}

interface Session {
  readonly cookie: string;
  readonly csrfToken: string;
}

/** The session's row, written beside the product: logging in is not what is measured. */
async function logIn(pool: pg.Pool): Promise<Session> {
  const token = randomBytes(32).toString("base64url");
  const csrfToken = randomBytes(32).toString("base64url");
  await pool.query(
    `INSERT INTO "Session" (id, "tokenHash", "operatorId", "csrfToken", "createdAt", "expiresAt")
     SELECT 'bulk_session', $1, id, $2, now(), now() + interval '1 day' FROM "Operator" WHERE role = 'owner' LIMIT 1`,
    [createHash("sha256").update(token).digest("hex"), csrfToken],
  );
  return { cookie: `vixenbliss_session=${token}`, csrfToken };
}

/** @returns ms until the whole answer is here. @throws Error unless it is 200 and holds what was asked for */
async function timed(product: Product, session: Session, request: AdminRequest): Promise<number> {
  const startedMs = performance.now();
  if ("command" in request) {
    await product.operator.ask(request.command, request.input);
    return performance.now() - startedMs;
  }
  const response = await fetch(product.url + request.path, {
    headers: { cookie: session.cookie, "x-csrf-token": session.csrfToken, "sec-fetch-site": "same-origin" },
    redirect: "manual",
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${request.path}: ${response.status} ${text.slice(0, 200)}`);
  return performance.now() - startedMs;
}
