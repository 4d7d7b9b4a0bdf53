// Writes a backup, streamed: the database first, so that every file its rows name is in what follows.
import { createHash, type Hash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type Pack, pack } from "tar-stream";
import type { Database } from "../../../prisma/client.ts";
import {
  CHECKSUMS,
  type ChecksumsValue,
  DATABASE,
  FORMAT,
  isJournal,
  MANIFEST,
  type ManifestValue,
  MEDIA_FOLDER,
  SECRETS,
} from "./backup-format.ts";

export interface WriteBackupOptions {
  readonly database: Pick<Database, "backup" | "pool">;
  readonly dataDir: string;
  /** undefined: media are elsewhere. */
  readonly mediaDir: string | undefined;
  readonly withSecrets: boolean;
  readonly version: string;
  readonly madeAt: Date;
  /** Appears whole or not at all. */
  readonly file: string;
}

/** Pictures and films are packed already, the database too. */
const FASTEST = 1;

/** @returns size and hash of the file, and how many files are in it */
export async function writeBackup(
  options: WriteBackupOptions,
): Promise<{ readonly bytes: number; readonly sha256: string; readonly files: number }> {
  const { file } = options;
  const unfinished = `${file}.unfinished`;
  const dump = `${file}.database`;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    await options.database.backup(dump);
    const tar = pack();
    const whole = measured();
    const written = pipeline(
      tar,
      createGzip({ level: FASTEST }),
      whole.stream,
      createWriteStream(unfinished, { mode: 0o600 }),
    );
    const [files] = await Promise.all([fill(tar, dump, options), written]);
    await rename(unfinished, file);
    return { ...whole.result(), files };
  } finally {
    await Promise.all([dump, unfinished].map((each) => rm(each, { force: true })));
  }
}

async function fill(tar: Pack, dump: string, options: WriteBackupOptions): Promise<number> {
  const { dataDir, mediaDir, withSecrets, version, madeAt, database } = options;
  try {
    const { rows } = await database.pool.query<{ name: string }>(
      `SELECT migration_name AS name FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY migration_name`,
    );
    const manifest: ManifestValue = {
      format: FORMAT,
      version,
      madeAt: madeAt.toISOString(),
      migrations: rows.map(({ name }) => name),
      hasMedia: mediaDir !== undefined,
      hasSecrets: withSecrets,
    };
    const sums: Record<string, ChecksumsValue[string]> = {};
    const addFile = async (name: string, from: string) => {
      const sum = await addStreamed(tar, name, from);
      if (sum) sums[name] = sum;
    };
    sums[MANIFEST] = await addBytes(tar, MANIFEST, Buffer.from(JSON.stringify(manifest, null, 2)));
    await addFile(DATABASE, dump);
    for (const name of await namesIn(dataDir)) if (isJournal(name)) await addFile(name, path.join(dataDir, name));
    if (withSecrets) await addFile(SECRETS, path.join(dataDir, SECRETS));
    if (mediaDir !== undefined)
      for await (const name of filesUnder(mediaDir))
        await addFile(`${MEDIA_FOLDER}/${name}`, path.join(mediaDir, name));
    await addBytes(tar, CHECKSUMS, Buffer.from(JSON.stringify(sums, null, 1)));
    tar.finalize();
    return Object.keys(sums).length;
  } catch (thrown) {
    tar.destroy(thrown instanceof Error ? thrown : new Error(String(thrown)));
    throw thrown;
  }
}

const missingIsNothing = (thrown: unknown) => {
  if (thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT") return null;
  throw thrown;
};

const namesIn = async (folder: string) => (await readdir(folder)).sort();

/** Relative, with "/"; unfinished writes begin with a dot and are left out. */
async function* filesUnder(root: string, below = ""): AsyncIterable<string> {
  const entries = (await readdir(path.join(root, below), { withFileTypes: true }).catch(missingIsNothing)) ?? [];
  for (const entry of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
    if (entry.name.startsWith(".")) continue;
    const name = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) yield* filesUnder(root, name);
    else if (entry.isFile()) yield name;
  }
}

async function addBytes(tar: Pack, name: string, bytes: Buffer): Promise<ChecksumsValue[string]> {
  await new Promise<void>((resolve, reject) => {
    tar.entry({ name, mode: 0o600 }, bytes, (error) => (error ? reject(error) : resolve()));
  });
  return { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** As long as it was when opened: journals grow meanwhile. @returns null: it was deleted meanwhile */
async function addStreamed(tar: Pack, name: string, from: string): Promise<ChecksumsValue[string] | null> {
  const handle = await open(from, "r").catch(missingIsNothing);
  if (!handle) return null;
  try {
    const { size } = await handle.stat();
    if (size === 0) return await addBytes(tar, name, Buffer.alloc(0));
    const passing = measured();
    const source = handle.createReadStream({ start: 0, end: size - 1, autoClose: false });
    await pipeline(source, passing.stream, tar.entry({ name, size, mode: 0o600 }));
    return passing.result();
  } finally {
    await handle.close();
  }
}

function measured(): { readonly stream: Transform; result(): { readonly bytes: number; readonly sha256: string } } {
  const hash: Hash = createHash("sha256");
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { stream, result: () => ({ bytes, sha256: hash.digest("hex") }) };
}

/** Backups of a folder, newest first. */
export async function listBackups(folder: string) {
  const names = ((await readdir(folder).catch(missingIsNothing)) ?? []).filter((name) => name.endsWith(".tar.gz"));
  const found = await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      const facts = await stat(file).catch(missingIsNothing);
      return facts ? [{ file, bytes: facts.size, madeAt: facts.mtime }] : [];
    }),
  );
  return found.flat().sort((left, right) => right.madeAt.getTime() - left.madeAt.getTime());
}
