import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createReplicateGenerator } from "../../../jobs/providers/image/replicate/replicate.ts";
import { tinySafetensors } from "../../../jobs/providers/training/tiny-safetensors.ts";
import { EXAM_QUESTIONS } from "../../domain/avatars/identity/exam.ts";
import { AppError } from "../../kernel/errors.ts";
import { sha256 } from "../../kernel/secret.ts";
import type { RemoteFiles } from "../../ports/remote-files.ts";
import { seedPriceBook } from "../money/seed-price-book.ts";
import { createRegistry } from "../registry.ts";
import { runApprove } from "../run/run-approve.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { newUploadKey } from "../upload/upload-kinds.ts";
import { loraActivate } from "./lora-activate.ts";
import { loraAssign } from "./lora-assign.ts";
import { loraDelete } from "./lora-delete.ts";
import { loraList } from "./lora-list.ts";
import { loraRegister } from "./lora-register.ts";
import { loraUpload } from "./lora-upload.ts";

let setting: TestContext;
const spending = [loraRegister, loraUpload, loraAssign];
const registry = createRegistry(spending);
const commands = [...spending, loraDelete, loraList, loraActivate, runApprove(() => registry)];
const run = (name: string, input: object, actor = {}) => setting.run(commands, name, input, actor);

const WEIGHTS = Buffer.from(tinySafetensors(5));
const said = { name: "Evening", trigger: "TOK_ab12cd34", base: "flux.1-dev" };

/** What lies where: the guard itself is tested beside it. */
const SHELF: Readonly<Record<string, Buffer | AppError>> = {
  "https://models.example.com/ana.safetensors": WEIGHTS,
  "https://models.example.com/pickle.safetensors": Buffer.from("800495", "hex"),
  "https://inside.example.com/x.safetensors": new AppError("invalid_input", "x", { reason: "not_public" }),
  "https://slow.example.com/x.safetensors": new AppError("unavailable", "x", { reason: "unreachable" }),
};
const remoteFiles: RemoteFiles = {
  readHead: async (url, bytes) => {
    const found = SHELF[url] ?? new AppError("invalid_input", "x", { reason: "not_there" });
    if (found instanceof AppError) throw found;
    return { bytes: found.subarray(0, bytes), totalBytes: found.length };
  },
};

beforeAll(async () => {
  const images = [createReplicateGenerator({ token: "r8_test", baseUrl: "http://127.0.0.1:1" })];
  setting = await createTestContext({
    ports: { images, remoteFiles },
    installation: {
      version: "0.0.0-test",
      startedAt: new Date(0),
      publicUrl: () => "https://studio.example",
      emulated: new Set(),
    },
  });
  await seedPriceBook(setting.context);
});
afterAll(() => setting.close());
beforeEach(async () => {
  const { prisma } = setting.context.database;
  await prisma.loraModel.deleteMany();
  await prisma.avatar.deleteMany();
  await prisma.outbox.deleteMany();
  await setting.context.ports.store.deleteMany(await stored());
  const avatar = { statedAge: 25, brief: "x" };
  await prisma.avatar.createMany({
    data: [
      { ...avatar, id: "avt_a", slug: "ana", name: "Ana" },
      { ...avatar, id: "avt_b", slug: "bea", name: "Bea" },
    ],
  });
});

async function stored(): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of setting.context.ports.store.list("")) keys.push(key);
  return keys;
}

async function send(bytes: Buffer = WEIGHTS): Promise<string> {
  const contentType = "application/octet-stream";
  const key = newUploadKey(setting.context, { kind: "safetensors", contentType });
  await setting.context.ports.store.put(key, bytes, contentType);
  return key;
}

/** Through its run card. */
async function approved(name: string, input: object, actor = {}) {
  const waiting = await run(name, input, actor);
  if (waiting.state !== "waiting") return { waiting, done: waiting };
  return { waiting, done: await run("run.approve", { id: waiting.runCardId }, actor) };
}

const loras = () => setting.context.database.prisma.loraModel.findMany({ orderBy: { createdAt: "asc" } });
const exams = () => setting.context.database.prisma.vendorJob.findMany({ where: { purpose: "exam" } });

test("uploaded weights become a candidate with a file of its own, whose exam is quoted before and asked for with it", async () => {
  const upload = await send();
  const { waiting, done } = await approved("lora.upload", { avatar: "ana", upload, ...said }, { language: "es" });
  // 6 pictures of 3.2 cents.
  expect(JSON.stringify(waiting.card.fields)).toContain("$0.19");
  expect(waiting.card.fields).toContainEqual({ label: "Rango", value: "16" });
  expect(done).toMatchObject({
    state: "done",
    output: { result: { versions: [{ reference: "ana-v1", state: "candidate" }] } },
  });
  const [lora] = await loras();
  expect(lora).toMatchObject({
    ...{ avatarId: "avt_a", name: "Evening", triggerWord: "TOK_ab12cd34", base: "flux.1-dev", provider: "upload" },
    ...{ bytes: WEIGHTS.length, sha256: sha256(WEIGHTS), version: 1, exam: null },
    weightsKey: `avatars/avt_a/loras/${lora?.id}.safetensors`,
  });
  expect(await stored()).toEqual([lora?.weightsKey]);
  expect(await exams()).toHaveLength(EXAM_QUESTIONS.length);
  expect(await setting.context.database.prisma.outbox.count()).toBe(EXAM_QUESTIONS.length);
  expect(await run("lora.activate", { lora: "ana-v1" })).toMatchObject({
    problem: { code: "refused", reason: "exam_not_passed" },
  });
  const again = await approved("lora.upload", { avatar: "ana", upload: await send(), ...said });
  expect(again.done).toMatchObject({ state: "failed", problem: { field: "upload", reason: "conflict" } });
  expect(await loras()).toHaveLength(1);
  expect((await stored()).filter((key) => key.startsWith("avatars/"))).toHaveLength(1);
});

test("a file that is no safetensors never gets as far as a card, nor one that was swapped after it", async () => {
  const bad = await run("lora.upload", { avatar: "ana", upload: await send(Buffer.from("800495", "hex")), ...said });
  expect(bad).toMatchObject({ problem: { code: "invalid_input", field: "upload", reason: "pickle" } });
  const upload = await send();
  const waiting = await run("lora.upload", { avatar: "ana", upload, ...said });
  if (waiting.state !== "waiting") throw new Error(JSON.stringify(waiting));
  await setting.context.ports.store.put(upload, Buffer.from("<html>"), "application/octet-stream");
  expect(await run("run.approve", { id: waiting.runCardId })).toMatchObject({ state: "failed" });
  expect(await loras()).toEqual([]);
  expect(await stored()).toEqual([]);
});

test("weights that lie elsewhere are looked at, written down with their address, and examined like others", async () => {
  const url = "https://models.example.com/ana.safetensors";
  const { done } = await approved("lora.register", { avatar: "ana", url, ...said });
  expect(done).toMatchObject({ state: "done", card: { note: expect.stringContaining("stays where it is") } });
  expect(await loras()).toMatchObject([
    { provider: "link", reference: url, weightsKey: null, bytes: WEIGHTS.length, state: "candidate" },
  ]);
  expect(await exams()).toHaveLength(EXAM_QUESTIONS.length);
  const again = await approved("lora.register", { avatar: "ana", url, ...said });
  expect(again.done).toMatchObject({ state: "failed", problem: { field: "url" } });
  const unseeing = await createTestContext({
    database: setting.context.database,
    ports: { images: setting.context.ports.images },
  });
  const waiting = await unseeing.run(commands, "lora.register", { avatar: "bea", url, ...said }, { language: "es" });
  expect(waiting.card.fields).toContainEqual({ label: "Tamaño", value: "no se miró" });
  await unseeing.close();
});

test.each([
  ["http://models.example.com/ana.safetensors", "invalid_input", undefined],
  ["https://models.example.com/ana.ckpt", "invalid_input", undefined],
  ["https://me:secret@models.example.com/ana.safetensors", "invalid_input", undefined],
  ["https://169.254.169.254/ana.safetensors", "invalid_input", undefined],
  ["https://[::1]/ana.safetensors", "invalid_input", undefined],
  ["https://localhost/ana.safetensors", "invalid_input", undefined],
  ["https://store.internal/ana.safetensors", "invalid_input", undefined],
  ["https://inside.example.com/x.safetensors", "invalid_input", "not_public"],
  ["https://models.example.com/none.safetensors", "invalid_input", "not_there"],
  ["https://models.example.com/pickle.safetensors", "invalid_input", "pickle"],
  ["https://slow.example.com/x.safetensors", "unavailable", "unreachable"],
])("%s is not registered", async (url, code, reason) => {
  const refused = await run("lora.register", { avatar: "ana", url, ...said });
  expect(refused).toMatchObject({ state: "failed", problem: { code, field: "url", remedy: expect.any(String) } });
  expect(refused.state === "failed" && refused.problem.reason).toBe(reason);
  const spanish = await run("lora.register", { avatar: "ana", url, ...said }, { language: "es" });
  expect(spanish.card.title).not.toBe(refused.card.title);
  expect(await loras()).toEqual([]);
});

test("bad words, a base nobody here makes pictures with, and a likeness without consent are refused", async () => {
  const upload = await send();
  const input = { avatar: "ana", upload, ...said };
  for (const [wrong, problem] of [
    [{ trigger: "two words" }, { field: "trigger", code: "invalid_input" }],
    [{ base: "?" }, { field: "base", code: "invalid_input" }],
    [{ name: "Seventeen years old" }, { field: "name", code: "refused" }],
    [{ name: "Emma Watson v2" }, { field: "name", reason: "real_person" }],
    [{ trigger: "emma_watson" }, { field: "trigger", reason: "real_person" }],
    [{ base: "sd-15" }, { code: "not_configured" }],
    [{ avatar: "nobody" }, { field: "avatar", code: "not_found" }],
  ] as const)
    expect(await run("lora.upload", { ...input, ...wrong })).toMatchObject({ state: "failed", problem });
  await setting.context.database.prisma.avatar.update({
    where: { id: "avt_a" },
    data: { likeness: "third_party" },
  });
  expect(await run("lora.upload", input)).toMatchObject({ problem: { code: "refused", reason: "no_consent" } });
  expect(await run("lora.upload", input, { role: "chatter" })).toMatchObject({ problem: { code: "forbidden" } });
  expect(await loras()).toEqual([]);
  expect(await stored()).toEqual([upload]);
});

test("a LoRA given to another avatar has its own weights, version and exam; a real person's stays with their likeness", async () => {
  await approved("lora.upload", { avatar: "ana", upload: await send(), ...said });
  const { done } = await approved("lora.assign", { lora: "ana-v1", avatar: "bea" });
  expect(done).toMatchObject({
    state: "done",
    output: { result: { avatar: "bea", versions: [{ reference: "bea-v1" }] } },
  });
  const copies = await loras();
  expect(copies.map(({ sha256: hash }) => hash)).toEqual([sha256(WEIGHTS), sha256(WEIGHTS)]);
  const keys = copies.map(({ weightsKey }) => weightsKey ?? "");
  expect(new Set(keys).size).toBe(2);
  expect((await stored()).sort()).toEqual([...keys].sort());
  expect(copies.find(({ avatarId }) => avatarId === "avt_b")?.reference).toBe(
    keys.find((key) => key.includes("avt_b")),
  );
  expect(await exams()).toHaveLength(2 * EXAM_QUESTIONS.length);
  expect(await run("lora.assign", { lora: "ana-v1", avatar: "ana" })).toMatchObject({
    problem: { code: "conflict", field: "avatar" },
  });
  const { prisma } = setting.context.database;
  await prisma.avatar.update({ where: { id: "avt_a" }, data: { likeness: "operator_own" } });
  expect(await run("lora.assign", { lora: "ana-v1", avatar: "bea" }, { language: "es" })).toMatchObject({
    problem: { code: "refused", reason: "other_likeness" },
    card: { title: expect.stringContaining("persona real") },
  });
});

test("the catalogue lists and filters; the version in use is not deleted, another one is, and its exam is not paid for", async () => {
  await approved("lora.upload", { avatar: "ana", upload: await send(), ...said });
  await approved("lora.assign", { lora: "ana-v1", avatar: "bea" });
  const { prisma } = setting.context.database;
  const exam = { passed: true, meanSimilarity: 0.71 };
  await prisma.loraModel.updateMany({ where: { avatarId: "avt_a" }, data: { exam } });
  const all = await run("lora.list", {}, { language: "es" });
  expect(all.card).toMatchObject({ title: "2 LoRAs" });
  expect(JSON.stringify(all.card.table)).toContain("aprobado · 71 %");
  const references = async (input: object) => {
    const result = await run("lora.list", input);
    if (result.state !== "done") throw new Error(JSON.stringify(result));
    return (result.output as { loras: { reference: string }[] }).loras.map(({ reference }) => reference).sort();
  };
  expect(await references({ avatar: "bea" })).toEqual(["bea-v1"]);
  expect(await references({ base: "flux.1-dev", provider: "upload" })).toEqual(["ana-v1", "bea-v1"]);
  expect(await references({ state: "active" })).toEqual([]);
  await prisma.loraModel.updateMany({ where: { avatarId: "avt_a" }, data: { state: "active" } });
  const kept = await run("lora.delete", { lora: "ana-v1" });
  expect(kept).toMatchObject({ problem: { code: "refused", field: "lora", reason: "in_use" } });
  expect(await run("lora.delete", { lora: "bea-v1" })).toMatchObject({
    state: "done",
    card: { title: "bea-v1 is out of the catalogue" },
  });
  expect(await references({})).toEqual(["ana-v1"]);
  expect(await references({ state: "deleted" })).toEqual(["bea-v1"]);
  const states = new Set((await exams()).filter(({ avatarId }) => avatarId === "avt_b").map(({ state }) => state));
  expect(states).toEqual(new Set(["canceled"]));
  expect(await run("lora.delete", { lora: "bea-v1" })).toMatchObject({ problem: { code: "not_found" } });
});
