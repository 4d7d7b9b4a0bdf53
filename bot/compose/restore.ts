// `system restore`, which runs before there is a database: the backup's parts go into a new data folder.
import path from "node:path";
import { type RestoreValue, restoreCard } from "../../agents/commands/system/system-restore.ts";
import type { Config } from "../../agents/kernel/config.ts";
import { AppError, toAppError } from "../../agents/kernel/errors.ts";
import { type Language, texts } from "../../agents/texts/texts.ts";
import { restoreBackup } from "../../jobs/providers/backup/restore-backup.ts";
import { openDatabase } from "../../prisma/client.ts";
import { readMigrations } from "../../prisma/migrate.ts";
import type { AloneCommand } from "../surfaces/cli/cli-options.ts";

type Reason = keyof ReturnType<typeof texts>["backup"]["reasons"];

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

export function restoreCommand(config: Pick<Config, "DATABASE_URL" | "DATA_DIR" | "SECRET_KEY">): AloneCommand {
  return async ({ file: given }, language) => {
    const words = texts(language).backup;
    if (config.DATABASE_URL !== undefined)
      throw new AppError("refused", words.restoreByServer, { remedy: words.restoreByServerRemedy });
    const file = path.resolve(String(given));
    const dataDir = path.resolve(config.DATA_DIR);
    const known = (await readMigrations()).map(({ name }) => name);
    try {
      const { manifest, files, bytes } = await restoreBackup({ file, dataDir, known, makeDatabase });
      const { madeAt, version, hasMedia, hasSecrets } = manifest;
      const hasKey = hasSecrets || config.SECRET_KEY !== undefined;
      const output: RestoreValue = { dataDir, files, bytes, madeAt, version, hasMedia, hasKey };
      return { output, card: restoreCard(output, language) };
    } catch (thrown) {
      throw inWords(thrown, { file, dataDir, language });
    }
  };
}

/** Opening it brings the schema up to date, and fails where the dump is not sound. */
async function makeDatabase(folder: string, template: Uint8Array): Promise<void> {
  const database = await openDatabase({ dataDir: folder, inWorker: true, template, log: silent });
  await database.close();
}

function inWords(
  thrown: unknown,
  { file, dataDir, language }: { readonly file: string; readonly dataDir: string; readonly language: Language },
): AppError {
  const { reasons } = texts(language).backup;
  const error = toAppError(thrown);
  if (error.reason === undefined || !(error.reason in reasons)) return error;
  const { says, mend } = reasons[error.reason as Reason];
  const options = { remedy: mend, reason: error.reason, cause: error };
  return new AppError(error.code, says(error.reason === "notEmpty" ? dataDir : file), options);
}
