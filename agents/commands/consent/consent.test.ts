import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DAY_MS } from "../../kernel/clock.ts";
import type { Face, FaceRecognizer } from "../../ports/face-recognizer.ts";
import { faceUpload } from "../face/face-upload.ts";
import { createRegistry } from "../registry.ts";
import { runApprove } from "../run/run-approve.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { newUploadKey } from "../upload/upload-kinds.ts";
import { planJob } from "../vendor-job/plan-job.ts";
import { consentAdd } from "./consent-add.ts";
import { consentList } from "./consent-list.ts";
import { consentRevoke } from "./consent-revoke.ts";

let setting: TestContext;
const registry = createRegistry([consentRevoke]);
const commands = [faceUpload, consentAdd, consentList, consentRevoke, runApprove(() => registry)];
const run = (name: string, input: object, actor = {}) => setting.run(commands, name, input, actor);

/** Ages of the faces a picture shows, by its width: pictures of these tests show nobody. */
const SHOWN: Readonly<Record<number, readonly number[]>> = { 64: [34], 65: [30, 31], 66: [], 67: [16.4], 68: [23] };
const recognizer: FaceRecognizer = {
  info: { provider: "test", model: "by-width", offline: true },
  facesIn: async (bytes) => {
    const { width = 0 } = await sharp(bytes).metadata();
    return (SHOWN[width] ?? []).map(
      (apparentAge): Face => ({
        descriptor: Array.from({ length: 128 }, () => width / 100),
        box: { left: 0.2, top: 0.2, width: 0.5, height: 0.5 },
        confidence: 0.99,
        apparentAge,
      }),
    );
  },
};

const WHERE_IT_WAS_TAKEN = "47/1 36/1 0/1";

/** A photo with the place it was taken at. @returns its key */
async function sendPhoto(width = 64): Promise<string> {
  const key = newUploadKey(setting.context, { kind: "picture", contentType: "image/jpeg" });
  const noise = { type: "gaussian" as const, mean: 120, sigma: 60 };
  const photo = await sharp({ create: { width, height: 80, channels: 3, background: "#998877", noise } })
    .withExif({ IFD3: { GPSLatitude: WHERE_IT_WAS_TAKEN } })
    .jpeg()
    .toBuffer();
  await setting.context.ports.store.put(key, photo, "image/jpeg");
  return key;
}

const avatar = () => setting.context.database.prisma.avatar.findUniqueOrThrow({ where: { id: "avt_a" } });
const decisions = async () =>
  (
    await setting.context.database.prisma.trustEvent.findMany({ where: { stream: "avt_a" }, orderBy: { seq: "asc" } })
  ).map((event) => `${event.control} ${event.decision.replace(/con_\w+/g, "CONSENT")}`);
async function files(prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of setting.context.ports.store.list(prefix)) keys.push(key);
  return keys;
}

async function addConsent(input: object = {}): Promise<string> {
  const added = await run("consent.add", { avatar: "ana", subject: "Ada Lane", scope: ["face", "training"], ...input });
  if (added.state !== "done") throw new Error(JSON.stringify(added));
  return (added.output as { id: string }).id;
}

async function revoke(consent: string, language: "en" | "es" = "en") {
  const waiting = await run("consent.revoke", { consent }, { language });
  if (waiting.state !== "waiting") return { waiting, done: waiting };
  return { waiting, done: await run("run.approve", { id: waiting.runCardId }, { language }) };
}

beforeAll(async () => {
  setting = await createTestContext({ ports: { faces: recognizer } });
});
afterAll(() => setting.close());
beforeEach(async () => {
  const { prisma } = setting.context.database;
  await prisma.loraModel.deleteMany();
  await prisma.avatar.deleteMany();
  await prisma.trustEvent.deleteMany();
  await setting.context.ports.store.deleteMany(await files(""));
  await prisma.avatar.create({ data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x" } });
});

test("the operator's own photo becomes the reference: only what is seen of it is kept, unmarked, and the upload is gone", async () => {
  const upload = await sendPhoto();
  const done = await run("face.upload", { avatar: "ana", upload, likeness: "operator_own" }, { language: "es" });
  expect(done).toMatchObject({ state: "done", output: { state: "face_ready", comparable: true, apparentAge: 34 } });
  expect(done.card.title).toBe("Esta es Ana");
  const asset = await setting.context.database.prisma.asset.findFirstOrThrow();
  expect(asset).toMatchObject({ provider: "upload", synthetic: false, labelled: false, width: 64, height: 80 });
  expect(await avatar()).toMatchObject({ referenceAssetId: asset.id, likeness: "operator_own", state: "face_ready" });
  expect((await avatar()).referenceFace).toHaveLength(128);
  const { store, media } = setting.context.ports;
  const kept = await store.get(asset.storageKey);
  expect((await sharp(kept.bytes).metadata()).exif).toBeUndefined();
  // The publisher's preflight asks for the mark: without it nothing is ever published.
  expect(await media.hasSyntheticMark(kept.bytes)).toBe(false);
  expect(await media.hasSyntheticMark((await store.get(asset.thumbnailKey ?? "")).bytes)).toBe(false);
  expect(await files("uploads/")).toEqual([]);
  expect(await decisions()).toEqual(["C8 reference face: operator_own"]);
  const again = await run("face.upload", { avatar: "ana", upload, likeness: "operator_own" });
  expect(again).toMatchObject({ state: "failed", problem: { code: "not_found", field: "upload" } });
});

test.each([
  [65, "severalFaces", /more than one face/],
  [66, "noFaceFound", /No face/],
  [67, "looksUnderAge", /under age/],
])("a photo %i wide is refused (%s) and nothing of it is kept", async (width, _reason, message) => {
  const upload = await sendPhoto(width);
  const refused = await run("face.upload", { avatar: "ana", upload, likeness: "operator_own" });
  expect(refused).toMatchObject({ state: "failed", problem: { code: "refused", field: "upload" } });
  expect(refused.card.title).toMatch(message);
  expect(await files("avatars/")).toEqual([]);
  expect(await avatar()).toMatchObject({ referenceAssetId: null, likeness: "fictional", state: "draft" });
  expect(await decisions()).toEqual([]);
});

test("who looks young is said to be, who was taken down does not come back, and without a recogniser nobody is let in", async () => {
  const young = await run("face.upload", { avatar: "ana", upload: await sendPhoto(68), likeness: "operator_own" });
  expect(young.card.note).toContain("She looks about 23");
  const { prisma } = setting.context.database;
  const { thumbnailKey: _small, ...held } = await prisma.asset.findFirstOrThrow();
  await prisma.asset.updateMany({ data: { heldAt: setting.clock.now() } });
  const upload = await sendPhoto();
  await setting.context.ports.store.copy(held.storageKey, upload);
  const refused = await run("face.upload", { avatar: "ana", upload, likeness: "operator_own" });
  expect(refused).toMatchObject({ problem: { code: "refused", reason: "held", field: "upload" } });
  const blind = await createTestContext({ database: setting.context.database });
  const input = { avatar: "ana", upload, likeness: "operator_own" };
  const unseen = await blind.run(commands, "face.upload", input, { language: "es" });
  expect(unseen).toMatchObject({
    problem: {
      code: "not_configured",
      remedy: "Configura un reconocedor de caras, o deja que se creen con «face create».",
    },
  });
  await blind.close();
});

test("a third person's face needs a consent that covers it today, and says by which one it was taken", async () => {
  const upload = await sendPhoto();
  const input = { avatar: "ana", upload, likeness: "third_party" };
  expect(await run("face.upload", input)).toMatchObject({ problem: { code: "refused", reason: "no_consent" } });
  const voice = await addConsent({ scope: ["voice"] });
  const past = await addConsent({ until: "2026-11-24" });
  setting.clock.advance(DAY_MS);
  expect(await run("face.upload", input)).toMatchObject({ problem: { reason: "no_consent" } });
  const good = await addConsent();
  for (const consent of [voice, past, "con_none"])
    expect(await run("face.upload", { ...input, consent })).toMatchObject({
      problem: { code: "refused", field: "consent", remedy: expect.stringContaining("consent add ana") },
    });
  expect(await run("face.upload", { ...input, consent: good })).toMatchObject({ state: "done" });
  expect((await decisions()).at(-1)).toBe("C8 reference face: third_party by CONSENT");
  expect(await avatar()).toMatchObject({ likeness: "third_party" });
});

test("what was made of one real person does not become another's", async () => {
  const { prisma } = setting.context.database;
  await addConsent();
  expect(await run("face.upload", { avatar: "ana", upload: await sendPhoto(), likeness: "third_party" })).toMatchObject(
    { state: "done" },
  );
  const lora = { avatarId: "avt_a", name: "l", triggerWord: "TOK", provider: "upload", reference: "x" };
  await prisma.loraModel.create({ data: { ...lora, id: "lor_1" } });
  const refused = await run("face.upload", { avatar: "ana", upload: await sendPhoto(), likeness: "operator_own" });
  expect(refused).toMatchObject({ problem: { code: "refused", field: "likeness", reason: "other_likeness" } });
});

test("a consent keeps its paper out of the uploads, is listed in both languages, and bad terms store nothing", async () => {
  const evidence = await sendPhoto();
  const id = await addConsent({ evidence, until: "2027-12-31" });
  expect(await files("uploads/")).toEqual([]);
  expect(await files("consents/")).toEqual([`consents/avt_a/${id}.jpg`]);
  const listed = await run("consent.list", { avatar: "ana" }, { language: "es" });
  expect(listed).toMatchObject({
    output: {
      consents: [
        { id, uses: ["face", "training"], until: "2028-01-01T00:00:00.000Z", state: "live", hasEvidence: true },
      ],
    },
  });
  expect(JSON.stringify(listed.card.table)).toContain("cara, entrenamiento");
  const open = await run("consent.add", { avatar: "ana", subject: "Ada Lane", scope: ["voice"] });
  expect(open.card).toMatchObject({ tone: "warning", text: expect.stringContaining("No paper") });
  const count = () => setting.context.database.prisma.consent.count();
  const before = await count();
  for (const [wrong, field] of [
    [{ scope: ["everything"] }, "scope.0"],
    [{ scope: [] }, "scope"],
    [{ until: "2026-01-01" }, "until"],
    [{ until: "soon" }, "until"],
    [{ evidence: "uploads/none" }, "evidence"],
    [{ avatar: "nobody" }, "avatar"],
  ] as const) {
    const input = { avatar: "ana", subject: "Ada Lane", scope: ["face"], ...wrong };
    const refused = await run("consent.add", input);
    expect(refused).toMatchObject({ state: "failed", problem: { field } });
    expect(refused.state === "failed" && (refused.problem.remedy ?? "")).not.toBe("");
  }
  expect(await count()).toBe(before);
});

test("a revoked consent stops and purges at once: jobs, face, LoRAs, photos; asked twice there is nothing left", async () => {
  const { prisma } = setting.context.database;
  const consent = await addConsent();
  const uploaded = await run("face.upload", { avatar: "ana", upload: await sendPhoto(), likeness: "third_party" });
  expect(uploaded).toMatchObject({ state: "done" });
  const lora = { avatarId: "avt_a", name: "l", triggerWord: "TOK", provider: "upload", reference: "x" };
  await prisma.loraModel.createMany({
    data: [
      { ...lora, id: "lor_1", state: "active" },
      { ...lora, id: "lor_2", version: 2 },
    ],
  });
  await prisma.avatar.update({ where: { id: "avt_a" }, data: { state: "active", activeLoraId: "lor_1" } });
  const request = {
    ...{ prompt: "portrait of an adult", negative: "", seed: 1, aspectRatio: "1:1", explicitness: 1 },
    parameters: { steps: 1, guidance: 1 },
  };
  await prisma.$transaction((tx) =>
    planJob(setting.context, tx, { kind: "image", purpose: "trial", avatarId: "avt_a", request }),
  );
  const { waiting, done } = await revoke(consent, "es");
  expect(JSON.stringify(waiting.card.fields)).toContain("1 trabajos en curso, 2 LoRAs");
  expect(done).toMatchObject({
    state: "done",
    output: { result: { stopped: ["Ana"], canceledJobs: 1, retiredLoras: 2 } },
    card: { title: "El consentimiento de Ada Lane está revocado" },
  });
  expect(await avatar()).toMatchObject({
    ...{ state: "paused", stateBeforePause: "draft", likeness: "third_party" },
    ...{ referenceAssetId: null, referenceFace: [], activeLoraId: null },
  });
  expect((await prisma.loraModel.findMany()).map(({ state }) => state)).toEqual(["retired", "retired"]);
  expect((await prisma.vendorJob.findMany()).map(({ state }) => state)).toEqual(["canceled"]);
  expect(await prisma.asset.count()).toBe(0);
  expect(await files("avatars/")).toEqual([]);
  expect((await decisions()).at(-1)).toBe("C8 consent CONSENT revoked: 1 jobs canceled, 2 LoRAs retired");
  const after = await run("face.upload", { avatar: "ana", upload: await sendPhoto(), likeness: "third_party" });
  expect(after).toMatchObject({ problem: { reason: "no_consent" } });
  const twice = await revoke(consent);
  expect(twice.done).toMatchObject({ state: "done", output: { result: { stopped: [], canceledJobs: 0 } } });
  expect(await run("consent.revoke", { consent: "con_none" })).toMatchObject({
    problem: { code: "not_found", field: "consent" },
  });
});

test("revoking what an avatar of nobody's likeness never used stops nothing", async () => {
  const { waiting, done } = await revoke(await addConsent());
  expect(JSON.stringify(waiting.card.fields)).toContain("nothing has to stop");
  expect(done).toMatchObject({ output: { result: { stopped: [] } } });
  expect(await avatar()).toMatchObject({ state: "draft" });
});

test("the copies that clones of the avatar were given are taken back with it", async () => {
  const { prisma } = setting.context.database;
  const id = await addConsent();
  const consent = await prisma.consent.findUniqueOrThrow({ where: { id } });
  const clone = { statedAge: 25, brief: "x", likeness: "third_party" as const, referenceFace: [1] };
  await prisma.avatar.create({ data: { ...clone, id: "avt_c", slug: "cleo", name: "Cleo" } });
  await prisma.consent.create({ data: { ...consent, id: "con_copy", avatarId: "avt_c" } });
  await addConsent({ subject: "Bo Reed" });
  const { waiting, done } = await revoke(id);
  expect(JSON.stringify(waiting.card.fields)).toContain("Cleo");
  expect(done).toMatchObject({ output: { result: { stopped: ["Cleo"] } } });
  expect(await prisma.avatar.findUnique({ where: { id: "avt_c" } })).toMatchObject({
    state: "paused",
    referenceFace: [],
  });
  expect(await prisma.consent.count({ where: { revokedAt: null } })).toBe(1);
});
