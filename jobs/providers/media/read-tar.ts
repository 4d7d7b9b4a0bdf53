// Takes single files out of a .tar from outside, as trainers hand over what they made, without unpacking the rest (trust T10).
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { extract, type Extract as TarExtract } from "tar-stream";
import { AppError } from "../../../agents/kernel/errors.ts";
import { badArchive, checkName, MAX_FILES, tooLargeArchive, UniqueNames } from "./archive-rules.ts";

export interface TarEntry {
  /** Only to tell files apart: never a path. */
  readonly name: string;
  readonly bytes: number;
  /** To be read, to its end or not at all, before the next entry is asked for. */
  readonly content: AsyncIterable<Uint8Array>;
}

export interface TarLimits {
  /** Of one wanted file. */
  readonly maxFileBytes: number;
  /** Of the whole archive. */
  readonly maxBytes: number;
}

/**
 * The wanted files as they come by. What the source throws comes through as it is.
 * @param wanted asked for each file's name, without a leading "./"
 * @throws AppError `invalid_input`, `too_large`, while iterating
 */
export async function* readTar(
  source: Uint8Array | AsyncIterable<Uint8Array>,
  wanted: (name: string) => boolean,
  limits: TarLimits,
): AsyncIterable<TarEntry> {
  const tar = extract();
  const sourced = new SourceErrors();
  const chunks = sourced.watch(source instanceof Uint8Array ? [source] : source, limits.maxBytes);
  // Reports through the iteration below, which ends with the same error.
  const feeding = pipeline(Readable.from(chunks), tar).catch(() => undefined);
  const names = new UniqueNames();
  let count = 0;
  try {
    for await (const entry of tar) {
      count += 1;
      if (count > MAX_FILES) throw tooLargeArchive("archive_files", `An archive may hold ${MAX_FILES} files.`);
      const file = checkEntry(entry, names);
      if (file && wanted(file.name)) {
        if (file.bytes > limits.maxFileBytes) {
          throw tooLargeArchive("archive_bytes", `A file of the archive is larger than ${limits.maxFileBytes} bytes.`);
        }
        yield { ...file, content: contentOf(entry, sourced) };
      }
      entry.resume();
    }
  } catch (thrown) {
    throw sourced.tell(thrown);
  } finally {
    tar.destroy();
    await feeding;
  }
}

type Entry = TarExtract extends AsyncIterable<infer Item> ? Item : never;

/** Null for folders. @throws AppError `invalid_input` */
function checkEntry({ header }: Entry, names: UniqueNames): { name: string; bytes: number } | null {
  const name = header.name.replace(/^(\.\/)+/, "");
  if (header.type === "directory") return null;
  if (header.type !== "file") {
    throw badArchive("archive_link", "The archive holds links or other things that are not files.");
  }
  checkName(name);
  names.add(name);
  return { name, bytes: header.size };
}

async function* contentOf(entry: Entry, sourced: SourceErrors): AsyncIterable<Uint8Array> {
  try {
    // Typed as unknown; a tar's content is bytes.
    for await (const chunk of entry as AsyncIterable<Uint8Array>) yield chunk;
  } catch (thrown) {
    throw sourced.tell(thrown);
  }
}

/** Tells the source's own failures from those of the archive in it. */
class SourceErrors {
  #thrown: unknown;

  async *watch(source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, maxBytes: number): AsyncIterable<Uint8Array> {
    let bytes = 0;
    try {
      for await (const chunk of source) {
        bytes += chunk.length;
        if (!(bytes <= maxBytes)) throw tooLargeArchive("archive_bytes", "The archive is too large.");
        yield chunk;
      }
    } catch (thrown) {
      this.#thrown = thrown;
      throw thrown;
    }
  }

  tell(thrown: unknown): unknown {
    if (this.#thrown !== undefined) return this.#thrown;
    if (thrown instanceof AppError) return thrown;
    return badArchive("archive_broken", "The archive is broken.", thrown);
  }
}
