import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { describeObjectStore } from "../../../agents/ports/conformance/object-store.ts";
import { writeDurably } from "./durable-file.ts";
import { createFileStore } from "./files.ts";

const folders: string[] = [];
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "media-"));
  folders.push(folder);
  return folder;
}
afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});

describeObjectStore("a folder", async () => createFileStore(await newFolder()));

it.runIf(process.platform === "linux")("calls a full disk a full disk", async () => {
  await expect(writeDurably("/dev/full", [Buffer.alloc(4_096)])).rejects.toMatchObject({
    code: "storage_full",
    retryable: true,
  });
});

it("leaves nothing behind when a write fails", async () => {
  const folder = await newFolder();
  const store = createFileStore(folder);
  await store.put("a/b/file.txt", Buffer.from("x"), "text/plain");
  // "a/b" is a folder, so the final rename onto it fails after the bytes were written.
  await expect(store.put("a/b", Buffer.from("y"), "application/octet-stream")).rejects.toMatchObject({
    code: "unavailable",
  });
  await expect(store.copy("a/b/file.txt", "a/b")).rejects.toMatchObject({ code: "invalid_input" });
  expect(await readdir(path.join(folder, ".unfinished"))).toEqual([]);
});

it("leaves nothing behind when a stream breaks or is too long", async () => {
  const folder = await newFolder();
  const store = createFileStore(folder);
  async function* breaking(): AsyncIterable<Uint8Array> {
    yield Buffer.from("half");
    expect(await readdir(path.join(folder, ".unfinished"))).toHaveLength(1);
    throw new Error("the source broke");
  }
  await expect(store.putStream("a/b.txt", breaking(), "text/plain", { maxBytes: 99 })).rejects.toThrow("broke");
  await expect(store.putStream("a/b.txt", breaking(), "text/plain", { maxBytes: 3 })).rejects.toMatchObject({
    code: "too_large",
  });
  expect(await readdir(path.join(folder, ".unfinished"))).toEqual([]);
  expect(await store.exists("a/b.txt")).toBe(false);
});

it("finishes reading what was opened, whatever takes its place", async () => {
  const store = createFileStore(await newFolder());
  await store.put("a/b.txt", Buffer.alloc(300_000, "old"), "text/plain");
  const seen: Uint8Array[] = [];
  for await (const chunk of store.stream("a/b.txt")) {
    if (seen.length === 0) await store.put("a/b.txt", Buffer.alloc(300_000, "new"), "text/plain");
    seen.push(chunk);
  }
  expect(Buffer.concat(seen).equals(Buffer.alloc(300_000, "old"))).toBe(true);
});

it("clears away what a dead process left, and lists none of it", async () => {
  const folder = await newFolder();
  const store = createFileStore(folder);
  await store.check();
  const old = path.join(folder, ".unfinished", "4242-1");
  await writeFile(old, "half");
  const listed: string[] = [];
  for await (const { key } of store.list("")) listed.push(key);
  expect(listed).toEqual(["system/check.txt"]);
  await utimes(old, new Date("2026-01-01"), new Date("2026-01-01"));
  await store.check();
  expect(await readdir(path.join(folder, ".unfinished"))).toEqual([]);
});

it("says what to do when the folder cannot be used", async () => {
  const folder = await newFolder();
  await writeFile(path.join(folder, "media"), "a file where the folder should be");
  const failure = createFileStore(path.join(folder, "media")).check();
  await expect(failure).rejects.toMatchObject({ code: "unavailable", remedy: expect.stringContaining("DATA_DIR") });
});
