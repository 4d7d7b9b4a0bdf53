// Makes a data folder from a backup. It is filled beside its place and checked there: what fails leaves nothing behind.
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { AppError } from "../../../agents/kernel/errors.ts";
import {
  CHECKSUMS,
  Checksums,
  type ChecksumsValue,
  DATABASE,
  isBackupName,
  MANIFEST,
  Manifest,
  type ManifestValue,
} from "./backup-format.ts";

export interface RestoreOptions {
  readonly file: string;
  /** Must not be there, or be empty. */
  readonly dataDir: string;
  /** Migrations this build knows. */
  readonly known: readonly string[];
  /** Opens a database of its own in `folder` from the dump, brings it up to date and closes it: the proof that it is sound. */
  readonly makeDatabase: (folder: string, dump: Uint8Array) => Promise<void>;
}

export interface Restored {
  readonly manifest: ManifestValue;
  readonly files: number;
  readonly bytes: number;
}

type RestoreReason = "missing" | "notEmpty" | "notABackup" | "newer" | "damaged";

/** Words are the surface's: `reason` says which. */
const refuse = (reason: RestoreReason, message: string, cause?: unknown) =>
  new AppError(reason === "notEmpty" ? "conflict" : "invalid_input", message, { reason, field: "file", cause });

/** @throws AppError with a reason of `RestoreReason` */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { file, dataDir, makeDatabase } = options;
  await requireEmpty(dataDir);
  const staging = `${dataDir}.restoring`;
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true, mode: 0o700 });
  try {
    const { manifest, sums } = await unpack(file, staging, options.known);
    const dump = path.join(staging, DATABASE);
    await makeDatabase(staging, await readFile(dump));
    await rm(dump);
    await rmdir(dataDir).catch(ignoreMissing);
    await rename(staging, dataDir);
    const all = Object.values(sums);
    return { manifest, files: all.length, bytes: all.reduce((sum, { bytes }) => sum + bytes, 0) };
  } catch (thrown) {
    await rm(staging, { recursive: true, force: true });
    throw thrown;
  }
}

function ignoreMissing(thrown: unknown): void {
  if (!(thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT")) throw thrown;
}

async function requireEmpty(folder: string): Promise<void> {
  const names = (await readdir(folder).catch(ignoreMissing)) ?? [];
  if (names.length > 0) throw refuse("notEmpty", `${folder} is not empty.`);
}

async function unpack(file: string, staging: string, known: readonly string[]) {
  const tar = extract();
  const feeding = pipeline(createReadStream(file), createGunzip(), tar);
  // Told by the iteration as well, which sees it first.
  feeding.catch(() => undefined);
  const sums: Record<string, ChecksumsValue[string]> = {};
  let manifest: ManifestValue | undefined;
  let promised: ChecksumsValue | undefined;
  try {
    for await (const entry of tar) {
      const { name, type } = entry.header;
      if (type !== "file" || !isBackupName(name) || name in sums || promised)
        throw refuse("notABackup", "The archive holds what no backup holds.");
      if (!manifest && name !== MANIFEST) throw refuse("notABackup", "The archive does not begin as a backup does.");
      if (name === CHECKSUMS) {
        promised = Checksums.parse(JSON.parse(await textOf(entry)));
        continue;
      }
      if (name === MANIFEST) {
        const text = await textOf(entry);
        manifest = readManifest(text, known);
        sums[name] = { bytes: Buffer.byteLength(text), sha256: createHash("sha256").update(text).digest("hex") };
      } else sums[name] = await store(entry, path.join(staging, ...name.split("/")));
    }
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    if (thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT")
      throw refuse("missing", "There is no such file.", thrown);
    throw refuse(manifest ? "damaged" : "notABackup", "The archive cannot be read to its end.", thrown);
  } finally {
    tar.destroy();
  }
  if (!manifest || !promised || !isSame(promised, sums)) throw refuse("damaged", "The checksums do not agree.");
  return { manifest, sums };
}

function readManifest(text: string, known: readonly string[]): ManifestValue {
  const parsed = Manifest.safeParse(JSON.parse(text));
  if (!parsed.success) throw refuse("notABackup", "Its manifest is not one of ours.", parsed.error);
  if (parsed.data.migrations.some((name) => !known.includes(name)))
    throw refuse("newer", `It was made by a newer version (${parsed.data.version}).`);
  return parsed.data;
}

/** tar-stream does not say what its entries give. */
async function* bytesOf(entry: AsyncIterable<unknown>): AsyncIterable<Uint8Array> {
  for await (const chunk of entry) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError("a tar entry gives bytes");
    yield chunk;
  }
}

async function textOf(entry: AsyncIterable<unknown>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytesOf(entry)) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

async function store(entry: AsyncIterable<unknown>, to: string): Promise<ChecksumsValue[string]> {
  await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
  const hash = createHash("sha256");
  let bytes = 0;
  await pipeline(
    bytesOf(entry),
    async function* measure(source: AsyncIterable<Uint8Array>) {
      for await (const chunk of source) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    },
    createWriteStream(to, { mode: 0o600 }),
  );
  return { bytes, sha256: hash.digest("hex") };
}

function isSame(promised: ChecksumsValue, found: ChecksumsValue): boolean {
  const names = Object.keys(promised);
  return (
    names.length === Object.keys(found).length &&
    names.every(
      (name) => promised[name]?.sha256 === found[name]?.sha256 && promised[name]?.bytes === found[name]?.bytes,
    )
  );
}
