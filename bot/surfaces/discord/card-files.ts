// Pictures, films and sound of a card as attachments: what fits, and what may be shown in the channel.
import type { RawFile } from "discord.js";
import type { AppContext } from "../../../agents/commands/context.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { tiersOfKeys } from "../../../agents/commands/media/tiers-of-keys.ts";
import type { CardImage } from "../../../agents/commands/view.ts";
import { toAppError } from "../../../agents/kernel/errors.ts";
import { documentName } from "../chat/document-name.ts";

/** `link`: it is there, but goes by a link. `not_here`: the channel is not age-restricted. */
export type LoadedFile = { readonly file: RawFile; readonly bytes: number } | "too_large" | "missing" | "not_here";

/** Discord takes files of 10 MiB without a boost, and requests of 25 MiB: this much leaves room for the rest. */
const FILE_BYTES = 10 * 1024 * 1024;
export const REQUEST_BYTES = 24 * 1024 * 1024;
/** Messages, "attachments". */
export const ALBUM_SIZE = 10;

const NAMES = { photo: "picture", video: "film", audio: "sound" } as const;

/** For each picture whether it may be shown: suggestive ones in age-restricted channels, restricted ones nowhere. */
export async function mayBeShown(
  context: AppContext,
  images: readonly CardImage[],
  isAgeRestricted: () => Promise<boolean>,
): Promise<ReadonlySet<CardImage>> {
  const keys = images.flatMap(({ key, thumbnailKey }) => [key, ...(thumbnailKey ? [thumbnailKey] : [])]);
  const tiers = await callInternal(context, tiersOfKeys, { keys: keys.slice(0, 500) });
  const tierOf = (image: CardImage) => tiers.get(image.key) ?? tiers.get(image.thumbnailKey ?? "") ?? "safe";
  const hasSuggestive = images.some((image) => tierOf(image) === "suggestive");
  const showsSuggestive = hasSuggestive && (await isAgeRestricted());
  return new Set(
    images.filter((image) => tierOf(image) === "safe" || (tierOf(image) === "suggestive" && showsSuggestive)),
  );
}

export async function loadFile(context: AppContext, image: CardImage, number: number): Promise<LoadedFile> {
  const isPhoto = image.media === undefined;
  const keys = [image.key, ...(isPhoto && image.thumbnailKey ? [image.thumbnailKey] : [])];
  let isThere = false;
  for (const key of keys) {
    const bytes = await bytesOf(context, key);
    isThere ||= bytes !== null;
    if (bytes === null || bytes > FILE_BYTES) continue;
    const stored = await context.ports.store.get(key);
    const name = `${NAMES[image.media ?? "photo"]}-${number}.${key.slice(key.lastIndexOf(".") + 1)}`;
    return { file: { name, data: Buffer.from(stored.bytes) }, bytes };
  }
  return isThere ? "too_large" : "missing";
}

/** null: missing, or larger than Discord takes. */
export async function loadDocument(context: AppContext, key: string): Promise<RawFile | null> {
  const bytes = await bytesOf(context, key);
  if (bytes === null || bytes > FILE_BYTES) return null;
  return { name: documentName(key), data: Buffer.from((await context.ports.store.get(key)).bytes) };
}

async function bytesOf({ ports, log }: AppContext, key: string): Promise<number | null> {
  try {
    return (await ports.store.head(key))?.bytes ?? null;
  } catch (thrown) {
    log.warn("a file cannot be read", { surface: "discord", code: toAppError(thrown).code, error: thrown });
    return null;
  }
}
