// All pgvector SQL: what an avatar knows about herself and what she remembers of one fan, found by meaning and recency.
// The sets are small (one avatar, one fan) and always filtered first, so an exact scan beats an approximate index.
import { toSql } from "pgvector";
import { Prisma, type PrismaClient, type Transaction } from "./client.ts";

/** Size of the columns; shorter vectors are padded with zeros, which changes no cosine. */
export const VECTOR_DIMENSIONS = 1024;

export interface Embedded {
  /** Finite numbers, at most VECTOR_DIMENSIONS, not all zero. */
  embedding: readonly number[];
  /** Vectors of different models cannot be compared: a search sees only those of its own model. */
  embeddingModel: string;
}

export interface VectorQuery extends Embedded {
  limit: number;
  now: Date;
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

/** Facts of one avatar, best first. They do not age. */
export function searchPersonaFacts(
  database: Connection,
  query: VectorQuery & { avatarId: string },
): Promise<Recollection[]> {
  const similarity = similarityTo(query.embedding);
  return database.$queryRaw<Recollection[]>`
    SELECT "id", "text", ${similarity} AS "similarity", ${similarity} AS "score"
    FROM "PersonaFact"
    WHERE "avatarId" = ${query.avatarId} AND "embeddingModel" = ${query.embeddingModel} AND "embedding" IS NOT NULL
    ORDER BY "score" DESC, "id" LIMIT ${query.limit}`;
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

/** Memories of one fan of one avatar, best first; both ids are always part of the query (trust T6). */
export function searchFanMemories(
  database: Connection,
  query: VectorQuery & { avatarId: string; fanId: string },
): Promise<FanMemoryRecollection[]> {
  const ageDays = Prisma.sql`EXTRACT(EPOCH FROM ${query.now}::timestamptz - COALESCE("lastUsedAt", "createdAt")) / 86400`;
  const freshness = Prisma.sql`power(0.5, GREATEST(${ageDays}, 0) / ${RECENCY_HALF_LIFE_DAYS}::float8)`;
  return database.$queryRaw<FanMemoryRecollection[]>`
    SELECT "id", "text", "kind", "confidence", "similarity",
           "similarity" * ${1 - RECENCY_WEIGHT}::float8 + "freshness" * ${RECENCY_WEIGHT}::float8 AS "score"
    FROM (
      SELECT *, ${similarityTo(query.embedding)} AS "similarity", (${freshness})::float8 AS "freshness"
      FROM "FanMemory"
      WHERE "avatarId" = ${query.avatarId} AND "fanId" = ${query.fanId}
        AND "embeddingModel" = ${query.embeddingModel} AND "embedding" IS NOT NULL
    ) AS "candidate"
    ORDER BY "score" DESC, "id" LIMIT ${query.limit}`;
}

function similarityTo(embedding: readonly number[]): Prisma.Sql {
  return Prisma.sql`1 - ("embedding" <=> ${vectorSql(embedding)})`;
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
