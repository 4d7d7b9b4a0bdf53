// Bytes an archive is read from without loading it whole: a file in memory, or ranges of a stored object.
import { Readable } from "node:stream";
import yauzl from "yauzl";
import { badArchive } from "./archive-rules.ts";

export interface ArchiveSource {
  readonly size: number;
  /** Half open, as `slice`: for a stored object `store.read(key, { start, end })`. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** The directory is read in many small steps; each range asked for is at least this long. */
const WINDOW_BYTES = 256 * 1024;

/** The source as yauzl reads: small steps served from the last range that was fetched. */
export class SourceReader extends yauzl.RandomAccessReader {
  readonly #source: ArchiveSource;
  #windowStart = 0;
  #window: Uint8Array = new Uint8Array();

  constructor(source: ArchiveSource) {
    super();
    this.#source = source;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#range(position, position + length).then(
      (bytes) => {
        buffer.set(bytes, offset);
        callback(null);
      },
      (thrown: unknown) => callback(thrown instanceof Error ? thrown : new Error(String(thrown))),
    );
  }

  /** Only for contents, which are read from the source itself. */
  override _readStreamForRange(): Readable {
    return Readable.from([]);
  }

  async #range(start: number, end: number): Promise<Uint8Array> {
    if (start < 0 || end > this.#source.size) throw badArchive("archive_broken", "The archive is cut off.");
    if (start < this.#windowStart || end > this.#windowStart + this.#window.length) {
      const until = Math.min(this.#source.size, Math.max(end, start + WINDOW_BYTES));
      this.#window = await this.#source.read(start, until);
      this.#windowStart = start;
    }
    const bytes = this.#window.subarray(start - this.#windowStart, end - this.#windowStart);
    if (bytes.length < end - start) throw badArchive("archive_broken", "The archive is cut off.");
    return bytes;
  }
}
