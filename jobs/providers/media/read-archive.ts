// Reads a ZIP from outside (trust T10): judged by its directory before anything is unpacked, unpacked only as far as promised.
import { pipeline, Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { AppError } from "../../../agents/kernel/errors.ts";
import {
  badArchive,
  checkName,
  MAX_FILES,
  MAX_RATIO,
  MAX_UNPACKED_BYTES,
  tooLargeArchive,
  UniqueNames,
} from "./archive-rules.ts";
import { type ArchiveSource, SourceReader } from "./archive-source.ts";

export interface ArchiveEntry {
  /** Only to tell files apart and to show: never a path. */
  readonly name: string;
  /** Unpacked; what is read never exceeds it. */
  readonly bytes: number;
  /** @throws AppError `invalid_input` when the content is not what the directory says */
  read(): Promise<Uint8Array>;
  /** As `read`, in pieces; only its end proves the pieces right. */
  stream(): AsyncIterable<Uint8Array>;
}

/** Room for 2,000 names and their attributes. */
const MAX_DIRECTORY_BYTES = 4 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;
/** Signature, versions, flags, sizes: what precedes the name in front of each file. */
const LOCAL_HEADER_BYTES = 30;

const STORED = 0;
const DEFLATED = 8;
/** Traditional, strong, and hidden-directory encryption. */
const ENCRYPTION_FLAGS = 0x1 | 0x40 | 0x2000;
const UNIX_TYPE_MASK = 0o170000;
/** No type given, folder, file. Anything else is a link, a device or a pipe. */
const UNIX_TYPES = [0, 0o040000, 0o100000];

/** The files, folders left out, in the order of the directory. @throws AppError `invalid_input`, `too_large` */
export async function readArchive(input: Uint8Array | ArchiveSource): Promise<readonly ArchiveEntry[]> {
  const source = sourceOf(input);
  await checkMagic(source);
  const zip = await asArchiveError(() => openZip(source));
  if (zip.entryCount > MAX_FILES) throw tooLargeArchive("archive_files", `An archive may hold ${MAX_FILES} files.`);
  // Typed as a boolean; it is the position of the next directory entry.
  const directoryStart = Number(zip.readEntryCursor);
  if (source.size - directoryStart > MAX_DIRECTORY_BYTES) {
    throw tooLargeArchive("archive_directory", "The directory of the archive is too large.");
  }
  const entries = await asArchiveError(() => listEntries(zip));
  checkTotals(entries, source.size);
  checkOverlap(entries, directoryStart);
  return entries
    .filter((entry) => !nameOf(entry).endsWith("/"))
    .map((entry) => {
      const stream = () => unpack(zip, source, entry);
      return {
        name: nameOf(entry),
        bytes: entry.uncompressedSize,
        stream,
        read: () => collect(stream()),
      };
    });
}

function sourceOf(input: Uint8Array | ArchiveSource): ArchiveSource {
  if (!(input instanceof Uint8Array)) return input;
  return { size: input.length, read: async (start, end) => input.subarray(start, end) };
}

/** A program or a picture may carry an archive at its end; ours begin as one. */
async function checkMagic(source: ArchiveSource): Promise<void> {
  const head = await source.read(0, Math.min(4, source.size));
  const magic = Buffer.from(head).toString("latin1");
  if (magic !== "PK\u0003\u0004" && magic !== "PK\u0005\u0006") {
    throw badArchive("archive_type", "The file is not a ZIP archive.");
  }
}

function openZip(source: ArchiveSource): Promise<ZipFile> {
  // Names and sizes are judged here, so that each refusal says what it is.
  const options = { autoClose: false, decodeStrings: false, lazyEntries: true, validateEntrySizes: false };
  return yauzl.fromRandomAccessReaderPromise(new SourceReader(source), source.size, options);
}

async function listEntries(zip: ZipFile): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  const names = new UniqueNames();
  for await (const entry of zip.eachEntry()) {
    checkEntry(entry);
    names.add(nameOf(entry));
    entries.push(entry);
  }
  return entries;
}

function nameOf(entry: Entry): string {
  return yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
}

function checkEntry(entry: Entry): void {
  const name = nameOf(entry);
  checkName(name);
  if (entry.generalPurposeBitFlag & ENCRYPTION_FLAGS) {
    throw badArchive("archive_encrypted", "The archive is encrypted.");
  }
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    throw badArchive("archive_method", "The archive is packed in a way that is not supported.");
  }
  if (!UNIX_TYPES.includes((entry.externalFileAttributes >>> 16) & UNIX_TYPE_MASK)) {
    throw badArchive("archive_link", "The archive holds links or other things that are not files.");
  }
  if (name.endsWith("/") && entry.uncompressedSize > 0) {
    throw badArchive("archive_name", "The archive has a folder with content.");
  }
  if (entry.uncompressedSize > entry.compressedSize * MAX_RATIO) {
    throw tooLargeArchive("archive_ratio", `A file may unpack to ${MAX_RATIO} times its size at most.`);
  }
}

function checkTotals(entries: readonly Entry[], archiveBytes: number): void {
  const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (total > MAX_UNPACKED_BYTES) throw tooLargeArchive("archive_bytes", "An archive may unpack to 1 GiB at most.");
  if (total > archiveBytes * MAX_RATIO) {
    throw tooLargeArchive("archive_ratio", `An archive may unpack to ${MAX_RATIO} times its size at most.`);
  }
}

/** Files that share bytes are how small archives unpack to huge ones. */
function checkOverlap(entries: readonly Entry[], directoryStart: number): void {
  const starts = entries.map((entry) => entry.relativeOffsetOfLocalHeader).sort((left, right) => left - right);
  for (const entry of entries) {
    const start = entry.relativeOffsetOfLocalHeader;
    const next = starts[starts.indexOf(start) + 1] ?? directoryStart;
    if (start + LOCAL_HEADER_BYTES + entry.fileNameLength + entry.compressedSize <= next) continue;
    throw badArchive("archive_overlap", "The archive has files that share bytes, or lie outside it.");
  }
}

async function* unpack(zip: ZipFile, source: ArchiveSource, entry: Entry): AsyncIterable<Uint8Array> {
  const header = await asArchiveError(() => zip.readLocalFileHeaderPromise(entry));
  if (!header.fileName.equals(entry.fileNameRaw) || header.compressionMethod !== entry.compressionMethod) {
    throw badArchive("archive_lies", "The archive's directory and its files contradict each other.");
  }
  const packed = chunksOf(source, header.fileDataStart, header.fileDataStart + entry.compressedSize);
  let bytes = 0;
  let sum = 0;
  for await (const chunk of entry.compressionMethod === STORED ? packed : inflate(packed)) {
    bytes += chunk.length;
    if (bytes > entry.uncompressedSize) break;
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (bytes === entry.uncompressedSize && sum === entry.crc32) return;
  throw badArchive("archive_lies", "A file of the archive is not what the directory says.");
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

async function* chunksOf(source: ArchiveSource, start: number, end: number): AsyncIterable<Uint8Array> {
  for (let position = start; position < end; position += CHUNK_BYTES) {
    yield await source.read(position, Math.min(end, position + CHUNK_BYTES));
  }
}

async function* inflate(packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const inflater = createInflateRaw();
  // What goes wrong is thrown where the result is read.
  pipeline(Readable.from(packed), inflater, () => undefined);
  try {
    for await (const chunk of inflater) yield chunk;
  } catch (thrown) {
    throw archiveError(thrown);
  } finally {
    inflater.destroy();
  }
}

function archiveError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return badArchive("archive_broken", "The archive is broken.", thrown);
}

async function asArchiveError<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (thrown) {
    throw archiveError(thrown);
  }
}
