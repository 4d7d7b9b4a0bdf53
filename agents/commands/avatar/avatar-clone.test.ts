import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { PERSONA_FIELDS } from "../../domain/avatars/persona.ts";
import { AvatarVoice } from "../../domain/avatars/voice.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { avatarActivate } from "./avatar-activate.ts";
import type { AvatarSummaryValue } from "./avatar-card.ts";
import { avatarClone } from "./avatar-clone.ts";
import { avatarCreate } from "./avatar-create.ts";

let setting: TestContext;
let sourceId: string;
const FACE = Buffer.from("a face");

beforeAll(async () => {
  setting = await createTestContext();
});
afterAll(() => setting.close());
beforeEach(async () => {
  const { prisma } = setting.context.database;
  await prisma.avatar.deleteMany();
  const brief = "warm surfer in Lisbon who loves old maps";
  await setting.run([avatarCreate], "avatar.create", { name: "Luna", brief, age: 29 });
  sourceId = (await prisma.avatar.findFirstOrThrow()).id;
});

const clone = (input: object = {}, actor = {}) =>
  setting.run([avatarClone], "avatar.clone", { avatar: "luna", name: "Mara", ...input }, actor);

async function giveFace(
  likeness: "fictional" | "operator_own" | "third_party" = "fictional",
  heldAt: Date | null = null,
) {
  const { context } = setting;
  const base = `avatars/${sourceId}/faces/one`;
  await context.ports.store.put(`${base}.png`, FACE, "image/png");
  await context.ports.store.put(`${base}-thumb.webp`, Buffer.from("small"), "image/webp");
  await context.database.prisma.asset.create({
    data: {
      ...{
        id: `ast_face_${sourceId}`,
        avatarId: sourceId,
        kind: "image",
        contentType: "image/png",
        bytes: FACE.length,
      },
      ...{ storageKey: `${base}.png`, thumbnailKey: `${base}-thumb.webp`, sha256: "x", provider: "p", model: "m" },
      ...{ prompt: "adult woman", parameters: { steps: 3 }, costUsd: "0.03", labelled: true, heldAt },
    },
  });
  await context.database.prisma.avatar.update({
    where: { id: sourceId },
    data: { referenceAssetId: `ast_face_${sourceId}`, referenceFace: [0.1, 0.2], likeness, similarityThreshold: 0.7 },
  });
}

const cloned = () =>
  setting.context.database.prisma.avatar.findFirstOrThrow({
    where: { slug: "mara" },
    include: { fields: true, facts: true, assets: true, consents: true },
  });

describe("a clone", () => {
  test("has her own name and life, the same voice, and begins as a draft", async () => {
    const result = await clone();
    const output = (result.state === "done" ? result.output : null) as AvatarSummaryValue | null;
    expect(output).toMatchObject({ slug: "mara", state: "draft", statedAge: 29, niche: "beach" });
    const source = await setting.context.database.prisma.personaField.findMany({ where: { avatarId: sourceId } });
    const before = Object.fromEntries(source.map(({ name, value }) => [name, value]));
    const persona = output?.persona ?? {};
    expect(Object.keys(persona).sort()).toEqual([...PERSONA_FIELDS].sort());
    for (const name of ["tone", "traits", "location", "appearance"]) expect(persona[name]).toEqual(before[name]);
    expect(persona.goals).not.toEqual(before.goals);
    expect(JSON.stringify(persona)).not.toContain("Luna");
    expect(persona.bio).toContain("Mara");
    const mara = await cloned();
    expect(mara).toMatchObject({ timeZone: "Europe/Lisbon", likeness: "fictional", referenceAssetId: null });
    expect(mara.facts.length).toBeGreaterThan(15);
    expect(mara.facts.every(({ source: from }) => from === "persona")).toBe(true);
    expect(result.card.buttons?.[0]).toMatchObject({ command: "face.create", input: { avatar: "mara" } });
    expect(await setting.run([avatarActivate], "avatar.activate", { avatar: "mara" })).toMatchObject({ state: "done" });
  });

  test("with the same face has a copy of her own, which the source's end does not take", async () => {
    await giveFace();
    const voice = AvatarVoice.parse({ chosen: { elevenlabs: "v1" }, speed: 0.9 });
    await setting.context.database.prisma.avatar.update({ where: { id: sourceId }, data: { voice } });
    expect(await clone()).toMatchObject({ state: "done", output: { state: "face_ready" } });
    const mara = await cloned();
    const [face] = mara.assets;
    expect(mara).toMatchObject({
      referenceAssetId: face?.id,
      referenceFace: [0.1, 0.2],
      similarityThreshold: 0.7,
      voice,
    });
    expect(face).toMatchObject({ prompt: "adult woman", parameters: { steps: 3 }, labelled: true });
    expect(face?.costUsd.toNumber()).toBe(0);
    const { store } = setting.context.ports;
    await store.deleteMany([`avatars/${sourceId}/faces/one.png`, `avatars/${sourceId}/faces/one-thumb.webp`]);
    expect(Buffer.from((await store.get(face?.storageKey ?? "")).bytes)).toEqual(FACE);
    expect(await store.exists(face?.thumbnailKey ?? "")).toBe(true);
    expect(face?.storageKey).toContain(mara.id.toLowerCase());
  });

  test("with a new face has none yet, and is nobody's likeness", async () => {
    await giveFace("operator_own");
    const result = await clone({ face: "new" });
    expect(result).toMatchObject({ state: "done", output: { state: "draft" } });
    expect(await cloned()).toMatchObject({ likeness: "fictional", referenceAssetId: null, assets: [] });
  });
});

describe("a third person's face", () => {
  const consent = (scope: string, more: object = {}) => {
    const granted = { avatarId: sourceId, subjectName: "Ana Ruiz", scope, grantedAt: setting.clock.now(), ...more };
    return setting.context.database.prisma.consent.create({ data: { ...granted, id: `con_${scope}` } });
  };

  test("is cloned only under a consent that covers it, which the clone then has, too", async () => {
    await giveFace("third_party");
    expect(await clone()).toMatchObject({ problem: { code: "refused", reason: "no_consent" } });
    await consent("training");
    expect(await clone()).toMatchObject({ problem: { reason: "no_consent" } });
    await consent("face voice", { expiresAt: new Date(setting.clock.now().getTime() + DAY_MS) });
    expect(await clone()).toMatchObject({ state: "done" });
    const mara = await cloned();
    expect(mara.likeness).toBe("third_party");
    expect(mara.consents.map(({ subjectName, scope }) => [subjectName, scope])).toEqual([["Ana Ruiz", "face voice"]]);
    setting.clock.advance(2 * DAY_MS);
    expect(await clone({ name: "Late" })).toMatchObject({ problem: { reason: "no_consent" } });
  });

  test("with a new face needs none, but the persona may no longer name that person", async () => {
    await giveFace("third_party");
    expect(await clone({ face: "new" })).toMatchObject({ state: "done" });
    expect((await cloned()).consents).toEqual([]);
  });
});

describe("refused", () => {
  test.each([
    [{ name: "Luna" }, "conflict", "name"],
    [{ name: "!!" }, "refused", "name"],
    [{ name: "Emma Watson" }, "refused", "name"],
    [{ name: "Lolita" }, "refused", "name"],
    [{ avatar: "nobody" }, "not_found", "avatar"],
    [{ face: "other" }, "invalid_input", "face"],
  ])("%j: %s at %s", async (input, code, field) => {
    expect(await clone(input)).toMatchObject({ state: "failed", problem: { code, field } });
  });

  test("a face that was taken down, and a persona with gaps", async () => {
    await giveFace("fictional", setting.clock.now());
    expect(await clone()).toMatchObject({ problem: { code: "refused", field: "face" } });
    await setting.context.database.prisma.personaField.deleteMany({ where: { avatarId: sourceId, name: "tone" } });
    expect(await clone({ face: "new" })).toMatchObject({
      problem: { reason: "persona_incomplete", remedy: "persona fill luna" },
    });
    expect(await setting.context.database.prisma.avatar.count()).toBe(1);
  });

  test("what is said is said in Spanish, too", async () => {
    expect((await clone({}, { language: "es" })).card.title).toBe("Mara es un borrador");
  });
});
