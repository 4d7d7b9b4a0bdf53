// When an operator gets the digest. Without a choice: in the morning, UTC.
import { z } from "zod";
import type { AppContext } from "../context.ts";

const Stored = z.object({
  on: z.boolean().default(true),
  hour: z.number().int().min(0).max(23).default(8),
  zone: z.string().default("UTC"),
});
export type DigestSettings = z.output<typeof Stored>;

export const digestKey = (operatorId: string) => `digest:${operatorId}`;

export async function digestSettings(
  { database }: Pick<AppContext, "database">,
  operatorIds: readonly string[],
): Promise<ReadonlyMap<string, DigestSettings>> {
  const keys = operatorIds.map(digestKey);
  const rows = await database.prisma.setting.findMany({ where: { key: { in: keys } } });
  const stored = new Map(rows.map(({ key, value }) => [key, value]));
  return new Map(operatorIds.map((id) => [id, Stored.parse(stored.get(digestKey(id)) ?? {})]));
}
