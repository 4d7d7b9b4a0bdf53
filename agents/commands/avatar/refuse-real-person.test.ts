import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { faceCreate } from "../face/face-create.ts";
import { reelCreate } from "../reel/reel-create.ts";
import { planReel } from "../reel/reel-plan.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";

let setting: TestContext;

beforeAll(async () => {
  setting = await createTestContext();
  const { prisma } = setting.context.database;
  await prisma.avatar.create({
    data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x", state: "active" },
  });
  const file = { id: "ast_1", avatarId: "avt_a", kind: "image", storageKey: "avatars/avt_a/1.png", bytes: 1 };
  const made = { contentType: "image/png", sha256: "x", provider: "p", model: "m", prompt: "p", parameters: {} };
  await prisma.asset.create({ data: { ...file, ...made } });
  const piece = { id: "pce_1", avatarId: "avt_a", number: 1, templateKey: "t", prompt: "p", seed: 1 };
  await prisma.piece.create({ data: { ...piece, tier: "safe", state: "ready", assetId: "ast_1" } });
});
afterAll(() => setting.close());
beforeEach(() => setting.context.database.prisma.consent.deleteMany());

const run = (name: string, input: object, actor = {}) => setting.run([faceCreate, reelCreate], name, input, actor);
const allow = (subjectName: string, over: { revokedAt?: Date } = {}) =>
  setting.context.database.prisma.consent.create({
    data: { id: "con_1", avatarId: "avt_a", subjectName, scope: "face", grantedAt: new Date(0), ...over },
  });
const REEL = { avatar: "ana", pieces: ["ana-1"], script: "", seconds: 5, aspectRatio: "9:16", motion: "waves" };

describe("a face", () => {
  test.each([
    ["words", "like Emma Watson, short hair"],
    ["ethnicity", "as Penélope Cruz"],
  ])("%s that names somebody real is refused before anything is quoted", async (field, text) => {
    expect(await run("face.create", { avatar: "ana", [field]: text })).toMatchObject({
      state: "failed",
      problem: { code: "refused", field, reason: "real_person", remedy: expect.stringContaining("consent") },
    });
    expect(await setting.context.database.prisma.runCard.count()).toBe(0);
  });

  test("says so in Spanish, naming who is meant", async () => {
    const result = await run("face.create", { avatar: "ana", words: "like Emma Watson" }, { language: "es" });
    expect(JSON.stringify(result)).toContain("nombra a una persona real, Emma Watson");
  });

  test("who consented may be named, nobody else, and only while it holds", async () => {
    await allow("Emma Watson");
    expect(await run("face.create", { avatar: "ana", words: "like Emma Watson" })).toMatchObject({ state: "waiting" });
    expect(await run("face.create", { avatar: "ana", words: "Emma Watson and Eva Longoria" })).toMatchObject({
      problem: { reason: "real_person", message: expect.stringContaining("Eva Longoria") },
    });
    await setting.context.database.prisma.consent.updateMany({ data: { revokedAt: setting.clock.now() } });
    expect(await run("face.create", { avatar: "ana", words: "like Emma Watson" })).toMatchObject({
      problem: { reason: "real_person" },
    });
  });
});

describe("a reel", () => {
  test("shows nobody real", async () => {
    expect(await run("reel.create", { ...REEL, motion: "she turns into Emma Watson" })).toMatchObject({
      problem: { code: "refused", field: "motion", reason: "real_person" },
    });
  });

  test("may show who consented, and speak of anybody", async () => {
    const script = "Last night I saw Taylor Swift.";
    expect(await planReel(setting.as("manager"), { ...REEL, script })).toMatchObject({ voice: { text: script } });
    await allow("Emma Watson");
    const motion = "Emma Watson waves";
    expect(await planReel(setting.as("manager"), { ...REEL, motion })).toMatchObject({ clips: [{ prompt: motion }] });
  });
});
