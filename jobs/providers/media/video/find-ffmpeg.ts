// Where ffmpeg is. It stays a program of its own, never a part of this product: its builds carry the GPL.
import { execFile } from "node:child_process";
import { access, chmod, constants } from "node:fs/promises";
import { promisify } from "node:util";
import { AppError } from "../../../../agents/kernel/errors.ts";

const execute = promisify(execFile);
const VERSION_TIMEOUT_MS = 20_000;
const REMEDY =
  "Install ffmpeg (apt-get install ffmpeg), set FFMPEG_PATH, or install the package @ffmpeg-installer/ffmpeg.";

/**
 * The configured one and no other, else the system's, else the optional package's.
 * @throws AppError `not_configured`
 */
export async function findFfmpeg(configured?: string): Promise<string> {
  if (configured) {
    if (await isUsable(configured)) return configured;
    throw new AppError("not_configured", "FFMPEG_PATH does not lead to an ffmpeg that can make H.264.", {
      reason: "ffmpeg",
      remedy: "Correct FFMPEG_PATH, or leave it out to use the system's ffmpeg.",
    });
  }
  if (await isUsable("ffmpeg")) return "ffmpeg";
  const packaged = await packagedFfmpeg();
  if (packaged) {
    await makeExecutable(packaged);
    if (await isUsable(packaged)) return packaged;
  }
  throw new AppError("not_configured", "Video needs ffmpeg, and there is none here.", {
    reason: "ffmpeg",
    remedy: REMEDY,
  });
}

/** Package managers that run no install scripts leave the binary without its executable bit. @throws AppError `not_configured` */
export async function makeExecutable(file: string): Promise<void> {
  const isExecutable = await access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (isExecutable) return;
  await chmod(file, 0o755).catch((thrown: unknown) => {
    throw new AppError("not_configured", "The ffmpeg of @ffmpeg-installer/ffmpeg may not be started.", {
      reason: "ffmpeg",
      remedy: `Run: chmod 755 ${file}. Or install ffmpeg on the system, or set FFMPEG_PATH.`,
      cause: thrown,
    });
  });
}

/** It starts, and it was built with the one encoder everything here relies on. */
async function isUsable(binary: string): Promise<boolean> {
  return execute(binary, ["-hide_banner", "-version"], { timeout: VERSION_TIMEOUT_MS }).then(
    ({ stdout }) => stdout.includes("--enable-libx264"),
    () => false,
  );
}

/** null where the package is absent, or has no build for this machine: then it throws a text as it is loaded. */
async function packagedFfmpeg(): Promise<string | null> {
  return import("@ffmpeg-installer/ffmpeg").then(
    ({ default: installer }) => installer.path,
    () => null,
  );
}
