// This machine as commands see it: the disk of DATA_DIR and the backups of the embedded installation.
import { statfs } from "node:fs/promises";
import path from "node:path";
import type { Clock } from "../../agents/kernel/clock.ts";
import { AppError } from "../../agents/kernel/errors.ts";
import type { Host } from "../../agents/ports/host.ts";
import { listBackups, writeBackup } from "../../jobs/providers/backup/write-backup.ts";
import type { Database } from "../../prisma/client.ts";
import { VERSION } from "./version.ts";

export interface HostOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly dataDir: string;
  readonly mediaDir: string | undefined;
  readonly backupDir: string;
}

export function openHost({ database, clock, dataDir, mediaDir, backupDir }: HostOptions): Host {
  let isBusy = false;
  return {
    disk: async () => {
      const { bavail, blocks, bsize } = await statfs(dataDir);
      return { folder: dataDir, freeBytes: bavail * bsize, totalBytes: blocks * bsize };
    },
    backups: () => listBackups(backupDir),
    backup: async ({ withSecrets }) => {
      if (isBusy) throw new AppError("conflict", "A backup is being made already.", { reason: "backup_running" });
      isBusy = true;
      try {
        const madeAt = clock.now();
        const stamp = madeAt
          .toISOString()
          .replace(/\.\d+Z$/, "")
          .replaceAll(/[-:]/g, "")
          .replace("T", "-");
        const file = path.join(backupDir, `vixenbliss-${stamp}.tar.gz`);
        const made = await writeBackup({ database, dataDir, mediaDir, withSecrets, version: VERSION, madeAt, file });
        return { file, madeAt, ...made };
      } catch (thrown) {
        const isFull = thrown instanceof Error && "code" in thrown && thrown.code === "ENOSPC";
        if (isFull) throw new AppError("storage_full", `No space left in ${backupDir}.`, { cause: thrown });
        throw thrown;
      } finally {
        isBusy = false;
      }
    },
  };
}
