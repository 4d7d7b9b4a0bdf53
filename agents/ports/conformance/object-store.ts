// What every ObjectStore must do; run by the test of each adapter.
import { describe, expect, it } from "vitest";
import type { ObjectStore } from "../object-store.ts";

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

export function describeObjectStore(name: string, create: () => Promise<ObjectStore> | ObjectStore): void {
  const bytesOf = (text: string) => new TextEncoder().encode(text);
  const listed = async (store: ObjectStore, prefix: string) => {
    const keys: string[] = [];
    for await (const key of store.list(prefix)) keys.push(key);
    return keys;
  };

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
        await expect(store.put(key, bytesOf("x"), "image/png"), key).rejects.toMatchObject({ code: "invalid_input" });
        await expect(store.get(key), key).rejects.toMatchObject({ code: "invalid_input" });
        await expect(store.delete(key), key).rejects.toMatchObject({ code: "invalid_input" });
      }
    });

    it("refuses a type that the key's ending does not stand for", async () => {
      await expect((await create()).put("a/b.png", bytesOf("x"), "text/html")).rejects.toMatchObject({
        code: "invalid_input",
      });
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
  });
}
