// Adds signed addresses of stills, pictures and films to pieces that are about to be shown. A file on hold is not shown to anyone here.
import type { ParamsType, RecordJSON } from "adminjs";
import type { App } from "../../agents/commands/app.ts";

/** Address of a stored file on this very server: the page's policy allows pictures from nowhere else. */
export type MediaLink = (key: string) => string | Promise<string>;

/** The records went through the adapter, so their reader may see them. */
export async function addPictures(app: App, mediaLink: MediaLink, records: readonly RecordJSON[]): Promise<void> {
  const ids = records.flatMap(({ params }) => (typeof params.assetId === "string" ? [params.assetId] : []));
  if (ids.length === 0) return;
  const assets = await app.context.database.prisma.asset.findMany({
    where: { id: { in: ids } },
    select: { id: true, storageKey: true, thumbnailKey: true, synthetic: true, heldAt: true, contentType: true },
  });
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  for (const record of records) {
    const asset = byId.get(String(record.params.assetId));
    if (!asset) continue;
    const isFilm = asset.contentType.startsWith("video/");
    const added: ParamsType = { synthetic: asset.synthetic, onHold: asset.heldAt !== null, isFilm };
    const thumbnail = asset.thumbnailKey ?? (asset.contentType.startsWith("image/") ? asset.storageKey : null);
    if (!asset.heldAt && thumbnail) added.thumbnailUrl = await mediaLink(thumbnail);
    if (!asset.heldAt && (thumbnail || isFilm)) added.pictureUrl = await mediaLink(asset.storageKey);
    Object.assign(record.params, added);
  }
}
