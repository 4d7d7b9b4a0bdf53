// Whether what lists and inbox read is found by an index: the planner is asked, over the same rows the times come from.
import type pg from "pg";

/** As the back office's adapter and the inbox put them, without the columns. */
const QUERIES: Readonly<Record<string, string>> = {
  conversations: `SELECT * FROM "Conversation" ORDER BY "lastInboundAt" DESC NULLS LAST, id LIMIT 24`,
  messages: `SELECT * FROM "Message" ORDER BY "sentAt" DESC, id LIMIT 24`,
  "messages of one thread": `SELECT * FROM "Message" WHERE "conversationId" = 'bulk_v5000' ORDER BY seq DESC LIMIT 20`,
  "messages of a period": `SELECT * FROM "Message" WHERE "sentAt" >= now() - interval '40 days'
    AND "sentAt" <= now() - interval '39 days' ORDER BY "sentAt" DESC, id LIMIT 24`,
  "search in messages": `SELECT * FROM "Message" WHERE text ILIKE '%a1b2c3%' ORDER BY "sentAt" DESC, id LIMIT 24`,
  "search in messages, counted": `SELECT count(*) FROM (SELECT id FROM "Message" WHERE text ILIKE '%a1b2c3%' LIMIT 10000) AS found`,
  "search of two letters": `SELECT * FROM "Message" WHERE text ILIKE 'zq%' ORDER BY "sentAt" DESC, id LIMIT 24`,
  "search in names": `SELECT * FROM "Fan" WHERE "displayName" ILIKE '%Fan 99999%' ORDER BY "createdAt" DESC, id LIMIT 24`,
  "search in usernames": `SELECT * FROM "FanAddress" WHERE username ILIKE '%fan.54321%' ORDER BY "createdAt" DESC, id LIMIT 24`,
  "search in conversations": `SELECT v.* FROM "Conversation" v LEFT JOIN "Fan" f ON f.id = v."fanId"
    WHERE f."displayName" ILIKE '%fan 54321%' AND f.id IS NOT NULL ORDER BY v."lastInboundAt" DESC NULLS LAST, v.id LIMIT 24`,
  answers: `SELECT * FROM "OutboundMessage" ORDER BY "createdAt" DESC, id LIMIT 24`,
  drafts: `SELECT * FROM "OutboundMessage" WHERE state = 'draft' ORDER BY "createdAt" DESC, id LIMIT 24`,
  webhooks: `SELECT * FROM "InboundEvent" ORDER BY "receivedAt" DESC, id LIMIT 24`,
  decisions: `SELECT * FROM "TrustEvent" ORDER BY at DESC, id LIMIT 24`,
  costs: `SELECT * FROM "CostEntry" ORDER BY "createdAt" DESC, id LIMIT 24`,
  inbox: `SELECT * FROM "Conversation" ORDER BY "erasureAskedAt" ASC NULLS LAST, "lastInboundAt" DESC NULLS LAST LIMIT 20`,
  "inbox, waiting": `SELECT * FROM "Conversation" WHERE "waitingSince" IS NOT NULL ORDER BY "waitingSince" LIMIT 20`,
  "one conversation": `SELECT * FROM "Conversation" WHERE id = 'bulk_v5000' ORDER BY "lastInboundAt" DESC LIMIT 1`,
};

interface Plan {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly Plans?: readonly Plan[];
}

/** @returns how many are found by an index, of how many, and the names of those that read a whole table */
export async function plansByIndex(pool: pg.Pool): Promise<{ byIndex: number; all: number; scans: readonly string[] }> {
  const wanted = Object.entries(QUERIES);
  const scans: string[] = [];
  for (const [name, sql] of wanted) {
    const { rows } = await pool.query<{ "QUERY PLAN": readonly { readonly Plan: Plan }[] }>(
      `EXPLAIN (FORMAT JSON) ${sql}`,
    );
    if (rows[0]?.["QUERY PLAN"].some(({ Plan }) => readsWholeTable(Plan))) scans.push(name);
  }
  return { byIndex: wanted.length - scans.length, all: wanted.length, scans };
}

function readsWholeTable(plan: Plan): boolean {
  return plan["Node Type"] === "Seq Scan" || (plan.Plans ?? []).some(readsWholeTable);
}
