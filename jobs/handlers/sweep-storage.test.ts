import { utimes } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { storageSweep } from "../../agents/commands/storage/storage-sweep.ts";
import { createTestContext, type TestContext } from "../../agents/commands/testing/test-context.ts";
import { DAY_MS, HOUR_MS } from "../../agents/kernel/clock.ts";
import { SYSTEM_SCHEDULES } from "../queue/system-schedules.ts";
import { sweepStorageHandler } from "./sweep-storage.ts";
import { runOnce } from "./testing/run-once.ts";

let setting: TestContext;
const OLD = 25 * HOUR_MS;
const TYPES: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  zip: "application/zip",
  safetensors: "application/octet-stream",
};

async function put(key: string, ageMs = OLD) {
  const type = TYPES[key.split(".").at(-1) ?? ""] ?? "";
  await setting.context.ports.store.put(key, Buffer.from("bytes"), type);
  const at = new Date(setting.clock.now().getTime() - ageMs);
  await utimes(path.join(setting.mediaDirectory, key), at, at);
}

async function stored(): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of setting.context.ports.store.list("")) keys.push(key);
  return keys;
}

const assetRow = (id: string, storageKey: string, thumbnailKey: string | null = null) => ({
  ...{ id, storageKey, thumbnailKey, avatarId: "avt_a", kind: "image", contentType: "image/png", bytes: 5 },
  ...{ sha256: id, provider: "storyboard", model: "cards", prompt: "x", parameters: {} },
});

const nightly = (context = setting.context) => runOnce(context, sweepStorageHandler, {});
const sweep = (input = {}, actor = {}) => setting.run([storageSweep], "storage.sweep", input, actor);

beforeEach(async () => {
  setting = await createTestContext();
  await setting.context.database.prisma.avatar.create({
    data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x" },
  });
});
afterEach(() => setting.close());

/** Every column that names a file, and the copies made for platforms. */
async function storeReferenced(): Promise<string[]> {
  const { prisma } = setting.context.database;
  await prisma.asset.create({
    data: assetRow("ast_1", "avatars/avt_a/pieces/job-1.png", "avatars/avt_a/pieces/job-1-thumb.jpg"),
  });
  const lora = { avatarId: "avt_a", name: "l", triggerWord: "TOK", provider: "upload", reference: "x" };
  await prisma.loraModel.create({
    data: {
      ...lora,
      id: "lor_1",
      weightsKey: "avatars/avt_a/loras/lor_1.safetensors",
      exam: { sheetKey: "avatars/avt_a/exams/lor_1-sheet.jpg" },
    },
  });
  await prisma.dataset.create({
    data: {
      ...{ id: "dst_1", avatarId: "avt_a", version: 1, requested: 1, triggerWord: "TOK", plan: [] },
      archiveKey: "avatars/avt_a/datasets/dst_1.zip",
      report: {
        reportKey: "avatars/avt_a/datasets/dst_1-coverage.png",
        sheetKey: "avatars/avt_a/datasets/dst_1-sheet.jpg",
      },
    },
  });
  await prisma.consent.create({
    data: {
      ...{ id: "con_1", avatarId: "avt_a", subjectName: "Ada", scope: "face", grantedAt: setting.clock.now() },
      evidenceKey: "uploads/evidence.zip",
    },
  });
  await prisma.vendorJob.create({
    data: {
      ...{ id: "vjb_1", avatarId: "avt_a", kind: "image", purpose: "trial", state: "running" },
      request: { referenceKey: "tmp/reference.png" },
    },
  });
  return [
    "avatars/avt_a/datasets/dst_1-coverage.png",
    "avatars/avt_a/datasets/dst_1-sheet.jpg",
    "avatars/avt_a/datasets/dst_1.zip",
    "avatars/avt_a/exams/lor_1-sheet.jpg",
    "avatars/avt_a/loras/lor_1.safetensors",
    "avatars/avt_a/pieces/job-1-instagram.jpg",
    "avatars/avt_a/pieces/job-1-thumb.jpg",
    "avatars/avt_a/pieces/job-1.png",
    "tmp/reference.png",
    "uploads/evidence.zip",
  ];
}

test("each night what no row names is deleted; what a row names, what is young and what is kept stays", async () => {
  const needed = await storeReferenced();
  for (const key of needed) await put(key);
  const stays: [string, number][] = [
    ["avatars/avt_a/pieces/job-9.png", DAY_MS],
    ["exports/week.zip", 6 * DAY_MS],
    ["kept/for-ever.zip", 400 * DAY_MS],
    ["consents/avt_a/paper.zip", 400 * DAY_MS],
  ];
  for (const [key, age] of stays) await put(key, age);
  const orphans = [
    "avatars/avt_a/pieces/job-2-instagram.jpg",
    "avatars/avt_a/pieces/job-2.png",
    "exports/old.zip",
    "reports/costs/aa.png",
    "tmp/frames/bb.jpg",
    "uploads/picture-cc.png",
  ];
  for (const key of orphans) await put(key, key.startsWith("exports/") ? 8 * DAY_MS : OLD);
  await nightly();
  expect(await stored()).toEqual([...needed, ...stays.map(([key]) => key)].sort());
});

test("a dry run deletes nothing and names what would go; the button deletes it, in both languages", async () => {
  await put("tmp/one.png");
  await put("uploads/two.zip");
  const dry = await sweep({}, { language: "es" });
  expect(dry).toMatchObject({ state: "done", output: { deleted: false, count: 2, bytes: 10 } });
  expect(dry.card.title).toBe("2 ficheros, 10 B, no le hacen falta a nada");
  expect(dry.card.table?.rows.map(([key]) => key)).toEqual(["tmp/one.png", "uploads/two.zip"]);
  expect(await stored()).toHaveLength(2);
  const [button] = dry.card.buttons ?? [];
  const swept = await sweep(button?.input);
  expect(swept).toMatchObject({ output: { deleted: true, count: 2 }, card: { title: "2 files deleted, 10 B" } });
  expect(await stored()).toEqual([]);
  expect((await sweep()).card.title).toBe("Every stored file is needed");
  expect(await sweep({}, { role: "chatter" })).toMatchObject({ state: "failed", problem: { code: "forbidden" } });
});

test("a row or a new file that comes between listing and deleting saves the file", async () => {
  for (const key of ["avatars/avt_a/a.png", "avatars/avt_a/b.png", "avatars/avt_a/c.png"]) await put(key);
  const { store } = setting.context.ports;
  const { prisma } = setting.context.database;
  let looks = 0;
  const busy = {
    ...store,
    // The last thing that is asked before rows are asked for again.
    head: async (key: string) => {
      looks += 1;
      if (key.endsWith("a.png")) await prisma.asset.create({ data: assetRow("ast_a", key) });
      if (key.endsWith("b.png")) await put(key, 0);
      return await store.head(key);
    },
  };
  await nightly({ ...setting.context, ports: { ...setting.context.ports, store: busy } });
  expect(looks).toBe(3);
  expect(await stored()).toEqual(["avatars/avt_a/a.png", "avatars/avt_a/b.png"]);
});

test("a store full of files that no row knows is left alone at night, and swept when a person says so", async () => {
  const keys = Array.from({ length: 60 }, (_, index) => `avatars/avt_z/pieces/${String(index).padStart(2, "0")}.png`);
  for (const key of keys) await put(key);
  await nightly();
  expect(await stored()).toEqual(keys);
  expect(await sweep({ delete: true })).toMatchObject({ output: { count: 60 } });
  expect(await stored()).toEqual([]);
});

test("a long listing is looked through in portions, and a run that is called off leaves the rest to the next", async () => {
  let listed = 0;
  let asked = 0;
  const { store } = setting.context.ports;
  const abort = new AbortController();
  const old = new Date(setting.clock.now().getTime() - OLD);
  const endless = {
    ...store,
    async *list(prefix: string) {
      for (let index = 0; prefix === "tmp/" && index < 10_000; index += 1) {
        listed += 1;
        yield { key: `tmp/${index}.png`, bytes: 1, modifiedAt: old };
      }
    },
    head: async () => ({ bytes: 1, contentType: "image/png", modifiedAt: old }),
    deleteMany: async (keys: readonly string[]) => {
      asked = Math.max(asked, keys.length);
      abort.abort();
    },
  };
  const context = { ...setting.context, ports: { ...setting.context.ports, store: endless } };
  await expect(runOnce(context, sweepStorageHandler, {}, { signal: abort.signal })).rejects.toThrow();
  expect(asked).toBe(500);
  // All to look, then the first portion and the second, at whose beginning it stops.
  expect(listed).toBe(11_000);
});

test("the night asks for it in the outbox", async () => {
  await SYSTEM_SCHEDULES.find(({ name }) => name === "sweep-storage")?.run(setting.context);
  expect(await setting.context.database.prisma.outbox.findMany()).toMatchObject([
    { name: "storage.sweep", queue: "system", dedupeKey: "storage" },
  ]);
});
