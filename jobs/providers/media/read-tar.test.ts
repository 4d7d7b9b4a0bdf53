import { randomBytes } from "node:crypto";
import { pack } from "tar-stream";
import { describe, expect, it } from "vitest";
import { AppError } from "../../../agents/kernel/errors.ts";
import { readTar } from "./read-tar.ts";
import { collect } from "./testing/collect.ts";

const MIB = 1024 * 1024;
const text = (content: string) => Buffer.from(content);

describe("a .tar", () => {
  type Member = [Parameters<ReturnType<typeof pack>["entry"]>[0], Uint8Array?];
  const LIMITS = { maxFileBytes: 9 * MIB, maxBytes: 20 * MIB };
  const WANTED = "output/flux_train_replicate/lora.safetensors";

  async function tarFile(members: readonly Member[]): Promise<Buffer> {
    const tar = pack();
    for (const [header, content] of members) tar.entry(header, content ?? new Uint8Array());
    tar.finalize();
    return collect(tar as AsyncIterable<Uint8Array>);
  }

  const take = async (source: Uint8Array | AsyncIterable<Uint8Array>, limits = LIMITS) => {
    const found: Record<string, Buffer> = {};
    for await (const entry of readTar(source, (name) => name.endsWith(".safetensors"), limits)) {
      found[entry.name] = await collect(entry.content);
      expect(found[entry.name]).toHaveLength(entry.bytes);
    }
    return found;
  };

  async function* inChunks(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
    for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
  }

  it("gives the wanted file and skips the rest, however it is cut and named", async () => {
    const lora = randomBytes(3 * MIB);
    const tar = await tarFile([
      [{ name: "output/", type: "directory" }],
      [{ name: "output/config.yaml" }, text("steps: 1000")],
      [{ name: `./${WANTED}` }, lora],
      [{ name: `output/${"long/".repeat(60)}optimizer.pt` }, randomBytes(MIB)],
    ]);
    for (const source of [tar, inChunks(tar, 100_001), inChunks(tar, 511)]) {
      const found = await take(source);
      expect(Object.keys(found)).toEqual([WANTED]);
      expect(found[WANTED]?.equals(lora)).toBe(true);
    }
  });

  it("skips a wanted file nobody reads, and stops when nobody goes on", async () => {
    const tar = await tarFile([
      [{ name: "a.safetensors" }, randomBytes(MIB)],
      [{ name: "b.safetensors" }, text("b")],
      [{ name: "c.safetensors" }, text("c")],
    ]);
    const names: string[] = [];
    for await (const entry of readTar(inChunks(tar, 9_999), () => true, LIMITS)) names.push(entry.name);
    expect(names).toEqual(["a.safetensors", "b.safetensors", "c.safetensors"]);
    let isClosed = false;
    async function* watched(): AsyncIterable<Uint8Array> {
      try {
        yield* inChunks(tar, 9_999);
      } finally {
        isClosed = true;
      }
    }
    for await (const entry of readTar(watched(), () => true, LIMITS)) {
      expect(entry.name).toBe("a.safetensors");
      break;
    }
    expect(isClosed).toBe(true);
  });

  const bad: Readonly<Record<string, readonly [Member[], string]>> = {
    "a name that climbs out": [[[{ name: "../../lora.safetensors" }, text("x")]], "archive_name"],
    "an absolute name": [[[{ name: "/etc/lora.safetensors" }, text("x")]], "archive_name"],
    "a symbolic link": [[[{ name: WANTED, type: "symlink", linkname: "/etc/passwd" }]], "archive_link"],
    "a hard link": [[[{ name: "a", type: "link", linkname: "/etc/passwd" }]], "archive_link"],
    "a device": [[[{ name: "a", type: "character-device" }]], "archive_link"],
    "the same name twice": [
      [
        [{ name: WANTED }, text("x")],
        [{ name: `./${WANTED}` }, text("y")],
      ],
      "archive_duplicate",
    ],
  };
  it.each(Object.entries(bad))("with %s is refused", async (_what, [members, reason]) => {
    await expect(take(await tarFile(members))).rejects.toMatchObject({ code: "invalid_input", reason });
  });

  it("that is too large, or has too many files, is refused as it comes", async () => {
    const tar = await tarFile([[{ name: WANTED }, randomBytes(3 * MIB)]]);
    await expect(take(tar, { ...LIMITS, maxFileBytes: 3 * MIB - 1 })).rejects.toMatchObject({ code: "too_large" });
    await expect(take(inChunks(tar, MIB), { ...LIMITS, maxBytes: 2 * MIB })).rejects.toMatchObject({
      code: "too_large",
    });
    const many = await tarFile(Array.from({ length: 2_001 }, (_, index) => [{ name: `${index}` }]));
    await expect(take(many)).rejects.toMatchObject({ code: "too_large", reason: "archive_files" });
  });

  it("that is cut off, packed, or no archive at all is called broken, and its source's failures stay theirs", async () => {
    const tar = await tarFile([[{ name: WANTED }, randomBytes(MIB)]]);
    for (const bytes of [tar.subarray(0, 600_000), tar.subarray(0, 700), randomBytes(2_000), text("PK\u0003\u0004")]) {
      await expect(take(bytes)).rejects.toMatchObject({ code: "invalid_input", reason: "archive_broken" });
    }
    async function* breaking(): AsyncIterable<Uint8Array> {
      yield tar.subarray(0, 600_000);
      throw new AppError("unavailable", "The download broke.");
    }
    await expect(take(breaking())).rejects.toMatchObject({ code: "unavailable" });
  });
});
