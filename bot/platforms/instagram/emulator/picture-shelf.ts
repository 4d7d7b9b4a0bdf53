// Pictures of emulated posts, kept as long as the journal: the link they were fetched from is short-lived.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface PictureShelf {
  put(id: string, bytes: Uint8Array): void;
  get(id: string): Uint8Array | undefined;
}

/** @param directory absent: kept in memory */
export function openPictureShelf(directory: string | undefined): PictureShelf {
  if (directory === undefined) {
    const pictures = new Map<string, Uint8Array>();
    return { put: (id, bytes) => void pictures.set(id, bytes), get: (id) => pictures.get(id) };
  }
  mkdirSync(directory, { recursive: true });
  const pathOf = (id: string) => join(directory, `${id}.jpg`);
  return {
    put: (id, bytes) => writeFileSync(pathOf(id), bytes),
    get: (id) => (existsSync(pathOf(id)) ? readFileSync(pathOf(id)) : undefined),
  };
}
