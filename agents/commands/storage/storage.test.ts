import { utimes } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { HOUR_MS } from "../../kernel/clock.ts";
import { sha256 } from "../../kernel/secret.ts";
import { createRegistry } from "../registry.ts";
import { runApprove } from "../run/run-approve.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { storageCopy } from "./storage-copy.ts";
import { storageDelete } from "./storage-delete.ts";
import { storageLink } from "./storage-link.ts";
import { storageList } from "./storage-list.ts";

let setting: TestContext;
const registry = createRegistry([storageDelete]);
const commands = [storageList, storageLink, storageCopy, storageDelete, runApprove(() => registry)];
const run = (name: string, input: object, actor = {}) => setting.run(commands, name, input, actor);

const BYTES = Buffer.from("bytes");
const asset = (id: string, storageKey: string, rest = {}) => ({
  ...{ id, avatarId: "avt_a", kind: "image", storageKey, contentType: "image/png", bytes: 5, sha256: sha256(BYTES) },
  ...{ provider: "storyboard", model: "cards", prompt: "x", parameters: {} },
  ...rest,
});

async function put(key: string, agedMs: number) {
  await setting.context.ports.store.put(key, BYTES, key.endsWith(".png") ? "image/png" : "application/zip");
  const at = new Date(setting.clock.now().getTime() - agedMs);
  await utimes(path.join(setting.mediaDirectory, key), at, at);
}

beforeAll(async () => {
  setting = await createTestContext();
  const { prisma } = setting.context.database;
  await prisma.avatar.create({ data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x" } });
  await prisma.asset.createMany({
    data: [
      asset("ast_1", "avatars/avt_a/pieces/one.png"),
      asset("ast_2", "avatars/avt_a/faces/two.png", { heldAt: setting.clock.now() }),
    ],
  });
  const piece = { templateKey: "beach_walk", tier: "safe", seed: 7, prompt: "x" } as const;
  await prisma.piece.create({ data: { ...piece, id: "pce_1", avatarId: "avt_a", number: 12, assetId: "ast_1" } });
  const lora = { avatarId: "avt_a", name: "l", triggerWord: "TOK", provider: "upload", reference: "x" };
  await prisma.loraModel.createMany({
    data: [
      { ...lora, id: "lor_1", weightsKey: "avatars/avt_a/loras/one.zip" },
      { ...lora, id: "lor_2", version: 2, weightsKey: "avatars/avt_a/loras/two.zip", state: "deleted" },
    ],
  });
  const dataset = { avatarId: "avt_a", version: 1, requested: 1, triggerWord: "TOK", plan: [] };
  await prisma.dataset.create({
    data: { ...dataset, id: "dst_1", archiveKey: "avatars/avt_a/datasets/one.zip", report: { sheetKey: "s" } },
  });
  const consent = { avatarId: "avt_a", subjectName: "Ada", scope: "face", grantedAt: setting.clock.now() };
  await prisma.consent.create({ data: { ...consent, id: "con_1", evidenceKey: "consents/avt_a/one.zip" } });
  for (const [index, key] of [
    "avatars/avt_a/pieces/one.png",
    "avatars/avt_a/faces/two.png",
    "avatars/avt_a/loras/one.zip",
    "avatars/avt_a/loras/two.zip",
    "avatars/avt_a/datasets/one.zip",
    "consents/avt_a/one.zip",
    "uploads/archive-1.zip",
  ].entries())
    await put(key, (7 - index) * HOUR_MS);
});
afterAll(() => setting.close());

test("lists what is under a prefix or of an avatar, newest first, in both languages", async () => {
  const ofAvatar = await run("storage.list", { what: "Ana" });
  expect(ofAvatar).toMatchObject({ output: { prefix: "avatars/avt_a/", count: 5, bytes: 25, isCut: false } });
  expect(ofAvatar.card.table?.rows[0]?.[0]).toBe("avatars/avt_a/datasets/one.zip");
  expect(await run("storage.list", { what: "uploads" })).toMatchObject({ output: { prefix: "uploads/", count: 1 } });
  const all = await run("storage.list", {}, { language: "es" });
  expect(all.card.title).toBe("7 ficheros, 35 B, en total");
  expect(await run("storage.list", { what: "../etc" })).toMatchObject({ problem: { field: "what" } });
  expect(await run("storage.list", { what: "nobody" })).toMatchObject({ problem: { code: "not_found" } });
  expect(await run("storage.list", {}, { role: "chatter" })).toMatchObject({ problem: { code: "forbidden" } });
});

test("a link is good for ten minutes at most; what was taken down gets none, evidence only for the owner", async () => {
  const linked = await run("storage.link", { key: "uploads/archive-1.zip" }, { role: "manager" });
  const until = new Date(setting.clock.now().getTime() + 600_000).toISOString();
  expect(linked).toMatchObject({ state: "done", output: { expiresAt: until } });
  expect(linked.card.links?.[0]?.url).toMatch(/^http:.*\/media\/uploads\/archive-1\.zip\?expires=\d+&signature=/);
  expect(await run("storage.link", { key: "uploads/archive-1.zip", seconds: 601 })).toMatchObject({
    problem: { code: "invalid_input", field: "seconds" },
  });
  expect(await run("storage.link", { key: "avatars/avt_a/faces/two.png" })).toMatchObject({
    problem: { code: "refused", reason: "held" },
  });
  const evidence = { key: "consents/avt_a/one.zip" };
  expect(await run("storage.link", evidence, { role: "manager" })).toMatchObject({ problem: { code: "forbidden" } });
  expect(await run("storage.link", evidence)).toMatchObject({ state: "done" });
  expect(await run("storage.link", { key: "uploads/none.zip" })).toMatchObject({ problem: { code: "not_found" } });
});

test("a copy replaces nothing, keeps its ending, and says how long it stays", async () => {
  const from = "uploads/archive-1.zip";
  const copied = await run("storage.copy", { from, to: "exports/luna.zip" });
  expect(copied).toMatchObject({ state: "done", output: { to: "exports/luna.zip", keptDays: 7 } });
  expect(copied.card.note).toContain("7 days");
  expect(await run("storage.copy", { from, to: "kept/luna.zip" })).toMatchObject({ output: { keptDays: null } });
  for (const [to, code] of [
    ["exports/luna.zip", "conflict"],
    ["exports/luna.png", "invalid_input"],
    ["consents/avt_a/two.zip", "refused"],
    ["Exports/Luna.zip", "invalid_input"],
  ]) {
    const refused = await run("storage.copy", { from, to }, { language: "es" });
    expect(refused).toMatchObject({ state: "failed", problem: { code, field: "to", remedy: expect.any(String) } });
  }
  const held = await run("storage.copy", { from: "avatars/avt_a/faces/two.png", to: "kept/two.png" });
  expect(held).toMatchObject({ problem: { code: "refused", field: "from" } });
});

test.each([
  ["avatars/avt_a/pieces/one.png", "Piece ana-12"],
  ["avatars/avt_a/faces/two.png", "Picture ast_2"],
  ["avatars/avt_a/loras/one.zip", "LoRA ana-v1"],
  ["avatars/avt_a/datasets/one.zip", "Training set ana-d1"],
  ["consents/avt_a/one.zip", "Consent con_1"],
])("%s is not deleted while something needs it", async (key, what) => {
  const refused = await run("storage.delete", { key });
  expect(refused).toMatchObject({ state: "failed", problem: { code: "refused", field: "key", reason: "in_use" } });
  expect(refused.card.title).toBe(`${what} still needs this file.`);
  const spanish = await run("storage.delete", { key }, { language: "es" });
  expect(spanish.card.title).toContain("aún necesita este fichero");
  expect(await setting.context.ports.store.exists(key)).toBe(true);
});

test("what nothing needs is deleted after a yes, unless something came to need it meanwhile", async () => {
  const { store } = setting.context.ports;
  const approve = async (key: string) => {
    const waiting = await run("storage.delete", { key });
    if (waiting.state !== "waiting") throw new Error(JSON.stringify(waiting));
    return async () => await run("run.approve", { id: waiting.runCardId });
  };
  const yes = await approve("avatars/avt_a/loras/two.zip");
  expect(await store.exists("avatars/avt_a/loras/two.zip")).toBe(true);
  expect(await yes()).toMatchObject({ state: "done" });
  expect(await store.exists("avatars/avt_a/loras/two.zip")).toBe(false);
  const late = await approve("kept/luna.zip");
  const consent = { avatarId: "avt_a", subjectName: "Ada", scope: "face", grantedAt: setting.clock.now() };
  await setting.context.database.prisma.consent.create({
    data: { ...consent, id: "con_2", evidenceKey: "kept/luna.zip" },
  });
  expect(await late()).toMatchObject({ state: "failed", problem: { code: "refused", reason: "in_use" } });
  expect(await store.exists("kept/luna.zip")).toBe(true);
  expect(await run("storage.delete", { key: "kept/none.zip" })).toMatchObject({ problem: { code: "not_found" } });
  expect(await run("storage.delete", { key: "system/check.txt" })).toMatchObject({ state: "failed" });
});
