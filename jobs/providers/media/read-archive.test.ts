import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ArchiveSource } from "./archive-source.ts";
import { readArchive } from "./read-archive.ts";
import { type ZipPart, zipFile } from "./testing/zip-file.ts";

const MIB = 1024 * 1024;
const text = (content: string) => Buffer.from(content);

/** Every file's content by its name, as someone who trusts the archive would take it. */
async function unpack(input: Uint8Array | ArchiveSource): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of await readArchive(input)) files[entry.name] = Buffer.from(await entry.read()).toString();
  return files;
}

describe("a ZIP", () => {
  it("gives its files, stored and packed, and not its folders", async () => {
    const zip = zipFile([
      { name: "pictures/", mode: 0o040755 },
      { name: "pictures/one.txt", content: text("one"), method: 8 },
      { name: "pictures/two.txt", content: text("two") },
      { name: "Größe 😀.txt", content: text("") },
    ]);
    expect(await unpack(zip)).toEqual({ "pictures/one.txt": "one", "pictures/two.txt": "two", "Größe 😀.txt": "" });
    expect((await readArchive(zip)).map((entry) => entry.bytes)).toEqual([3, 3, 0]);
    expect(await readArchive(zipFile([]))).toEqual([]);
  });

  it("is read in ranges, first its end, and no more than is asked for", async () => {
    const content = randomBytes(3 * MIB);
    const zip = zipFile([
      { name: "a.bin", content },
      { name: "b.txt", content: text("small") },
    ]);
    const ranges: [number, number][] = [];
    const source: ArchiveSource = {
      size: zip.length,
      read: async (start, end) => {
        ranges.push([start, end]);
        return zip.subarray(start, end);
      },
    };
    const [large, small] = await readArchive(source);
    expect(ranges.every(([start, end]) => end - start === 4 || start > 2 * MIB)).toBe(true);
    ranges.length = 0;
    expect(Buffer.from((await small?.read()) ?? []).toString()).toBe("small");
    expect(ranges.every(([start]) => start > 2 * MIB)).toBe(true);
    expect(content.equals((await large?.read()) ?? Buffer.alloc(0))).toBe(true);
    expect(Math.max(...ranges.map(([start, end]) => end - start))).toBeLessThanOrEqual(MIB);
  });

  it("passes on what its source fails with", async () => {
    const zip = zipFile([{ name: "a.bin", content: randomBytes(MIB), method: 8 }]);
    const lost = new AppError("unavailable", "The store is gone.");
    let isLost = false;
    const read = async (start: number, end: number) => {
      if (isLost) throw lost;
      return zip.subarray(start, end);
    };
    const [entry] = await readArchive({ size: zip.length, read });
    isLost = true;
    await expect(entry?.read()).rejects.toBe(lost);
    await expect(readArchive({ size: zip.length, read })).rejects.toBe(lost);
  });

  const bad: Readonly<Record<string, readonly [ZipPart[], string]>> = {
    "a name that climbs out": [[{ name: "a/../../etc/passwd" }], "archive_name"],
    "a name that climbs out backwards": [[{ name: "..\\..\\windows\\win.ini" }], "archive_name"],
    "an absolute name": [[{ name: "/etc/passwd" }], "archive_name"],
    "a drive": [[{ name: "C:/boot.ini" }], "archive_name"],
    "a hidden end of name": [[{ name: "a.png\0.exe" }], "archive_name"],
    "a name that is no text": [[{ name: Buffer.from([0x61, 0xff, 0xfe]) }], "archive_name"],
    "an empty name": [[{ name: "" }], "archive_name"],
    "a folder with content": [[{ name: "a/", content: text("x") }], "archive_name"],
    "a symbolic link": [[{ name: "a", content: text("/etc/passwd"), mode: 0o120777 }], "archive_link"],
    "a device": [[{ name: "a", mode: 0o020666 }], "archive_link"],
    encryption: [[{ name: "a", content: text("x"), flags: 0x1 }], "archive_encrypted"],
    "a hidden directory": [[{ name: "a", content: text("x"), flags: 0x2000 }], "archive_encrypted"],
    "another packing": [[{ name: "a", content: text("x"), method: 14 }], "archive_method"],
    "the same name twice": [[{ name: "a.txt" }, { name: "a.txt" }], "archive_duplicate"],
    "the same name in other letters": [[{ name: "é.txt" }, { name: "E\u0301.TXT" }], "archive_duplicate"],
  };
  it.each(Object.entries(bad))("with %s is refused before anything is unpacked", async (_what, [parts, reason]) => {
    await expect(readArchive(zipFile(parts))).rejects.toMatchObject({ code: "invalid_input", reason });
  });

  it("that would unpack to too much is refused before it is unpacked", async () => {
    const zeros = Buffer.alloc(2 * MIB);
    const bomb = zipFile([{ name: "bomb.bin", content: zeros, method: 8 }]);
    expect(bomb.length).toBeLessThan(10_000);
    await expect(readArchive(bomb)).rejects.toMatchObject({ code: "too_large", reason: "archive_ratio" });

    const half = { content: randomBytes(6 * MIB), claims: { bytes: 550 * MIB }, method: 8 };
    const large = zipFile([
      { name: "a", ...half },
      { name: "b", ...half },
    ]);
    await expect(readArchive(large)).rejects.toMatchObject({ code: "too_large", reason: "archive_bytes" });

    const many = zipFile(Array.from({ length: 2_001 }, (_, index) => ({ name: `${index}` })));
    await expect(readArchive(many)).rejects.toMatchObject({ code: "too_large", reason: "archive_files" });
    const enough = zipFile(Array.from({ length: 2_000 }, (_, index) => ({ name: `${index}` })));
    expect(await readArchive(enough)).toHaveLength(2_000);

    const wordy = zipFile(Array.from({ length: 100 }, (_, index) => ({ name: `${index}/${"n".repeat(60_000)}` })));
    await expect(readArchive(wordy)).rejects.toMatchObject({ code: "too_large", reason: "archive_directory" });
  });

  it("whose files share bytes is refused: so small bombs grow large", async () => {
    const kernel = { content: randomBytes(50_000), method: 0 };
    const shared = zipFile([
      { name: "a", ...kernel },
      { name: "b", ...kernel, claims: { offset: 0 } },
    ]);
    await expect(readArchive(shared)).rejects.toMatchObject({ reason: "archive_overlap" });
    const quoting = zipFile([
      { name: "a", content: kernel.content, claims: { packedBytes: 50_100, bytes: 50_100 } },
      { name: "b", ...kernel },
    ]);
    await expect(readArchive(quoting)).rejects.toMatchObject({ reason: "archive_overlap" });
    const outside = zipFile([{ name: "a", ...kernel, claims: { packedBytes: 900_000, bytes: 900_000 } }]);
    await expect(readArchive(outside)).rejects.toMatchObject({ reason: "archive_overlap" });
  });

  const lies: Readonly<Record<string, ZipPart>> = {
    "is larger than promised": { name: "a", content: Buffer.alloc(90_000, "x"), method: 8, claims: { bytes: 1_000 } },
    "is smaller than promised": { name: "a", content: text("short"), method: 8, claims: { bytes: 100 } },
    "has another checksum": { name: "a", content: text("x"), claims: { crc: 1 } },
    "has another name inside": { name: "a.png", localName: "b.exe", content: text("x") },
    "is packed otherwise inside": { name: "a", content: text("xx"), claims: { method: 8, bytes: 2 } },
  };
  it.each(Object.entries(lies))("with a file that %s is caught while it is read", async (_what, part) => {
    const [entry] = await readArchive(zipFile([part]));
    await expect(entry?.read()).rejects.toMatchObject({ code: "invalid_input", reason: "archive_lies" });
  });

  it("never unpacks more than the directory promised, whatever comes", async () => {
    const part = { name: "a", content: Buffer.alloc(64 * MIB), method: 8, claims: { bytes: 1_000 } };
    const [entry] = await readArchive(zipFile([part]));
    let seen = 0;
    const read = async () => {
      for await (const chunk of entry?.stream() ?? []) seen += chunk.length;
    };
    await expect(read()).rejects.toMatchObject({ reason: "archive_lies" });
    expect(seen).toBeLessThanOrEqual(1_000);
  });

  it("that is broken, cut off or something else is called so", async () => {
    const whole = zipFile([{ name: "a", content: randomBytes(5_000), method: 8 }]);
    const noise = Buffer.from(whole);
    noise.fill(0xff, 31, 2_000);
    const [entry] = await readArchive(noise);
    await expect(entry?.read()).rejects.toMatchObject({ code: "invalid_input" });
    const cases: [Uint8Array, string][] = [
      [whole.subarray(0, 3_000), "archive_broken"],
      [zipFile([{ name: "a" }], { count: 9 }), "archive_broken"],
      [zipFile([{ name: "a" }], { directoryOffset: 0xfffffff0 }), "archive_broken"],
      [zipFile([{ name: "a" }], { directoryOffset: 3 }), "archive_broken"],
      [Buffer.concat([text("#!/bin/sh\n"), whole]), "archive_type"],
      [text("Rar!\u001a\u0007"), "archive_type"],
      [new Uint8Array(), "archive_type"],
    ];
    for (const [bytes, reason] of cases) {
      await expect(readArchive(bytes), reason).rejects.toMatchObject({ code: "invalid_input", reason });
    }
  });
});
