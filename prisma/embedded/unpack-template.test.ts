import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { afterAll, expect, test } from "vitest";
import { unpackTemplate } from "./unpack-template.ts";

const root = await mkdtemp(path.join(os.tmpdir(), "unpack-"));
afterAll(() => rm(root, { recursive: true, force: true }));
let folders = 0;
const newFolder = () => {
  folders += 1;
  return path.join(root, `home-${folders}`);
};

async function tarOf(entries: readonly { name: string; content?: string; link?: string }[]): Promise<Buffer> {
  const tar = pack();
  for (const { name, content, link } of entries) {
    if (link !== undefined) tar.entry({ name, type: "symlink", linkname: link });
    else if (content === undefined) tar.entry({ name, type: "directory" });
    else tar.entry({ name }, content);
  }
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

// As the embedded Postgres writes them: from the root, folders before what is in them.
const DUMP = [
  { name: "/base" },
  { name: "/base/empty" },
  { name: "/base/1", content: "one" },
  { name: "/PG_VERSION", content: "17" },
];

test("makes the files and folders of a dump, gzipped or not, for their owner alone", async () => {
  const dump = await tarOf(DUMP);
  for (const template of [dump, gzipSync(dump)]) {
    const folder = newFolder();
    await unpackTemplate(template, folder);
    expect((await readdir(folder, { recursive: true })).sort()).toEqual(["PG_VERSION", "base", "base/1", "base/empty"]);
    expect(await readFile(path.join(folder, "base/1"), "utf8")).toBe("one");
    for (const [name, mode] of [
      ["base", 0o700],
      ["PG_VERSION", 0o600],
    ] as const)
      expect((await stat(path.join(folder, name))).mode & 0o777).toBe(mode);
  }
});

test("refuses a dump that is cut off or damaged", async () => {
  const dump = await tarOf(DUMP);
  const whole = gzipSync(dump);
  await expect(unpackTemplate(whole.subarray(0, whole.length / 2), newFolder())).rejects.toThrow();
  await expect(unpackTemplate(dump.subarray(0, 1_700), newFolder())).rejects.toThrow();
  await expect(unpackTemplate(Buffer.alloc(1_024, "no tar"), newFolder())).rejects.toThrow();
});

test("writes nothing outside its folder, and follows nothing", async () => {
  const outside = await tarOf([{ name: "../outside", content: "x" }]);
  await expect(unpackTemplate(outside, newFolder())).rejects.toThrow("outside");
  const link = await tarOf([{ name: "/pg_wal", link: "/tmp" }]);
  await expect(unpackTemplate(link, newFolder())).rejects.toThrow("symlink");
  expect((await readdir(root)).filter((name) => !name.startsWith("home-"))).toEqual([]);
});
