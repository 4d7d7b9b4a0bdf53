// A round trip: what was in an installation is in the one made from its backup; what is damaged or newer leaves nothing.
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../agents/kernel/clock.ts";
import { openDatabase } from "../../prisma/client.ts";
import { templateNames } from "../../prisma/testing/template.ts";
import { openHost } from "./host.ts";
import { restoreCommand } from "./restore.ts";

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
let home: string;
let file: string;

const at = (...parts: string[]) => path.join(home, ...parts);
const open = async (dataDir: string, template?: Uint8Array) => openDatabase({ dataDir, template, log });
const restore = (from: string, to: string, given = {}) =>
  restoreCommand({ DATABASE_URL: undefined, DATA_DIR: to, SECRET_KEY: undefined, ...given })({ file: from }, "en");

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), "vixenbliss-backup-"));
  const dataDir = at("data");
  await mkdir(at("data", "media", "avatars", "avt_a"), { recursive: true });
  await writeFile(at("data", "media", "avatars", "avt_a", "one.png"), "a picture");
  await writeFile(at("data", "secrets.json"), `{"secretKey":"${"k".repeat(40)}"}`);
  await writeFile(at("data", "emulated-instagram.jsonl"), "{}\n");
  const database = await open(dataDir, await readFile((await templateNames()).file));
  await database.prisma.avatar.create({ data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x" } });
  const mediaDir = at("data", "media");
  const host = openHost({ database, clock: systemClock, dataDir, mediaDir, backupDir: at("data", "backups") });
  file = (await host.backup({ withSecrets: false })).file;
  expect(await host.backups()).toHaveLength(1);
  await database.close();
});
afterAll(() => rm(home, { recursive: true, force: true }));

test("a backup becomes a working data folder, without the key unless it was asked for", async () => {
  expect((await stat(file)).mode & 0o077).toBe(0);
  const { output, card } = await restore(file, at("restored"));
  expect(output).toMatchObject({ files: 4, hasMedia: true, hasKey: false });
  expect(card).toMatchObject({ tone: "warning", note: expect.stringContaining("SECRET_KEY") });
  expect(await readFile(at("restored", "media", "avatars", "avt_a", "one.png"), "utf8")).toBe("a picture");
  expect(await readdir(at("restored"))).not.toContain("secrets.json");
  const database = await open(at("restored"));
  expect(await database.prisma.avatar.findMany({ select: { slug: true } })).toEqual([{ slug: "ana" }]);
  await database.close();
  await expect(restore(file, at("restored"))).rejects.toMatchObject({ code: "conflict", reason: "notEmpty" });
});

test("what is damaged, newer, cut short or something else is refused and leaves nothing", async () => {
  const changed = async (name: string, change: (tar: Buffer) => Buffer) => {
    await writeFile(at(name), gzipSync(change(gunzipSync(await readFile(file))), { level: 1 }));
    return at(name);
  };
  const swap = (from: string, to: string) => (tar: Buffer) => {
    const copy = Buffer.from(tar);
    copy.write(to, tar.indexOf(from), "latin1");
    return copy;
  };
  const refused = async (from: string, reason: string) => {
    await expect(restore(from, at("nothing"))).rejects.toMatchObject({ reason });
    expect((await readdir(home)).filter((name) => name.startsWith("nothing"))).toEqual([]);
  };
  await refused(await changed("bytes.tar.gz", swap("a picture", "b picture")), "damaged");
  await refused(await changed("newer.tar.gz", swap("20261127100000_continuity", "29991127100000_continuity")), "newer");
  await refused(await changed("short.tar.gz", (tar) => tar.subarray(0, tar.length - 20_000)), "damaged");
  await refused(await changed("odd.tar.gz", swap("manifest.json", "../../x.json\0")), "notABackup");
  await refused(at("missing.tar.gz"), "missing");
  await expect(restore(file, at("nothing"), { DATABASE_URL: "postgres://x" })).rejects.toMatchObject({
    remedy: expect.stringContaining("pg_restore"),
  });
});
