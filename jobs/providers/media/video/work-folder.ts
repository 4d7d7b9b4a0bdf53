// A folder of its own for one piece of video work, gone afterwards whatever happens, and what a full disk under it means.
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { AppError } from "../../../../agents/kernel/errors.ts";

const FULL = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** @param parent the system's folder for temporary files when absent @throws AppError `storage_full`, `unavailable` */
export async function inWorkFolder<Value>(
  work: (folder: string) => Promise<Value>,
  parent: string = tmpdir(),
): Promise<Value> {
  const folder = await mkdir(parent, { recursive: true })
    .then(() => mkdtemp(path.join(parent, "vixenbliss-video-")))
    .catch((thrown: unknown) => {
      throw videoFileError(thrown);
    });
  try {
    return await work(folder);
  } catch (thrown) {
    throw codeOf(thrown) === undefined ? thrown : videoFileError(thrown);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A file system error as ours; anything else stays what it is. */
export function videoFileError(thrown: unknown): unknown {
  const code = codeOf(thrown);
  if (code === undefined || thrown instanceof AppError) return thrown;
  if (FULL.has(code)) return videoDiskFull(thrown);
  return new AppError("unavailable", `The folder for video work cannot be used (${code}).`, {
    reason: code,
    remedy: "Check that the folder for temporary files exists and can be written.",
    cause: thrown,
  });
}

export function videoDiskFull(cause: unknown): AppError {
  return new AppError("storage_full", "The disk is full where video is worked on.", {
    reason: "ENOSPC",
    remedy: "Free space in the folder for temporary files.",
    cause,
  });
}

/** ffmpeg in its own words. */
export function isDiskFullText(said: string): boolean {
  return /No space left on device|Disk quota exceeded|File too large/.test(said);
}

function codeOf(thrown: unknown): string | undefined {
  const isFileError = thrown instanceof Error && "syscall" in thrown && "code" in thrown;
  return isFileError && typeof thrown.code === "string" ? thrown.code : undefined;
}
