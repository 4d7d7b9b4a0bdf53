// All pgvector SQL: what an avatar knows about herself and what she remembers of one fan, found by meaning and recency.
// The sets are small (one avatar, one fan) and always filtered first, so an exact scan beats an approximate index.
import { toSql } from "pgvector";
import { Prisma, type PrismaClient, type Transaction } from "./client.ts";
import type { Queryable } from "./row-function.ts";

/** Size of the columns; shorter vectors are padded with zeros, which changes no cosine. */
export const VECTOR_DIMENSIONS = 1024;

export interface Embedded {
  /** Finite numbers, at most VECTOR_DIMENSIONS, not all zero. */
  embedding: readonly number[];
  /** Vectors of different models cannot be compared: a search sees only those of its own model. */
  embeddingModel: string;
}

export interface Recollection {
  id: string;
  text: string;
  /** 1 same direction, 0 unrelated, -1 opposite. */
  similarity: number;
  /** What results are ordered by: similarity with RECENCY_WEIGHT of freshness. */
  score: number;
}

export interface FanMemoryRecollection extends Recollection {
  kind: string;
  confidence: number;
}

export interface SaidRecollection {
  readonly id: string;
  readonly text: string;
  /** "2026-12-01" */
  readonly day: string;
}

/** Share of the score that a memory loses as it ages; the rest is similarity. Our own choice, no outside source. */
export const RECENCY_WEIGHT = 0.2;
/** Age in days at which half of the freshness is gone. */
export const RECENCY_HALF_LIFE_DAYS = 30;

type Connection = PrismaClient | Transaction;

export interface NewPersonaFact extends Embedded {
  id: string;
  avatarId: string;
  text: string;
  source: string;
  now: Date;
}

export async function storePersonaFact(database: Connection, fact: NewPersonaFact): Promise<void> {
  await database.$executeRaw`
    INSERT INTO "PersonaFact" ("id", "avatarId", "text", "source", "embedding", "embeddingModel", "createdAt")
    VALUES (${fact.id}, ${fact.avatarId}, ${fact.text}, ${fact.source}, ${vectorSql(fact.embedding)},
            ${fact.embeddingModel}, ${fact.now})`;
}

export interface NewFanMemory extends Embedded {
  id: string;
  avatarId: string;
  fanId: string;
  text: string;
  kind: string;
  /** 0 to 1. */
  confidence: number;
  now: Date;
}

/** The same text again refreshes the memory it repeats. Throws when the fan is not one of this avatar's (trust T6). */
export async function storeFanMemory(database: Connection, memory: NewFanMemory): Promise<void> {
  const stored = await database.$executeRaw`
    INSERT INTO "FanMemory" ("id", "avatarId", "fanId", "text", "kind", "confidence", "embedding", "embeddingModel",
                             "createdAt")
    SELECT ${memory.id}, "Fan"."avatarId", "Fan"."id", ${memory.text}, ${memory.kind}, ${memory.confidence},
           ${vectorSql(memory.embedding)}, ${memory.embeddingModel}, ${memory.now}
    FROM "Fan" WHERE "Fan"."id" = ${memory.fanId} AND "Fan"."avatarId" = ${memory.avatarId}
    ON CONFLICT ("fanId", "text") DO UPDATE SET
      "confidence" = GREATEST("FanMemory"."confidence", EXCLUDED."confidence"),
      "embedding" = EXCLUDED."embedding", "embeddingModel" = EXCLUDED."embeddingModel",
      "lastUsedAt" = EXCLUDED."createdAt"`;
  if (stored === 0) throw new Error(`fan ${memory.fanId} is not a fan of avatar ${memory.avatarId}`);
}

/** Of what she told one fan, and all of them, the newest so many are kept. Our own choice, no outside source. */
const SAID_KEPT_A_FAN = 30;
const SAID_KEPT_AN_AVATAR = 5_000;

export interface NewSaidFact {
  readonly id: string;
  readonly text: string;
  /** "2026-12-01", her own. */
  readonly day: string;
  /** null: not embedded, found by its age alone. */
  readonly embedding: readonly number[] | null;
  readonly embeddingModel: string;
}

/** Which message said it: the answer up to there, as it begins. */
export interface SaidIn {
  readonly conversationId: string;
  readonly upToSeq: number;
  readonly text: string;
}

/** One statement. The same again is as new as its last time; nothing is written where no such answer stands. */
export async function storeSaidFacts(
  db: Queryable,
  { conversationId, upToSeq, text }: SaidIn,
  facts: readonly NewSaidFact[],
  now: Date,
): Promise<void> {
  const rows = facts.map(({ embedding, ...fact }) => ({
    ...fact,
    embedding: embedding ? vectorText(embedding) : null,
  }));
  await db.query({
    name: "store_said_facts",
    text: `
      WITH "answer" AS (
        SELECT o."id", c."avatarId", c."fanId" FROM "OutboundMessage" o JOIN "Conversation" c ON c."id" = o."conversationId"
        WHERE o."conversationId" = $1 AND o."upToSeq" = $2 AND o."kind" = 'reply' AND o."author" = 'avatar'
          AND left(o."text", 40) = left($3, 40)
        ORDER BY o."ordinal" LIMIT 1),
      "old" AS (
        DELETE FROM "SaidFact" WHERE "id" IN (
          (SELECT s."id" FROM "SaidFact" s, "answer" a WHERE s."fanId" = a."fanId" AND s."text" <> ALL($6::text[])
           ORDER BY s."createdAt" DESC OFFSET ${SAID_KEPT_A_FAN})
          UNION ALL
          (SELECT s."id" FROM "SaidFact" s, "answer" a WHERE s."avatarId" = a."avatarId" AND s."text" <> ALL($6::text[])
           ORDER BY s."createdAt" DESC OFFSET ${SAID_KEPT_AN_AVATAR})))
      INSERT INTO "SaidFact" ("id", "avatarId", "fanId", "outboundId", "text", "day", "embedding", "embeddingModel", "createdAt")
      SELECT f."id", a."avatarId", a."fanId", a."id", f."text", f."day", f."embedding"::vector,
             CASE WHEN f."embedding" IS NOT NULL THEN f."embeddingModel" END, $5
      FROM "answer" a, jsonb_to_recordset($4::jsonb)
        AS f("id" text, "text" text, "day" date, "embedding" text, "embeddingModel" text)
      ON CONFLICT ("fanId", "text") DO UPDATE SET "day" = EXCLUDED."day", "createdAt" = EXCLUDED."createdAt",
        "outboundId" = EXCLUDED."outboundId", "embedding" = EXCLUDED."embedding",
        "embeddingModel" = EXCLUDED."embeddingModel"`,
    values: [conversationId, upToSeq, text, JSON.stringify(rows), now, facts.map((fact) => fact.text)],
  });
}

export interface RecallQuery extends Embedded {
  readonly avatarId: string;
  readonly fanId: string;
  /** What is learned later is not remembered yet: an evaluation asks as of an earlier time. */
  readonly now: Date;
  readonly personaFacts: number;
  readonly fanMemories: number;
  /** What she told this fan of herself; absent: none. */
  readonly saidFacts?: number;
}

/** Of what she told a fan, so many of the newest are recalled whatever the fan speaks of. */
const SAID_NEWEST = 3;

// One statement for both, prepared under a name: the vector is a text of kilobytes, and planning costs more than the scan.
const RECALL = `
  WITH "query" AS (SELECT $1::vector AS "embedding")
  (SELECT 'persona' AS "source", "id", "text", '' AS "kind", 1::float8 AS "confidence", "similarity", "similarity" AS "score"
   FROM (SELECT *, 1 - ("PersonaFact"."embedding" <=> (SELECT "embedding" FROM "query")) AS "similarity"
         FROM "PersonaFact"
         WHERE "avatarId" = $2 AND "embeddingModel" = $4 AND "embedding" IS NOT NULL) AS "fact"
   ORDER BY "score" DESC, "id" LIMIT $6)
  UNION ALL
  (SELECT 'fan', "id", "text", "kind", "confidence", "similarity",
          "similarity" * ${1 - RECENCY_WEIGHT} + "freshness" * ${RECENCY_WEIGHT} AS "score"
   FROM (SELECT *, 1 - ("FanMemory"."embedding" <=> (SELECT "embedding" FROM "query")) AS "similarity",
                power(0.5, GREATEST(EXTRACT(EPOCH FROM $5::timestamptz - COALESCE("lastUsedAt", "createdAt")) / 86400, 0)
                           / ${RECENCY_HALF_LIFE_DAYS})::float8 AS "freshness"
         FROM "FanMemory"
         WHERE "avatarId" = $2 AND "fanId" = $3 AND "embeddingModel" = $4 AND "embedding" IS NOT NULL
           AND "createdAt" <= $5::timestamptz) AS "memory"
   ORDER BY "score" DESC, "id" LIMIT $7)
  UNION ALL
  (SELECT 'said', "id", "text", to_char("day", 'YYYY-MM-DD'), 1, "similarity",
          "similarity" * ${1 - RECENCY_WEIGHT} + "freshness" * ${RECENCY_WEIGHT} AS "score"
   FROM (SELECT "SaidFact".*,
                CASE WHEN "SaidFact"."embeddingModel" = $4
                     THEN 1 - ("SaidFact"."embedding" <=> (SELECT "embedding" FROM "query")) ELSE 0 END AS "similarity",
                power(0.5, GREATEST(EXTRACT(EPOCH FROM $5::timestamptz - "SaidFact"."createdAt") / 86400, 0)
                           / ${RECENCY_HALF_LIFE_DAYS})::float8 AS "freshness",
                row_number() OVER (ORDER BY "SaidFact"."createdAt" DESC, "SaidFact"."id" DESC) AS "newness"
         FROM "SaidFact" JOIN "OutboundMessage" ON "OutboundMessage"."id" = "outboundId"
         WHERE "avatarId" = $2 AND "fanId" = $3 AND "OutboundMessage"."state" IN ('pending', 'sending', 'unknown', 'sent')
        ) AS "told"
   ORDER BY "newness" > ${SAID_NEWEST}, "score" DESC, "id" LIMIT $8)
  ORDER BY "source", "score" DESC, "id"`;

/**
 * What fits, best first: facts of the avatar, which do not age, memories of one fan of hers, and what she told that fan of
 * herself, the newest of it in any case (trust T6).
 */
export async function recall(
  db: Queryable,
  query: RecallQuery,
): Promise<{
  readonly persona: readonly Recollection[];
  readonly memories: readonly FanMemoryRecollection[];
  /** Oldest first. */
  readonly said: readonly SaidRecollection[];
}> {
  const { rows } = await db.query<FanMemoryRecollection & { source: "persona" | "fan" | "said" }>({
    name: "recall",
    text: RECALL,
    values: [
      vectorText(query.embedding),
      query.avatarId,
      query.fanId,
      query.embeddingModel,
      query.now,
      query.personaFacts,
      query.fanMemories,
      query.saidFacts ?? 0,
    ],
  });
  const from = (source: "persona" | "fan" | "said") => rows.filter((row) => row.source === source);
  const said = from("said").map(({ id, text, kind }) => ({ id, text, day: kind }));
  return { persona: from("persona"), memories: from("fan"), said: said.sort(byDay) };
}

/** Ids sort by time. */
function byDay(one: SaidRecollection, other: SaidRecollection): number {
  return `${one.day} ${one.id}` < `${other.day} ${other.id}` ? -1 : 1;
}

function vectorSql(values: readonly number[]): Prisma.Sql {
  return Prisma.sql`${vectorText(values)}::vector`;
}

function vectorText(values: readonly number[]): string {
  if (values.length > VECTOR_DIMENSIONS) {
    throw new RangeError(`an embedding has at most ${VECTOR_DIMENSIONS} dimensions, this one ${values.length}`);
  }
  if (!values.every(Number.isFinite)) throw new RangeError("an embedding holds finite numbers only");
  // pgvector keeps single precision, in which a tiny number is zero, too.
  if (!values.some((value) => Math.fround(value) !== 0)) throw new RangeError("an embedding of zeros has no direction");
  const padding = Array.from({ length: VECTOR_DIMENSIONS - values.length }, () => 0);
  return toSql([...values, ...padding]);
}
