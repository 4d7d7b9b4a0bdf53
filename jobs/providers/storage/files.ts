// Objects as files in a folder: the store of a bare machine. A file is there whole or not at all, even after a crash.
import { copyFile, open, readdir, readFile, rm, stat } from "node:fs/promises";
import path from "node:path";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ListedObject, ObjectFacts, ObjectStore } from "../../../agents/ports/object-store.ts";
import { ignoreMissing, replaceFile, throwFileError, writeDurably } from "./durable-file.ts";
import { measure } from "./measured-stream.ts";
import { checkContentType, checkCopy, checkKey, checkPrefix, checkRange, contentTypeOfKey } from "./object-key.ts";

/** Holds unfinished writes; keys cannot start with a dot, so nothing can be asked for from here. */
const UNFINISHED = ".unfinished";
const PROBE_KEY = "system/check.txt";
/** Older unfinished writes belong to a process that died. */
const ABANDONED_AFTER_MS = 3_600_000;
/** Deletions in flight at a time. */
const AT_A_TIME = 8;

const notFound = () => new AppError("not_found", "There is no such file in the media store.");

/** Objects under `directory` (created on first use). Links are always null: our own routes serve and take files. */
export function createFileStore(directory: string): ObjectStore {
  const root = path.resolve(directory);
  const unfinished = path.join(root, UNFINISHED);
  let writes = 0;

  const locate = (key: string): string => {
    checkKey(key);
    return path.join(root, ...key.split("/"));
  };
  const replace = <Result>(key: string, write: (file: string) => Promise<Result>): Promise<Result> => {
    writes += 1;
    return replaceFile(locate(key), path.join(unfinished, `${process.pid}-${writes}`), write);
  };

  const put: ObjectStore["put"] = async (key, bytes, contentType) => {
    checkKey(key);
    checkContentType(key, contentType);
    await replace(key, (file) => writeDurably(file, [bytes]));
  };
  const get: ObjectStore["get"] = async (key) => {
    const bytes = await readFile(locate(key)).catch(ignoreMissing);
    if (!bytes) throw notFound();
    return { bytes, contentType: contentTypeOfKey(key) };
  };
  const remove: ObjectStore["delete"] = async (key) => {
    await rm(locate(key), { force: true }).catch(ignoreMissing);
  };

  return {
    info: { provider: "files", local: true },
    put,
    putStream: async (key, stream, contentType, { maxBytes }) => {
      checkKey(key);
      checkContentType(key, contentType);
      const measured = measure(stream, maxBytes);
      await replace(key, (file) => writeDurably(file, measured.chunks));
      return measured.result();
    },
    get,
    read: async (key, range) => {
      checkRange(range);
      return readRange(locate(key), range.start, range.end);
    },
    stream: (key) => streamFile(locate(key)),
    head: async (key) => factsOf(locate(key), key),
    exists: async (key) => {
      const found = await stat(locate(key)).catch(ignoreMissing);
      return found?.isFile() ?? false;
    },
    copy: async (from, to) => {
      checkCopy(from, to);
      await replace(to, (file) => copyDurably(locate(from), file));
    },
    delete: remove,
    deleteMany: async (keys) => {
      keys.forEach(checkKey);
      for (let start = 0; start < keys.length; start += AT_A_TIME) {
        await Promise.all(keys.slice(start, start + AT_A_TIME).map(remove));
      }
    },
    list: (prefix) => {
      checkPrefix(prefix);
      return listFiles(root, "", prefix);
    },
    signedUrl: async (key) => {
      checkKey(key);
      return null;
    },
    signedUpload: async (key, contentType) => {
      checkKey(key);
      checkContentType(key, contentType);
      return null;
    },
    check: async () => {
      await put(PROBE_KEY, Buffer.from("ok"), "text/plain");
      await get(PROBE_KEY);
      await removeAbandoned(unfinished, (await stat(locate(PROBE_KEY))).mtimeMs);
    },
  };
}

async function factsOf(file: string, key: string): Promise<ObjectFacts> {
  const found = await stat(file).catch(ignoreMissing);
  if (!found?.isFile()) throw notFound();
  return { bytes: found.size, contentType: contentTypeOfKey(key), modifiedAt: found.mtime };
}

/** An open file stays what it was, even when another takes its place. */
async function openFile(file: string) {
  const handle = await open(file, "r").catch(ignoreMissing);
  if (!handle) throw notFound();
  const found = await handle.stat();
  if (found.isFile()) return { handle, size: found.size };
  await handle.close();
  throw notFound();
}

async function readRange(file: string, start: number, end: number): Promise<Uint8Array> {
  const { handle, size } = await openFile(file);
  try {
    const bytes = Buffer.alloc(Math.max(0, Math.min(end, size) - start));
    for (let filled = 0; filled < bytes.length; ) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
      if (bytesRead === 0) return bytes.subarray(0, filled);
      filled += bytesRead;
    }
    return bytes;
  } catch (thrown) {
    return throwFileError(thrown);
  } finally {
    await handle.close();
  }
}

async function* streamFile(file: string): AsyncIterable<Uint8Array> {
  const { handle } = await openFile(file);
  try {
    for await (const chunk of handle.createReadStream({ autoClose: false })) yield chunk;
  } catch (thrown) {
    throwFileError(thrown);
  } finally {
    await handle.close();
  }
}

async function copyDurably(from: string, to: string): Promise<void> {
  const copied = await copyFile(from, to).then(() => true, ignoreMissing);
  if (!copied) throw notFound();
  const handle = await open(to, "r+").catch(throwFileError);
  try {
    await handle.sync().catch(throwFileError);
  } finally {
    await handle.close();
  }
}

/** In the order of keys. A folder is entered only if it can hold keys with the prefix. */
async function* listFiles(root: string, folder: string, prefix: string): AsyncIterable<ListedObject> {
  const entries = (await readdir(path.join(root, folder), { withFileTypes: true }).catch(ignoreMissing)) ?? [];
  const named = entries.map((entry) => ({ entry, key: folder + entry.name + (entry.isDirectory() ? "/" : "") }));
  for (const { entry, key } of named.sort((left, right) => (left.key < right.key ? -1 : 1))) {
    if (key.startsWith(".")) continue;
    if (entry.isDirectory() && (key.startsWith(prefix) || prefix.startsWith(key))) yield* listFiles(root, key, prefix);
    if (!entry.isFile() || !key.startsWith(prefix)) continue;
    // Null when it was deleted a moment ago.
    const found = await stat(path.join(root, key)).catch(ignoreMissing);
    if (found) yield { key, bytes: found.size, modifiedAt: found.mtime };
  }
}

async function removeAbandoned(directory: string, nowMs: number): Promise<void> {
  for (const name of (await readdir(directory).catch(ignoreMissing)) ?? []) {
    const file = path.join(directory, name);
    const age = nowMs - ((await stat(file).catch(ignoreMissing))?.mtimeMs ?? nowMs);
    if (age > ABANDONED_AFTER_MS) await rm(file, { force: true });
  }
}
