// Which accounts are due: for a check of their health, or because a post has come to an age whose figures are wanted.
import { z } from "zod";
import { Prisma } from "../../../prisma/client.ts";
import { checkEveryHours } from "../../domain/distribution/account-health.ts";
import { HOUR_MS } from "../../kernel/clock.ts";
import type { AppContext } from "../context.ts";
import { dueInsights } from "../insight/due-insights.ts";
import { defineInternal } from "../internal.ts";

const LIMIT = 500;

/** Those that post somewhere; a chat has no figures of this kind. */
export function watchedPlatforms({ ports }: Pick<AppContext, "ports">): string[] {
  const { insights, publishers, connectors } = ports;
  return [...new Set([...Object.keys(insights), ...Object.keys(publishers)])].filter(
    (platform) => Object.hasOwn(insights, platform) || Object.hasOwn(connectors, platform),
  );
}

export const accountsToLookAfter = defineInternal({
  name: "account.to-look-after",
  input: z.object({}),
  run: async (context): Promise<readonly string[]> => {
    const now = context.clock.now();
    const platforms = watchedPlatforms(context);
    if (platforms.length === 0) return [];
    const readable = Object.keys(context.ports.insights);
    const since = (isSelfPaused: boolean) =>
      Prisma.sql`CASE account.platform ${Prisma.join(
        platforms.map((platform) => {
          const from = new Date(now.getTime() - checkEveryHours(platform, isSelfPaused) * HOUR_MS);
          return Prisma.sql`WHEN ${platform} THEN ${from}::timestamptz`;
        }),
        " ",
      )} END`;
    const rows = await context.database.prisma.$queryRaw<{ id: string }[]>`
      SELECT account.id FROM "Account" account JOIN "Avatar" avatar ON avatar.id = account."avatarId"
      WHERE account."accessToken" IS NOT NULL AND account.platform IN (${Prisma.join(platforms)})
        AND avatar.state <> 'retired'
        AND coalesce((account."rateState"->>'until')::timestamptz, '-infinity') <= ${now}
        AND (
          NOT EXISTS (
            SELECT 1 FROM "HealthCheck" health WHERE health."accountId" = account.id AND health."checkedAt" >
              CASE WHEN account."pausedAt" IS NOT NULL AND account."pauseReason" = 'health'
                THEN ${since(true)} ELSE ${since(false)} END
          ) OR (
            account.platform = ANY(${readable}) AND account.state <> 'disconnected'
            AND EXISTS (${dueInsights(now, Prisma.sql`post."accountId" = account.id`)})
          )
        )
      ORDER BY account.id LIMIT ${LIMIT}`;
    return rows.map(({ id }) => id);
  },
});
