// Which stored files a row still needs, and whose they are. Nothing is deleted from the store without asking here.
import type { AppContext } from "../context.ts";

export type KeyUse = "piece" | "picture" | "post" | "lora" | "deleted_lora" | "dataset" | "consent" | "work";

export interface ReferencedKey {
  readonly use: KeyUse;
  /** "luna-12", "luna-v1" ... or an id. */
  readonly name: string;
}

type Read = Pick<AppContext, "database">;

interface Row extends ReferencedKey {
  readonly key: string;
}

/** Rows that name a file, each under the column's own index where there is one. */
const NAMED = `
  SELECT a."storageKey" AS key, CASE WHEN p.id IS NULL THEN 'picture' ELSE 'piece' END AS use,
    COALESCE(v.slug || '-' || p.number, a.id) AS name
  FROM "Asset" a JOIN "Avatar" v ON v.id = a."avatarId" LEFT JOIN "Piece" p ON p."assetId" = a.id
  WHERE a."storageKey" = ANY($1)
  UNION ALL
  SELECT a."thumbnailKey", CASE WHEN p.id IS NULL THEN 'picture' ELSE 'piece' END, COALESCE(v.slug || '-' || p.number, a.id)
  FROM "Asset" a JOIN "Avatar" v ON v.id = a."avatarId" LEFT JOIN "Piece" p ON p."assetId" = a.id
  WHERE a."thumbnailKey" = ANY($1)
  UNION ALL
  SELECT named.key, CASE WHEN l.state = 'deleted' THEN 'deleted_lora' ELSE 'lora' END, COALESCE(v.slug || '-v' || l.version, l.id)
  FROM "LoraModel" l LEFT JOIN "Avatar" v ON v.id = l."avatarId",
    LATERAL (VALUES (l."weightsKey"), (l.exam->>'sheetKey')) AS named(key)
  WHERE named.key = ANY($1)
  UNION ALL
  SELECT named.key, 'dataset', v.slug || '-d' || d.version
  FROM "Dataset" d JOIN "Avatar" v ON v.id = d."avatarId",
    LATERAL (VALUES (d."archiveKey"), (d.report->>'reportKey'), (d.report->>'sheetKey')) AS named(key)
  WHERE named.key = ANY($1)
  UNION ALL
  SELECT c."evidenceKey", 'consent', c.id FROM "Consent" c WHERE c."evidenceKey" = ANY($1)
  UNION ALL
  SELECT named.key, 'work', j.id
  FROM "VendorJob" j,
    LATERAL (VALUES (j.request->>'referenceKey'), (j.request->>'imageKey'), (j.request->>'archiveKey')) AS named(key)
  WHERE j.state IN ('planned', 'running', 'unknown') AND named.key = ANY($1)`;

export async function referencedKeys(
  context: Read,
  keys: readonly string[],
): Promise<ReadonlyMap<string, ReferencedKey>> {
  if (keys.length === 0) return new Map();
  const { rows } = await context.database.pool.query<Row>({ name: "referenced-keys", text: NAMED, values: [keys] });
  const found = new Map<string, ReferencedKey>(rows.map(({ key, use, name }) => [key, { use, name }]));
  const unnamed = keys.filter((key) => !found.has(key));
  for (const [key, use] of await renditions(context, unnamed)) found.set(key, use);
  return found;
}

/** "…/job-1.png" is published as "…/job-1-instagram_story.jpg": platforms fetch that copy for as long as they like. */
const RENDITION = /^(.+)-[a-z][a-z0-9_]*\.(?:jpg|mp4)$/;
const ORIGINAL_ENDINGS = ["png", "jpg", "jpeg", "webp", "mp4"];

async function renditions(context: Read, keys: readonly string[]): Promise<readonly [string, ReferencedKey][]> {
  const originals = new Map(
    keys.flatMap((key) => {
      const base = RENDITION.exec(key)?.[1];
      return base === undefined ? [] : ORIGINAL_ENDINGS.map((ending): [string, string] => [`${base}.${ending}`, key]);
    }),
  );
  if (originals.size === 0) return [];
  const assets = await context.database.prisma.asset.findMany({
    where: { storageKey: { in: [...originals.keys()] } },
    select: { id: true, storageKey: true },
  });
  return assets.flatMap(({ id, storageKey }): [string, ReferencedKey][] => {
    const key = originals.get(storageKey);
    return key === undefined ? [] : [[key, { use: "post", name: id }]];
  });
}
