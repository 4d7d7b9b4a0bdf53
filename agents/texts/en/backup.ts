// Backups of the embedded installation.
export const backup = {
  made: "Backup made",
  size: "Size",
  sizeValue: (mebibytes: string, files: number) => `${mebibytes} MiB, ${files} files`,
  keyLeftOut:
    "SECRET_KEY is not in it: keep DATA_DIR/secrets.json apart. Without the key the accounts' tokens in the backup cannot be opened.",
  keyIsIn:
    "SECRET_KEY is in this file: whoever has it can open every account's token. Keep it encrypted, and not where others read.",
  keyInEnvironment: "SECRET_KEY comes from the environment and is in no backup: keep it apart.",
  byServer: "This installation runs on a Postgres server, which backs itself up.",
  byServerRemedy: 'pg_dump -Fc "$DATABASE_URL" > vixenbliss.dump; media in S3 by the versions of the bucket.',
  restoreByServer: "With DATABASE_URL set, the database is restored by the server's own tool.",
  restoreByServerRemedy: 'pg_restore -d "$DATABASE_URL" --clean --if-exists vixenbliss.dump',
  onlyOffline: "A backup is restored on the command line, into an empty data folder, while no server runs.",
  onlyOfflineRemedy: "Stop the server, then: DATA_DIR=./restored npm run cli -- system restore FILE",
  restored: "Restored",
  madeAt: "Made",
  bringKey:
    "SECRET_KEY is not in the backup: put the secrets.json of then into the folder, or set SECRET_KEY, before the first start.",
  mediaElsewhere: "Media were kept in an S3 store: set S3_* as then.",
  next: "Start the server with this DATA_DIR.",
  reasons: {
    missing: { says: (file: string) => `There is no ${file}.`, mend: "Give the path of the backup." },
    notEmpty: {
      says: (folder: string) => `${folder} is not empty; nothing was restored.`,
      mend: "Name another folder by DATA_DIR, or move this one away.",
    },
    notABackup: {
      says: (file: string) => `${file} is no backup of this product.`,
      mend: "Take a file made by system backup.",
    },
    newer: {
      says: (file: string) => `${file} was made by a newer version of this product.`,
      mend: "Install that version first.",
    },
    damaged: {
      says: (file: string) => `${file} is damaged: its checksums do not agree.`,
      mend: "Take another copy or an earlier backup. Nothing was restored.",
    },
  },
};
