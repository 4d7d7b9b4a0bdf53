// What publishing left behind: the product's rows beside the platform's own list.
import type pg from "pg";
import type { InstagramControl } from "../../../bot/platforms/instagram/emulator/control.ts";
import type { PublishRecord } from "./check.ts";

const POSTS = `SELECT p.id, a."externalId" AS "accountId", p."pieceId", c.kind::text, p.caption, p.state::text,
    p."externalId", p.labelled, p."errorCode"
  FROM "ScheduledPost" p JOIN "Account" a ON a.id = p."accountId" JOIN "Piece" c ON c.id = p."pieceId" ORDER BY p.id`;

export async function readPosts(
  pool: pg.Pool,
  control: InstagramControl,
): Promise<Pick<PublishRecord, "posts" | "published">> {
  const { rows } = await pool.query<PublishRecord["posts"][number]>(POSTS);
  return { posts: rows, published: control.posts() };
}

/**
 * What was put off for hours after the platform had failed four times in a row becomes due, as if they had passed.
 * @returns posts that have not come to their end
 */
export async function countOpenPosts(pool: pg.Pool): Promise<number> {
  await pool.query(`UPDATE "ScheduledPost" SET "dueAt" = now() - interval '1 minute'
    WHERE reschedules > 0 AND state NOT IN ('published', 'failed', 'canceled') AND "dueAt" > now()`);
  await pool.query(`UPDATE "Outbox" SET "availableAt" = now()
    WHERE name = 'post.publish' AND "dispatchedAt" IS NULL AND "availableAt" > now() + interval '1 minute'`);
  const { rows } = await pool.query(
    `SELECT count(*)::int AS value FROM "ScheduledPost" WHERE state NOT IN ('published', 'failed', 'canceled')`,
  );
  return Number(rows[0]?.value ?? 0);
}
