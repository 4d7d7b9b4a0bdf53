// The first frames of submitted animatics: a job id is too short for a picture. Named by their content, kept for a day.
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { videoFileError } from "../../media/video/work-folder.ts";

const KEPT_MS = 24 * 3_600_000;

export interface PictureFolder {
  /** @returns its name @throws AppError `storage_full`, `unavailable` */
  keep(bytes: Uint8Array): Promise<string>;
  /** null when it is gone, or no longer what it was. */
  read(name: string): Promise<Uint8Array | null>;
}

export function createPictureFolder(folder: string, nowMs: () => number): PictureFolder {
  const fileOf = (name: string) => path.join(folder, name);
  const nameOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
  const sweep = async () => {
    for (const name of await readdir(folder)) {
      const found = await stat(fileOf(name)).catch(orNull);
      if (found && nowMs() - found.mtimeMs > KEPT_MS) await rm(fileOf(name), { force: true });
    }
  };
  const write = async (bytes: Uint8Array) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await sweep();
    const name = nameOf(bytes);
    const half = fileOf(`${name}.${randomUUID()}`);
    await writeFile(half, bytes, { mode: 0o600 });
    await rename(half, fileOf(name));
    return name;
  };
  return {
    keep: (bytes) =>
      write(bytes).catch((thrown: unknown) => {
        throw videoFileError(thrown);
      }),
    read: async (name) => {
      const bytes = await readFile(fileOf(name)).catch(orNull);
      return bytes && nameOf(bytes) === name ? bytes : null;
    },
  };
}

/** Gone is gone; anything else is told. */
function orNull(thrown: unknown): null {
  if (thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT") return null;
  throw videoFileError(thrown);
}
