// The posts whose figures are due, as SQL: out long enough, and not read at that age yet.
import { Prisma } from "../../../prisma/client.ts";
import {
  INSIGHT_AGES_HOURS,
  LAST_LOOK_HOURS,
  STORY_INSIGHT_AGES_HOURS,
  STORY_LIFE_HOURS,
} from "../../domain/distribution/insight-ages.ts";
import { HOUR_MS } from "../../kernel/clock.ts";

/** Columns id, externalId, kind, ageHours. @param which condition on "post" */
export function dueInsights(now: Date, which: Prisma.Sql): Prisma.Sql {
  const before = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
  return Prisma.sql`
    SELECT post.id, post."externalId", piece.kind, due."ageHours"
    FROM "ScheduledPost" post JOIN "Piece" piece ON piece.id = post."pieceId"
    CROSS JOIN LATERAL (
      SELECT max(age) AS "ageHours"
      FROM unnest(CASE WHEN piece.kind = 'story' THEN ${[...STORY_INSIGHT_AGES_HOURS]}::int[]
        ELSE ${[...INSIGHT_AGES_HOURS]}::int[] END) age
      WHERE post."publishedAt" + age * interval '1 hour' <= ${now}
    ) due
    WHERE ${which} AND post.state = 'published' AND post."externalId" IS NOT NULL
      AND post."publishedAt" BETWEEN ${before(LAST_LOOK_HOURS)} AND ${before(INSIGHT_AGES_HOURS[0])}
      AND (piece.kind <> 'story' OR post."publishedAt" > ${before(STORY_LIFE_HOURS)})
      AND NOT EXISTS (
        SELECT 1 FROM "PostInsight" insight WHERE insight."postId" = post.id AND insight."ageHours" = due."ageHours"
      )`;
}
