// What every ObjectStore must do; run by the test of each adapter.
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { ListedObject, ObjectStore } from "../object-store.ts";

const BAD_KEYS = [
  "",
  "/etc/x.png",
  "../x.png",
  "a/../b.png",
  "a//b.png",
  "A/b.png",
  "a/.hidden.png",
  "a\\b.png",
  "a/b.png\0",
];

const MIB = 1024 * 1024;
const bytesOf = (text: string) => new TextEncoder().encode(text);
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Looks different everywhere, so that a piece at the wrong place shows. */
const PATTERN = Buffer.from(Uint32Array.from({ length: (17 * MIB) / 4 }, (_, index) => index * 2_654_435_761).buffer);
const patterned = (length: number) => PATTERN.subarray(0, length);

async function* inChunks(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

async function listedObjects(store: ObjectStore, prefix: string): Promise<ListedObject[]> {
  const found: ListedObject[] = [];
  for await (const object of store.list(prefix)) found.push(object);
  return found;
}

async function listed(store: ObjectStore, prefix: string): Promise<string[]> {
  return (await listedObjects(store, prefix)).map((object) => object.key);
}

export function describeObjectStore(name: string, create: () => Promise<ObjectStore> | ObjectStore): void {
  describe(`${name} is an ObjectStore`, () => {
    it("gives back what was put, and replaces it", async () => {
      const store = await create();
      await store.put("avatars/avt_1/pieces/pce_1.png", bytesOf("first"), "image/png");
      await store.put("avatars/avt_1/pieces/pce_1.png", bytesOf("second, longer"), "image/png");
      const found = await store.get("avatars/avt_1/pieces/pce_1.png");
      expect(Buffer.from(found.bytes).toString()).toBe("second, longer");
      expect(found.contentType).toBe("image/png");
    });

    it("keeps empty objects and every byte value", async () => {
      const store = await create();
      const all = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
      await store.put("a/all.bin", all, "application/octet-stream");
      await store.put("a/none.txt", new Uint8Array(), "text/plain");
      expect(Buffer.from((await store.get("a/all.bin")).bytes).equals(Buffer.from(all))).toBe(true);
      expect((await store.get("a/none.txt")).bytes).toHaveLength(0);
    });

    it("tells missing from present, and forgets without complaint", async () => {
      const store = await create();
      expect(await store.exists("a/b.png")).toBe(false);
      await expect(store.get("a/b.png")).rejects.toMatchObject({ code: "not_found" });
      await store.put("a/b.png", bytesOf("x"), "image/png");
      expect(await store.exists("a/b.png")).toBe(true);
      expect(await store.exists("a")).toBe(false);
      await store.delete("a/b.png");
      await store.delete("a/b.png");
      expect(await store.exists("a/b.png")).toBe(false);
    });

    it("lists by prefix, in order, only what is there", async () => {
      const store = await create();
      for (const key of ["b/2.txt", "a/x/1.txt", "a/x-1.txt", "a/1.txt", "ab.txt"]) {
        await store.put(key, bytesOf(key), "text/plain");
      }
      expect(await listed(store, "a/")).toEqual(["a/1.txt", "a/x-1.txt", "a/x/1.txt"]);
      expect(await listed(store, "a")).toEqual(["a/1.txt", "a/x-1.txt", "a/x/1.txt", "ab.txt"]);
      expect(await listed(store, "a/x/1")).toEqual(["a/x/1.txt"]);
      expect(await listed(store, "nothing/")).toEqual([]);
    });

    it("refuses keys that are not keys", async () => {
      const store = await create();
      for (const key of BAD_KEYS) {
        const calls = [
          store.put(key, bytesOf("x"), "image/png"),
          store.putStream(key, inChunks(bytesOf("x"), 1), "image/png", { maxBytes: 9 }),
          store.get(key),
          store.read(key, { start: 0, end: 1 }),
          (async () => collect(store.stream(key)))(),
          store.head(key),
          store.exists(key),
          store.copy(key, "a/b.png"),
          store.copy("a/b.png", key),
          store.delete(key),
          store.deleteMany(["a/b.png", key]),
          store.signedUrl(key, 60),
          store.signedUpload(key, "image/png", 60),
        ];
        for (const { status, reason } of await Promise.allSettled(calls).then((all) =>
          all.map((one) => ({ status: one.status, reason: one.status === "rejected" ? one.reason : null })),
        )) {
          expect(status, key).toBe("rejected");
          expect(reason, key).toMatchObject({ code: "invalid_input" });
        }
      }
    });

    it("refuses a type that the key's ending does not stand for", async () => {
      const store = await create();
      const refused = { code: "invalid_input" };
      const limits = { maxBytes: 9 };
      await expect(store.put("a/b.png", bytesOf("x"), "text/html")).rejects.toMatchObject(refused);
      await expect(store.putStream("a/b.png", inChunks(bytesOf("x"), 1), "text/html", limits)).rejects.toMatchObject(
        refused,
      );
      await expect(store.signedUpload("a/b.png", "text/html", 60)).rejects.toMatchObject(refused);
      await store.put("a/b.png", bytesOf("x"), "image/png");
      await expect(store.copy("a/b.png", "a/b.txt")).rejects.toMatchObject(refused);
      expect(await listed(store, "")).toEqual(["a/b.png"]);
    });

    it("takes streams of any length in any pieces, and tells what came", async () => {
      const store = await create();
      const sizes = [0, 1, 70_001, 8 * MIB, 8 * MIB + 1, 17 * MIB];
      for (const size of sizes) {
        const whole = patterned(size);
        const key = `a/${size}.bin`;
        const stream = inChunks(whole, 1_000_003);
        const stored = await store.putStream(key, stream, "application/octet-stream", { maxBytes: 17 * MIB });
        expect(stored).toEqual({ bytes: size, sha256: sha256(whole) });
        expect(sha256(await collect(store.stream(key))), key).toBe(sha256(whole));
        expect(await store.head(key)).toMatchObject({ bytes: size, contentType: "application/octet-stream" });
      }
      expect(await listed(store, "")).toHaveLength(sizes.length);
    });

    it("stores nothing of a stream that is too long or breaks, and leaves what was there", async () => {
      const store = await create();
      const limits = { maxBytes: 9 * MIB };
      await store.put("a/kept.bin", bytesOf("before"), "application/octet-stream");
      async function* breaking(): AsyncIterable<Uint8Array> {
        yield patterned(17 * MIB);
        throw new Error("the source broke");
      }
      for (const key of ["a/kept.bin", "a/new.bin"]) {
        const long = inChunks(patterned(9 * MIB + 1), MIB);
        await expect(store.putStream(key, long, "application/octet-stream", limits)).rejects.toMatchObject({
          code: "too_large",
        });
        await expect(
          store.putStream(key, breaking(), "application/octet-stream", { maxBytes: 99 * MIB }),
        ).rejects.toThrow("the source broke");
      }
      expect(await listed(store, "")).toEqual(["a/kept.bin"]);
      expect(Buffer.from((await store.get("a/kept.bin")).bytes).toString()).toBe("before");
    });

    it("stops asking a stream that is too long", async () => {
      const store = await create();
      let given = 0;
      let isClosed = false;
      async function* endless(): AsyncIterable<Uint8Array> {
        try {
          for (;;) {
            given += 1;
            yield new Uint8Array(1_000);
          }
        } finally {
          isClosed = true;
        }
      }
      await expect(store.putStream("a/b.txt", endless(), "text/plain", { maxBytes: 10_000 })).rejects.toMatchObject({
        code: "too_large",
      });
      expect({ given, isClosed }).toEqual({ given: 11, isClosed: true });
    });

    it("reads ranges, and no further than there is", async () => {
      const store = await create();
      await store.put("a/b.txt", bytesOf("0123456789"), "text/plain");
      await store.put("a/none.txt", new Uint8Array(), "text/plain");
      const read = async (start: number, end: number, key = "a/b.txt") =>
        Buffer.from(await store.read(key, { start, end })).toString();
      expect(await read(0, 1)).toBe("0");
      expect(await read(3, 7)).toBe("3456");
      expect(await read(0, 10)).toBe("0123456789");
      expect(await read(8, 1_000)).toBe("89");
      expect(await read(10, 11)).toBe("");
      expect(await read(0, 5, "a/none.txt")).toBe("");
      await expect(read(0, 5, "a/missing.txt")).rejects.toMatchObject({ code: "not_found" });
      for (const [start, end] of [
        [-1, 2],
        [2, 2],
        [3, 2],
        [0.5, 2],
        [0, Number.NaN],
      ] as const) {
        await expect(read(start, end)).rejects.toMatchObject({ code: "invalid_input" });
      }
    });

    it("tells size, type and time without reading, alike in heads and lists", async () => {
      const store = await create();
      await store.put("a/b.png", bytesOf("four"), "image/png");
      const facts = await store.head("a/b.png");
      expect(facts).toMatchObject({ bytes: 4, contentType: "image/png" });
      expect(Number.isNaN(facts.modifiedAt.getTime())).toBe(false);
      expect(await listedObjects(store, "a/")).toEqual([{ key: "a/b.png", bytes: 4, modifiedAt: facts.modifiedAt }]);
      await expect(store.head("a")).rejects.toMatchObject({ code: "not_found" });
      await expect(store.head("a/c.png")).rejects.toMatchObject({ code: "not_found" });
    });

    it("says that there is nothing to stream", async () => {
      const store = await create();
      await store.put("a/b.txt", bytesOf("x"), "text/plain");
      await expect(collect(store.stream("a/c.txt"))).rejects.toMatchObject({ code: "not_found" });
      await expect(collect(store.stream("a"))).rejects.toMatchObject({ code: "not_found" });
    });

    it("copies, replacing what is there, and never onto itself", async () => {
      const store = await create();
      await store.put("a/b.png", bytesOf("original"), "image/png");
      await store.put("c/d.png", bytesOf("old"), "image/png");
      await store.copy("a/b.png", "c/d.png");
      await store.put("a/b.png", bytesOf("changed"), "image/png");
      const copied = await store.get("c/d.png");
      expect(Buffer.from(copied.bytes).toString()).toBe("original");
      expect(copied.contentType).toBe("image/png");
      await expect(store.copy("a/missing.png", "c/d.png")).rejects.toMatchObject({ code: "not_found" });
      await expect(store.copy("a/b.png", "a/b.png")).rejects.toMatchObject({ code: "invalid_input" });
      expect(await listed(store, "")).toEqual(["a/b.png", "c/d.png"]);
      expect(Buffer.from((await store.get("c/d.png")).bytes).toString()).toBe("original");
    });

    it("forgets many at once, known and unknown", async () => {
      const store = await create();
      const keys = Array.from({ length: 12 }, (_, index) => `a/${index}.txt`);
      await Promise.all(keys.map((key) => store.put(key, bytesOf(key), "text/plain")));
      await store.deleteMany([...keys.slice(1), "a/missing.txt", "b/missing.txt"]);
      await store.deleteMany([]);
      expect(await listed(store, "")).toEqual(["a/0.txt"]);
    });

    it("is never half written when many write the same key", async () => {
      const store = await create();
      const versions = Array.from({ length: 8 }, (_, index) => String(index).repeat(40_000));
      await Promise.all(versions.map((version) => store.put("race/one.txt", bytesOf(version), "text/plain")));
      expect(versions).toContain(Buffer.from((await store.get("race/one.txt")).bytes).toString());
    });

    it("proves itself and leaves links to those who can make them", async () => {
      const store = await create();
      await store.check();
      await store.put("a/link.txt", bytesOf("linked"), "text/plain");
      const url = await store.signedUrl("a/link.txt", 60);
      if (store.info.local) expect(url).toBeNull();
      else expect(await (await fetch(url ?? "")).text()).toBe("linked");
    });

    it("leaves uploads to those who can be sent them", async () => {
      const store = await create();
      const upload = await store.signedUpload("a/sent.png", "image/png", 60);
      if (store.info.local) return expect(upload).toBeNull();
      const { url = "", method, headers } = upload ?? {};
      const sent = await fetch(url, { method: method ?? "", headers: { ...headers }, body: bytesOf("sent") });
      expect(sent.status).toBe(200);
      const found = await store.get("a/sent.png");
      expect(Buffer.from(found.bytes).toString()).toBe("sent");
      expect(found.contentType).toBe("image/png");
    });
  });
}
