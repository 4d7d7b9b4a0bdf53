// Files that survive a crash whole or not at all, and the system's errors as ours.
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { AppError } from "../../../agents/kernel/errors.ts";

/** Has `write` fill a new file in the folder `unfinished` and puts it at `target` when that went well. */
export async function replaceFile<Result>(
  target: string,
  temporary: string,
  write: (file: string) => Promise<Result>,
): Promise<Result> {
  try {
    await mkdir(path.dirname(temporary), { recursive: true, mode: 0o700 }).catch(throwFileError);
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 }).catch(throwFileError);
    const result = await write(temporary);
    await rename(temporary, target).catch(throwFileError);
    await syncDirectory(path.dirname(target)).catch(throwFileError);
    return result;
  } catch (thrown) {
    await rm(temporary, { force: true }).catch(ignoreMissing);
    throw thrown;
  }
}

/**
 * Writes and waits until the disk has it. What the chunks throw comes through as it is.
 * @throws AppError `storage_full`, `unavailable`
 */
export async function writeDurably(
  file: string,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  const handle = await open(file, "w", 0o600).catch(throwFileError);
  try {
    for await (const chunk of chunks) await handle.writeFile(chunk).catch(throwFileError);
    await handle.sync().catch(throwFileError);
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

function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && "code" in thrown && typeof thrown.code === "string" ? thrown.code : undefined;
}

/** For `catch`: null when there is no such file, our error otherwise. */
export function ignoreMissing(thrown: unknown): null {
  if (["ENOENT", "ENOTDIR", "EISDIR"].includes(codeOf(thrown) ?? "")) return null;
  return throwFileError(thrown);
}

/** For `catch`. */
export function throwFileError(thrown: unknown): never {
  throw fileError(thrown);
}

/** A file system error as ours. */
function fileError(thrown: unknown): AppError {
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
