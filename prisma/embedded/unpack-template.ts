// Makes the files of a database from a dump: written straight to disk, which the embedded Postgres itself does in several
// times the time and 400 MB of memory.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { isGzipped } from "./memory-blob.ts";

/**
 * @param template a tar of the data folder, gzipped or not
 * @param folder is made; must not be there yet
 * @throws Error where the dump is cut off, damaged, or names anything outside the folder; what was written stays
 */
export async function unpackTemplate(template: Uint8Array, folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  const tar = extract();
  const source = Readable.from([template]);
  const feeding = isGzipped(template) ? pipeline(source, createGunzip(), tar) : pipeline(source, tar);
  // The iteration below ends with the same error.
  feeding.catch(() => undefined);
  for await (const entry of tar) {
    const { name, type } = entry.header;
    const file = path.join(folder, name);
    if (path.relative(folder, file).startsWith("..")) throw new Error(`The dump names a file outside: ${name}`);
    if (type === "directory") await mkdir(file, { recursive: true, mode: 0o700 });
    else if (type === "file") await writeFile(file, await buffer(entry), { mode: 0o600 });
    else throw new Error(`The dump holds a ${type}: ${name}`);
    entry.resume();
  }
  await feeding;
}
