import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readArchive } from "./read-archive.ts";
import { collect } from "./testing/collect.ts";
import { type ArchiveFile, writeArchive } from "./write-archive.ts";

const MIB = 1024 * 1024;
const text = (content: string) => Buffer.from(content);

describe("a ZIP we write", () => {
  const files: ArchiveFile[] = [
    { name: "0001.png", bytes: randomBytes(300_000) },
    { name: "0001.txt", bytes: text("adult woman in a linen shirt") },
    { name: "empty.txt", bytes: new Uint8Array() },
  ];

  it("is what we read, stored as it was, and the same every time and everywhere", async () => {
    const zip = await collect(writeArchive(files));
    const entries = await readArchive(zip);
    expect(entries.map((entry) => entry.name)).toEqual(files.map((file) => file.name));
    for (const [index, entry] of entries.entries()) {
      expect(Buffer.from(await entry.read()).equals(files[index]?.bytes ?? Buffer.alloc(1))).toBe(true);
    }
    expect(zip.includes(Buffer.from(files[0]?.bytes ?? []))).toBe(true);
    expect((await collect(writeArchive(files))).equals(zip)).toBe(true);
    // Midnight of 1 January 1980: the earliest time ZIP knows.
    expect(zip.readUInt32LE(10)).toBe(0x00210000);
  });

  it("holds one file in memory at a time, and lets go of its source when nobody reads on", async () => {
    let given = 0;
    let isClosed = false;
    async function* endless(): AsyncIterable<ArchiveFile> {
      try {
        for (;;) {
          given += 1;
          yield { name: `${given}.bin`, bytes: Buffer.alloc(MIB) };
        }
      } finally {
        isClosed = true;
      }
    }
    let read = 0;
    for await (const chunk of writeArchive(endless())) {
      read += chunk.length;
      expect(given * MIB).toBeLessThanOrEqual(read + 3 * MIB);
      if (read > 20 * MIB) break;
    }
    expect(isClosed).toBe(true);
  });

  it("refuses names and numbers it would not read, and passes on what its source fails with", async () => {
    const write = (names: readonly string[]) =>
      collect(writeArchive(names.map((name) => ({ name, bytes: text("x") }))));
    await expect(write(["../a.png"])).rejects.toMatchObject({ reason: "archive_name" });
    await expect(write(["a.png", "A.png"])).rejects.toMatchObject({ reason: "archive_duplicate" });
    const many = Array.from({ length: 2_001 }, (_, index) => `${index}`);
    await expect(write(many)).rejects.toMatchObject({ code: "too_large", reason: "archive_files" });
    async function* breaking(): AsyncIterable<ArchiveFile> {
      yield { name: "a", bytes: text("x") };
      throw new Error("the source broke");
    }
    await expect(collect(writeArchive(breaking()))).rejects.toThrow("the source broke");
  });
});
