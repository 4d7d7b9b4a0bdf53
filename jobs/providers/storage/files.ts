// Objects as files in a folder: the store of a bare machine. A file is there whole or not at all, even after a crash.
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ObjectStore } from "../../../agents/ports/object-store.ts";
import { checkContentType, checkKey, checkPrefix, contentTypeOfKey } from "./object-key.ts";

/** Holds unfinished writes; keys cannot start with a dot, so nothing can be asked for from here. */
const UNFINISHED = ".unfinished";
const PROBE_KEY = "system/check.txt";
/** Older unfinished writes belong to a process that died. */
const ABANDONED_AFTER_MS = 3_600_000;

/** Objects under `directory` (created on first use). `signedUrl` is always null: the /media route serves them. */
export function createFileStore(directory: string): ObjectStore {
  const root = path.resolve(directory);
  const unfinished = path.join(root, UNFINISHED);
  let writes = 0;

  const locate = (key: string): string => {
    checkKey(key);
    return path.join(root, ...key.split("/"));
  };

  const put: ObjectStore["put"] = async (key, bytes, contentType) => {
    const target = locate(key);
    checkContentType(key, contentType);
    writes += 1;
    const temporary = path.join(unfinished, `${process.pid}-${writes}`);
    try {
      await mkdir(unfinished, { recursive: true, mode: 0o700 });
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      await writeDurably(temporary, bytes);
      await rename(temporary, target);
      await syncDirectory(path.dirname(target));
    } catch (thrown) {
      await rm(temporary, { force: true }).catch(ignoreMissing);
      throw fileError(thrown);
    }
  };

  const get: ObjectStore["get"] = async (key) => {
    const bytes = await readFile(locate(key)).catch(ignoreMissing);
    if (!bytes) throw new AppError("not_found", "There is no such file in the media store.");
    return { bytes, contentType: contentTypeOfKey(key) };
  };

  return {
    info: { provider: "files", local: true },
    put,
    get,
    exists: async (key) => {
      const found = await stat(locate(key)).catch(ignoreMissing);
      return found?.isFile() ?? false;
    },
    delete: async (key) => {
      await rm(locate(key), { force: true }).catch(ignoreMissing);
    },
    list: (prefix) => {
      checkPrefix(prefix);
      return listFiles(root, "", prefix);
    },
    signedUrl: async (key) => {
      checkKey(key);
      return null;
    },
    check: async () => {
      await put(PROBE_KEY, Buffer.from("ok"), "text/plain");
      await get(PROBE_KEY);
      await removeAbandoned(unfinished, (await stat(locate(PROBE_KEY))).mtimeMs);
    },
  };
}

/** Writes and waits until the disk has it. @throws the system's error */
export async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, "w", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncDirectory(directory: string): Promise<void> {
  // Windows cannot open a directory; there the rename itself is durable.
  if (process.platform === "win32") return;
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Keys in order. A folder is entered only if it can hold keys with the prefix. */
async function* listFiles(root: string, folder: string, prefix: string): AsyncIterable<string> {
  const entries = (await readdir(path.join(root, folder), { withFileTypes: true }).catch(ignoreMissing)) ?? [];
  const named = entries.map((entry) => ({ entry, key: folder + entry.name + (entry.isDirectory() ? "/" : "") }));
  for (const { entry, key } of named.sort((left, right) => (left.key < right.key ? -1 : 1))) {
    if (key.startsWith(".")) continue;
    if (entry.isDirectory() && (key.startsWith(prefix) || prefix.startsWith(key))) yield* listFiles(root, key, prefix);
    else if (entry.isFile() && key.startsWith(prefix)) yield key;
  }
}

async function removeAbandoned(directory: string, nowMs: number): Promise<void> {
  for (const name of (await readdir(directory).catch(ignoreMissing)) ?? []) {
    const file = path.join(directory, name);
    const age = nowMs - ((await stat(file).catch(ignoreMissing))?.mtimeMs ?? nowMs);
    if (age > ABANDONED_AFTER_MS) await rm(file, { force: true });
  }
}

function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && "code" in thrown && typeof thrown.code === "string" ? thrown.code : undefined;
}

function ignoreMissing(thrown: unknown): null {
  if (["ENOENT", "ENOTDIR", "EISDIR"].includes(codeOf(thrown) ?? "")) return null;
  throw fileError(thrown);
}

/** A file system error as ours. */
export function fileError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const code = codeOf(thrown) ?? "unknown";
  if (["ENOSPC", "EDQUOT", "EFBIG"].includes(code)) {
    return new AppError("storage_full", "The disk of the media store is full.", {
      reason: code,
      remedy: "Free space under DATA_DIR, or set S3_ENDPOINT.",
      cause: thrown,
    });
  }
  return new AppError("unavailable", `The media store cannot be used (${code}).`, {
    reason: code,
    remedy: "Check that DATA_DIR exists and can be written.",
    cause: thrown,
  });
}
