// A ZIP of files, as training data is sent: unpacked, file after file, and the same bytes for the same files.
import { once } from "node:events";
import type { PassThrough } from "node:stream";
import yazl from "yazl";
import { checkName, MAX_FILES, tooLargeArchive, UniqueNames } from "./archive-rules.ts";

export interface ArchiveFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Pictures are packed already, and training does not ask when they were made. */
const FILE_OPTIONS = { compress: false, mode: 0o100644, forceDosTimestamp: true };

/** One file is in memory at a time. @throws AppError `invalid_input` for names we would refuse, `too_large`, while iterating */
export async function* writeArchive(
  files: Iterable<ArchiveFile> | AsyncIterable<ArchiveFile>,
): AsyncIterable<Uint8Array> {
  const zip = new yazl.ZipFile();
  // Typed as a mere readable stream.
  const output = zip.outputStream as PassThrough;
  const stopped = new AbortController();
  const feeding = feed(zip, output, files, stopped.signal).catch((thrown: Error) => void output.destroy(thrown));
  try {
    for await (const chunk of output) yield chunk;
  } finally {
    stopped.abort();
    output.destroy();
    await feeding;
  }
}

async function feed(
  zip: yazl.ZipFile,
  output: PassThrough,
  files: Iterable<ArchiveFile> | AsyncIterable<ArchiveFile>,
  signal: AbortSignal,
): Promise<void> {
  const names = new UniqueNames();
  // ZIP knows local time only: midnight is written the same everywhere.
  const mtime = new Date(1980, 0, 1);
  let count = 0;
  for await (const { name, bytes } of files) {
    checkName(name);
    names.add(name);
    count += 1;
    if (count > MAX_FILES) throw tooLargeArchive("archive_files", `An archive may hold ${MAX_FILES} files.`);
    zip.addBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), name, { ...FILE_OPTIONS, mtime });
    if (output.writableNeedDrain) await once(output, "drain", { signal });
  }
  zip.end();
}
