// The folder of everything local: made private, and home of secrets that were not given in the environment.
import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { AppError } from "../../agents/kernel/errors.ts";

const Secrets = z.object({ secretKey: z.string().min(32) });

/** @throws AppError `storage_full` or `unavailable` naming the folder */
export async function prepareDataDir(dataDir: string): Promise<string> {
  const folder = path.resolve(dataDir);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new AppError("unavailable", `DATA_DIR ${folder} cannot be made or written to.`, {
      field: "DATA_DIR",
      remedy: "Choose a folder this user may write to.",
      cause,
    });
  }
  return folder;
}

/** The generated SECRET_KEY of a loopback installation, kept with mode 600 so that sealed tokens open after a restart. */
export async function generatedSecretKey(folder: string): Promise<string> {
  const file = path.join(folder, "secrets.json");
  try {
    return Secrets.parse(JSON.parse(await readFile(file, "utf8"))).secretKey;
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (!missing) {
      throw new AppError("not_configured", `${file} cannot be read.`, {
        remedy: "Restore it from a backup, or set SECRET_KEY.",
        cause: error,
      });
    }
  }
  const secretKey = randomBytes(48).toString("base64url");
  await writeFile(file, `${JSON.stringify({ secretKey })}\n`, { mode: 0o600, flag: "wx" });
  await chmod(file, 0o600);
  return secretKey;
}
