// How often the planner takes each shot for an avatar, by the proposals that were applied.
import type { AppContext } from "../context.ts";

const USUAL = 1;

export async function shotWeights(
  { database }: Pick<AppContext, "database">,
  avatarId: string,
): Promise<(template: { readonly key: string }) => number> {
  const rows = await database.prisma.shotWeight.findMany({ where: { avatarId } });
  const weights = new Map(rows.map(({ templateKey, weight }) => [templateKey, weight]));
  return ({ key }) => weights.get(key) ?? USUAL;
}
