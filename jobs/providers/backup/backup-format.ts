// A backup: one gzipped tar. First what it is, then the database, then files, last the checksums of all before.
import { z } from "zod";

export const MANIFEST = "manifest.json";
export const DATABASE = "database.tar.gz";
export const SECRETS = "secrets.json";
export const CHECKSUMS = "checksums.json";
export const MEDIA_FOLDER = "media";

export const FORMAT = 1;

export const Manifest = z.object({
  format: z.literal(FORMAT),
  /** Of the product that made it. */
  version: z.string(),
  madeAt: z.iso.datetime(),
  /** The schema's, oldest first: a build that does not know all of them cannot read it. */
  migrations: z.array(z.string()),
  /** false: the media are in an S3 store, which is backed up by itself. */
  hasMedia: z.boolean(),
  hasSecrets: z.boolean(),
});
export type ManifestValue = z.output<typeof Manifest>;

export const Checksums = z.record(z.string(), z.object({ bytes: z.number().int(), sha256: z.string().length(64) }));
export type ChecksumsValue = Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;

/** Journals of the emulated platforms lie in the data folder itself. */
const JOURNAL = /^[\w-]+\.jsonl$/;
const MEDIA_PART = /^[\w-][\w.-]*$/;

export const isJournal = (name: string) => JOURNAL.test(name);

/** Only names a backup writes: nothing of an archive gets anywhere else (trust T10). */
export function isBackupName(name: string): boolean {
  if ([MANIFEST, DATABASE, SECRETS, CHECKSUMS].includes(name) || isJournal(name)) return true;
  const [folder, ...parts] = name.split("/");
  return folder === MEDIA_FOLDER && parts.length > 0 && parts.every((part) => MEDIA_PART.test(part));
}
