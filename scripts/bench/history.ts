// Does a turn cost more the longer a fan has been writing? Conversations of ten messages beside some of ten thousand.
import { type Benchmark, figure } from "./benchmark.ts";
import { type Creator, startCreator } from "./creator.ts";
import { fanIds } from "./fans.ts";
import { median } from "./statistics.ts";
import { getToKnow, talk, talkAtRate } from "./talk.ts";

const FANS = 20;
const SHORT = 10;
const LONG = 10_000;
const ROUNDS = 8;
const TURNS_EACH = 5;
const PER_SECOND = 10;

export const history: Benchmark = {
  name: "history",
  summary: `what a turn costs after ${LONG} messages of history, beside ${SHORT}`,
  run: async ({ backend, progress }) => {
    const creator = await startCreator(backend);
    try {
      const groups = [
        { fans: fanIds(FANS), messages: SHORT, cpuMs: [] as number[], waits: [] as number[] },
        { fans: fanIds(FANS, FANS), messages: LONG, cpuMs: [] as number[], waits: [] as number[] },
      ] as const;
      for (const { fans, messages } of groups) {
        progress(`${FANS} fans with ${messages} messages`);
        await getToKnow(creator, fans);
        await giveHistory(creator, fans, messages);
      }
      for (let round = 0; round <= ROUNDS; round += 1) {
        progress(round === 0 ? "warming up" : `round ${round} of ${ROUNDS}`);
        for (const { fans, cpuMs, waits } of groups) {
          const beforeMs = await creator.product.cpuMs();
          const { answered } = await talk(creator, fans, { rounds: TURNS_EACH });
          const spentMs = (await creator.product.cpuMs()) - beforeMs;
          const took = await talkAtRate(creator, fans, PER_SECOND, FANS);
          if (round === 0) continue;
          cpuMs.push(spentMs / answered);
          waits.push(...took);
        }
      }
      const [short, long] = groups;
      const note = `${FANS} fans each, median of ${ROUNDS} rounds; reference: after ${SHORT} messages`;
      return [
        figure("history-cpu", "ms", median(long.cpuMs), median(short.cpuMs), `CPU a turn, ${note}`),
        figure("history-wait", "ms", median(long.waits), median(short.waits), `until the answer, ${note}`),
      ];
    } finally {
      await creator.close();
    }
  },
};

/** So many messages more, of both sides, over the weeks before this one. */
async function giveHistory({ product }: Creator, fans: readonly string[], messages: number): Promise<void> {
  const pool = product.connect();
  try {
    const { rows } = await pool.query<{ id: string }>(
      `SELECT thread.id FROM "Conversation" AS thread JOIN "FanAddress" AS address
         ON address."fanId" = thread."fanId" AND address."accountId" = thread."accountId"
       WHERE address."externalId" = ANY ($1)`,
      [fans],
    );
    for (const { id } of rows) {
      // What was said so far moves behind the history.
      await pool.query(`UPDATE "Message" SET seq = seq + $2 WHERE "conversationId" = $1`, [id, messages]);
      await pool.query(
        `INSERT INTO "Message" (id, "conversationId", seq, direction, author, text, sentiment, "externalId", "sentAt", "createdAt")
         SELECT $1 || '-' || n, $1, n, (CASE n % 2 WHEN 1 THEN 'in' ELSE 'out' END)::"Direction",
           (CASE n % 2 WHEN 1 THEN 'fan' ELSE 'avatar' END)::"MessageAuthor",
           'the sea was calm this morning and I thought of you, number ' || n, 0.2, $1 || '-m-' || n,
           now() - interval '8 days' - ($2 - n) * interval '3 minutes', now()
         FROM generate_series(1, $2::int) AS n`,
        [id, messages],
      );
      await pool.query(
        `UPDATE "Conversation" SET "lastSeq" = "lastSeq" + $2, "answeredSeq" = "answeredSeq" + $2 WHERE id = $1`,
        [id, messages],
      );
    }
    await pool.query("ANALYZE");
  } finally {
    await pool.end();
  }
}
