// Outside capability: the machine this process runs on, its disk and the backups of the embedded installation.

export interface BackupFile {
  readonly file: string;
  readonly bytes: number;
  readonly madeAt: Date;
}

export interface Host {
  /** Of the volume that holds DATA_DIR. */
  disk(): Promise<{ readonly folder: string; readonly freeBytes: number; readonly totalBytes: number }>;
  /** Newest first. */
  backups(): Promise<readonly BackupFile[]>;
  /**
   * Database, media and journals in one file, consistent: a row's file is in it.
   * @throws AppError `refused` on a Postgres server, `storage_full`, `conflict` while one is being made
   */
  backup(options: {
    readonly withSecrets: boolean;
  }): Promise<BackupFile & { readonly files: number; readonly sha256: string }>;
}
