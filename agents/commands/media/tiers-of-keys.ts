// How exposed stored pictures are, for surfaces that may not show everything everywhere.
import { z } from "zod";
import { TIERS, type Tier } from "../../domain/content/tier.ts";
import { defineInternal } from "../internal.ts";

/** Keys of pieces, their thumbnails and slides with their tier; charts, faces and uploads are of no piece and left out. */
export const tiersOfKeys = defineInternal({
  name: "media.tiers-of-keys",
  input: z.object({ keys: z.array(z.string()).max(500) }),
  run: async (context, { keys }): Promise<ReadonlyMap<string, Tier>> => {
    const wanted = [...keys];
    const assets = await context.database.prisma.asset.findMany({
      where: { OR: [{ storageKey: { in: wanted } }, { thumbnailKey: { in: wanted } }] },
      select: {
        storageKey: true,
        thumbnailKey: true,
        piece: { select: { tier: true } },
        job: { select: { piece: { select: { tier: true } } } },
      },
    });
    const tiers = new Map<string, Tier>();
    for (const { storageKey, thumbnailKey, piece, job } of assets) {
      const tier = piece?.tier ?? job?.piece?.tier;
      if (!tier) continue;
      for (const key of [storageKey, ...(thumbnailKey ? [thumbnailKey] : [])]) {
        const known = tiers.get(key) ?? "safe";
        tiers.set(key, TIERS.indexOf(tier) > TIERS.indexOf(known) ? tier : known);
      }
    }
    return tiers;
  },
});
