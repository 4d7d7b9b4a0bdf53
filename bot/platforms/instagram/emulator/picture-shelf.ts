// Files of emulated posts, kept as long as the journal: the link they were fetched from is short-lived. Clips come and go in
// pieces, so that a long one is never whole in memory.
import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ByteRange } from "../../../../agents/ports/object-store.ts";

export interface PictureShelf {
  /** After what is there of it. */
  append(id: string, bytes: Uint8Array): void;
  remove(id: string): void;
  /** In bytes; 0: there is none. */
  size(id: string): number;
  /** As much of the range as there is. */
  read(id: string, range: ByteRange): Buffer;
}

/** What is read of a file at a time. */
const PIECE_BYTES = 256 * 1024;

export function* piecesOnShelf(shelf: PictureShelf, id: string): Generator<Buffer> {
  const size = shelf.size(id);
  for (let start = 0; start < size; start += PIECE_BYTES) {
    yield shelf.read(id, { start, end: Math.min(start + PIECE_BYTES, size) });
  }
}

/** @param directory absent: kept in memory */
export function openPictureShelf(directory: string | undefined): PictureShelf {
  return directory === undefined ? inMemory() : inFolder(directory);
}

function inMemory(): PictureShelf {
  const files = new Map<string, Buffer[]>();
  const get = (id: string) => {
    const pieces = files.get(id) ?? [];
    const whole = pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
    if (pieces.length > 1) files.set(id, [whole]);
    return whole;
  };
  return {
    append: (id, bytes) => {
      const pieces = files.get(id) ?? [];
      pieces.push(Buffer.from(bytes));
      files.set(id, pieces);
    },
    remove: (id) => void files.delete(id),
    size: (id) => get(id).length,
    read: (id, { start, end }) => get(id).subarray(start, end),
  };
}

function inFolder(directory: string): PictureShelf {
  mkdirSync(directory, { recursive: true });
  const pathOf = (id: string) => join(directory, `${id}.jpg`);
  const size = (id: string) => (existsSync(pathOf(id)) ? statSync(pathOf(id)).size : 0);
  return {
    append: (id, bytes) => appendFileSync(pathOf(id), bytes),
    remove: (id) => rmSync(pathOf(id), { force: true }),
    size,
    read: (id, { start, end }) => {
      const bytes = Buffer.alloc(Math.max(0, Math.min(end, size(id)) - start));
      if (bytes.length === 0) return bytes;
      const file = openSync(pathOf(id), "r");
      try {
        return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, start));
      } finally {
        closeSync(file);
      }
    },
  };
}
