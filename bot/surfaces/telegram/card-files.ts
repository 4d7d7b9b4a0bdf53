// Pictures, films and sound of a card as uploads from the object store; what fits is decided before a byte is sent.
import { InputFile } from "grammy";
import type { CardImage } from "../../../agents/commands/view.ts";
import { toAppError } from "../../../agents/kernel/errors.ts";
import type { Logger } from "../../../agents/kernel/log.ts";
import type { ObjectFacts, ObjectStore } from "../../../agents/ports/object-store.ts";
import { documentName } from "../chat/document-name.ts";
import { type FilmStill, filmStill } from "./film-still.ts";

export interface CardFile {
  readonly kind: "photo" | "video" | "audio";
  readonly source: InputFile;
  readonly bytes: number;
  /** Of a film. */
  readonly still?: FilmStill;
}

/** Telegram's limit for a photo. */
const PHOTO_BYTES = 10 * 1024 * 1024;
/** Telegram takes requests of 50 MiB: this much of files leaves room for thumbnails and captions. */
export const UPLOAD_BYTES = 50_000_000;

const NAMES = { photo: "picture", video: "film", audio: "sound" } as const;

/** The file; of a picture that is missing or too large its thumbnail, where there is one. */
export async function loadFile(
  store: ObjectStore,
  image: CardImage,
  log: Logger,
): Promise<CardFile | "too_large" | "missing"> {
  const kind = image.media ?? "photo";
  const facts = await factsOf(store, image.key, log);
  if (facts && facts.bytes <= (kind === "photo" ? PHOTO_BYTES : UPLOAD_BYTES)) {
    const still = kind === "video" && image.thumbnailKey ? await filmStill(store, image.thumbnailKey, log) : null;
    return { ...fileOf(store, image.key, kind, facts), ...(still ? { still } : {}) };
  }
  const small = kind === "photo" && image.thumbnailKey ? await factsOf(store, image.thumbnailKey, log) : null;
  if (small && image.thumbnailKey && small.bytes <= PHOTO_BYTES) {
    return fileOf(store, image.thumbnailKey, kind, small);
  }
  return facts ? "too_large" : "missing";
}

/** null: missing, or larger than Telegram takes. */
export async function loadDocument(store: ObjectStore, key: string, log: Logger): Promise<InputFile | null> {
  const facts = await factsOf(store, key, log);
  if (!facts || facts.bytes > UPLOAD_BYTES) return null;
  return new InputFile(() => store.stream(key), documentName(key));
}

/** Read while it is sent, and again when a call is repeated. Its ending tells Telegram the type. */
function fileOf(store: ObjectStore, key: string, kind: CardFile["kind"], { bytes }: ObjectFacts): CardFile {
  const name = `${NAMES[kind]}.${key.slice(key.lastIndexOf(".") + 1)}`;
  return { kind, source: new InputFile(() => store.stream(key), name), bytes };
}

async function factsOf(store: ObjectStore, key: string, log: Logger): Promise<ObjectFacts | null> {
  try {
    return await store.head(key);
  } catch (thrown) {
    log.warn("a file cannot be read", { surface: "telegram", code: toAppError(thrown).code, error: thrown });
    return null;
  }
}
