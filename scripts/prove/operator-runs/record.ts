// What the proof's run left behind: cards, pieces, money and posts, beside what the vendor and the platform counted.
import type pg from "pg";
import { readNumber } from "../history/fan-history.ts";

export interface Told {
  /** "telegram: make Luna 2 pictures (yes, double_tap)" */
  readonly what: string;
  /** null: no card ever came. */
  readonly runCardId: string | null;
  /** The card that lay there before the kill did its work after it; null: there was no kill between. */
  readonly isCardUsable: boolean | null;
  /** Something was shown after the yes. */
  readonly isTold: boolean;
  readonly pictures: number;
  readonly publishes: number | null;
}

interface CardRow {
  readonly id: string;
  readonly command: string;
  readonly state: string;
  /** Of a plan that told its outcome. */
  readonly steps: readonly { readonly command: string; readonly state: string; readonly message: string }[];
  readonly approvals: number;
}

interface PieceRow {
  readonly state: string;
  readonly rejectedReason: string | null;
  readonly costs: number;
}

export interface OperatorRecord {
  readonly requests: readonly Told[];
  readonly cards: readonly CardRow[];
  readonly batches: readonly { readonly requested: number; readonly state: string }[];
  readonly pieces: readonly PieceRow[];
  readonly costs: readonly { readonly attemptKey: string; readonly state: string; readonly amountUsd: number }[];
  readonly budgetUsedUsd: number;
  readonly vendorPictures: number;
  /** Posts of the rows, by number of their piece. */
  readonly posts: readonly { readonly number: number; readonly state: string }[];
  /** Posts on the platform. */
  readonly published: number;
  readonly unplannedDeaths: readonly string[];
}

const QUERIES = {
  cards: `SELECT c.id, c.command, c.state::text, coalesce(c.result->'steps', '[]') AS steps, count(a.id)::int AS approvals
    FROM "RunCard" c LEFT JOIN "Approval" a ON a."runCardId" = c.id GROUP BY c.id`,
  batches: `SELECT requested, state::text FROM "Batch"`,
  pieces: `SELECT p.state::text, p."rejectedReason", (SELECT count(*)::int FROM "CostEntry" c WHERE c."pieceId" = p.id) AS costs
    FROM "Piece" p WHERE p."batchId" IS NOT NULL`,
  costs: `SELECT "attemptKey", state::text, "amountUsd"::float8 AS "amountUsd" FROM "CostEntry"`,
  posts: `SELECT p.number, s.state::text FROM "ScheduledPost" s JOIN "Piece" p ON p.id = s."pieceId"`,
};

type Rows = Pick<OperatorRecord, keyof typeof QUERIES | "budgetUsedUsd">;

export async function readRows(pool: pg.Pool): Promise<Rows> {
  const read = async (table: keyof typeof QUERIES) => (await pool.query(QUERIES[table])).rows;
  return {
    cards: await read("cards"),
    batches: await read("batches"),
    pieces: await read("pieces"),
    costs: await read("costs"),
    posts: await read("posts"),
    budgetUsedUsd: await readNumber(
      pool,
      `SELECT coalesce(sum("usedUsd"), 0)::float8 AS value FROM "Budget" WHERE scope = 'day'`,
    ),
  };
}

/** 0: nothing is under way. */
export async function countUnfinished(pool: pg.Pool): Promise<number> {
  return await readNumber(
    pool,
    `SELECT (SELECT count(*) FROM "Batch" WHERE state IN ('planned', 'running'))
      + (SELECT count(*) FROM "Piece" WHERE state IN ('planned', 'generating', 'unknown'))
      + (SELECT count(*) FROM "ScheduledPost" WHERE state NOT IN ('published', 'failed', 'canceled'))
      + (SELECT count(*) FROM "InboundEvent" WHERE state = 'received' AND source LIKE '%-operator')
      + (SELECT count(*) FROM "RunCard" WHERE state IN ('approved', 'running')) AS value`,
  );
}

/** Cards of requests that somebody said yes to, with what became of them. */
export async function decidedCards(pool: pg.Pool): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ id: string; state: string }>(
    `SELECT id, state::text FROM "RunCard" WHERE command = 'agent.plan' AND state NOT IN ('waiting', 'expired')`,
  );
  return new Map(rows.map(({ id, state }) => [id, state]));
}
