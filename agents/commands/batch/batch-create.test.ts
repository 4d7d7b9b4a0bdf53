import { afterAll, beforeAll, expect, test } from "vitest";
import { variationsOf } from "../../domain/content/shot-variation.ts";
import { TEMPLATES } from "../../domain/content/templates.ts";
import type { ImageGenerator, ImageGeneratorInfo } from "../../ports/image-generator.ts";
import { avatarCreate } from "../avatar/avatar-create.ts";
import { seedPriceBook } from "../money/seed-price-book.ts";
import { captionPiecesNow } from "../piece/caption-pieces.ts";
import { pieceRegenerate } from "../piece/piece-regenerate.ts";
import { pieceRetry } from "../piece/piece-retry.ts";
import { pieceShow } from "../piece/piece-show.ts";
import { presetCommands } from "../preset/commands.ts";
import { templateCommands } from "../template/commands.ts";
import { runApproved } from "../template/testing/run-approved.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { batchCreate } from "./batch-create.ts";

let setting: TestContext;
const commands = [batchCreate, avatarCreate, pieceShow, ...templateCommands, ...presetCommands];
const run = (name: string, input: unknown) => setting.run(commands, name, input);

/** A vendor as the run card needs to know it; nothing is asked of it here. */
function vendor(info: Partial<ImageGeneratorInfo>): ImageGenerator {
  const [storyboard] = setting.context.ports.images;
  if (!storyboard) throw new Error("no storyboard");
  return { ...storyboard, info: { ...storyboard.info, offline: false, ...info } };
}

async function linesOf(input: object, images = setting.context.ports.images, language: "en" | "es" = "en") {
  const context = { ...setting.as("owner", { language }), ports: { ...setting.context.ports, images } };
  const estimate = await batchCreate.estimate?.(context, batchCreate.input.parse({ avatar: "luna", ...input }));
  return {
    costMicros: estimate?.costMicros,
    lines: estimate?.lines.map(({ label, value }) => `${label}: ${value}`) ?? [],
  };
}

beforeAll(async () => {
  setting = await createTestContext();
  const brief = "fitness and sea in Lisbon, warm and playful";
  await run("avatar.create", { name: "Luna", brief, age: 27 });
  const wording = { prompt: "on a terrace above the city", category: "evening", tier: "safe", tags: ["terracelight"] };
  await run("template.create", { key: "sunset-terrace", ...wording, niches: ["fitness", "beach"] });
  await run("template.create", { key: "old-terrace", ...wording });
  await run("template.edit", { template: "old-terrace", active: false });
  const noir = { prompt: "black and white photograph", poses: ["leaning on a wall"], cfg: 9, steps: 21 };
  await run("preset.create", { key: "film_noir", ...noir });
});
afterAll(() => setting.close());

test("a batch takes an operator's templates and preset too, never one that is switched off", async () => {
  const { prisma } = setting.context.database;
  // All 30 safe templates once, and the operator's own.
  const { asked, done } = await runApproved(setting, commands, "batch.create", {
    avatar: "luna",
    count: 31,
    preset: "Film Noir",
    seed: 5,
  });
  expect(asked.state).toBe("waiting");
  expect(done).toMatchObject({ state: "done" });
  const pieces = await prisma.piece.findMany({ include: { jobs: true, batch: true } });
  expect(new Set(pieces.map(({ templateKey }) => templateKey)).size).toBe(31);
  expect(pieces.map(({ templateKey }) => templateKey)).not.toContain("old-terrace");
  const own = pieces.find(({ templateKey }) => templateKey === "sunset-terrace");
  expect(own).toMatchObject({ tier: "safe", explicitness: 2, batch: { presetKey: "film_noir" } });
  expect(own?.prompt).toContain("on a terrace above the city, leaning on a wall");
  expect(own?.prompt).toContain("black and white photograph");
  expect(own?.jobs[0]?.request).toMatchObject({
    parameters: { guidance: 9, steps: 21 },
    shot: { title: "Evening: sunset terrace" },
  });

  // Its words change afterwards: the piece keeps its prompt, and is captioned by what the template is.
  await run("template.edit", { template: "sunset-terrace", prompt: "on a roof at dawn" });
  await captionPiecesNow(setting.context, [own?.id ?? ""], { final: true, signal: new AbortController().signal });
  const captioned = await prisma.piece.findUniqueOrThrow({ where: { id: own?.id ?? "" } });
  expect(captioned.prompt).toBe(own?.prompt);
  expect(captioned.hashtags).toContain("#terracelight");
  expect(captioned.caption).not.toBe("");
});

test("a batch of some categories has shots of no other, the operator's own among them", async () => {
  const { lines } = await linesOf({ count: 12, categories: ["beach", "evening"], seed: 5 }, [
    vendor({ provider: "replicate", offline: true }),
  ]);
  const shots = lines.find((line) => line.startsWith("Shots:")) ?? "";
  expect(shots).toContain("Beach:");
  expect(shots).toContain("Evening:");
  expect(shots).not.toMatch(/Urban|Fitness|Nature|Wellness|Lifestyle|Fashion|Glamour|Artistic/);
  expect(await run("batch.create", { avatar: "luna", categories: ["beaches"] })).toMatchObject({
    problem: { code: "invalid_input", field: "categories.0" },
  });
});

test("a preset nobody has is refused with those there are", async () => {
  const refused = await run("batch.create", { avatar: "luna", count: 1, preset: "vaporwave" });
  expect(refused).toMatchObject({
    state: "failed",
    problem: { code: "not_found", field: "preset", remedy: expect.stringContaining("wellness_yoga") },
  });
  expect(JSON.stringify(refused)).toContain("film_noir");
  expect(await run("batch.create", { avatar: "luna", count: 1, preset: "film_nior" })).toMatchObject({
    problem: { remedy: "Did you mean “film_noir”?" },
  });
});

test("who asks for beach pictures is given shots of the beach first", async () => {
  const { lines } = await linesOf({ count: 2, preset: "beach_vacation", seed: 5 });
  expect(lines.find((line) => line.startsWith("Shots"))).toMatch(/^Shots: Beach: [^;]+; Beach: [^;]+$/);
});

test("what no vendor makes by its terms is not planned, and named as lost", async () => {
  const { lines } = await linesOf({ count: 10, channels: ["gallery"], seed: 5 }, [
    vendor({ provider: "replicate", offline: true }),
  ]);
  expect(lines).toContain("Mix: 7 safe, 3 suggestive, 0 restricted");
  expect(lines.join()).toContain("1 fewer restricted than the mix asks for");
  await expect(linesOf({ channels: ["gallery"] }, [])).rejects.toMatchObject({
    code: "not_configured",
    field: "channels",
  });
});

test("a template used lately is taken another way: on the card, in the prompt's parts, and on the piece", async () => {
  const { prisma } = setting.context.database;
  // The whole catalogue was used by the first batch of this file.
  const input = { avatar: "luna", count: 6, seed: 9 };
  const { lines } = await linesOf(input);
  const shots = lines.find((line) => line.startsWith("Shots: ")) ?? "";
  const { done } = await runApproved(setting, commands, "batch.create", input);
  expect(done).toMatchObject({ state: "done" });
  const pieces = await prisma.piece.findMany({ where: { batch: { number: 2 } }, orderBy: { number: "asc" } });
  expect(pieces.every(({ variation }) => variation !== "")).toBe(true);
  const [first] = pieces;
  const shown = await run("piece.show", { piece: `luna-${first?.number}` });
  if (shown.state !== "done") throw new Error(JSON.stringify(shown));
  expect(shown.output).toMatchObject({
    variation: first?.variation,
    prompt: { parts: expect.arrayContaining([{ label: "variation", text: expect.any(String) }]) },
  });
  expect(shown.card.table?.rows.map(([part]) => part)).toEqual(
    expect.arrayContaining(["Who", "Scene", "Variation", "Persona", "Niche", "Never shown"]),
  );
  const named = shown.card.fields?.find(({ label }) => label === "Variation")?.value ?? "?";
  expect(shots).toContain(`(${named})`);
  await prisma.operator.create({ data: { id: "opr_chatter", name: "Iris", role: "chatter" } });
  const assigned = { id: "avo_1", avatarId: first?.avatarId ?? "", operatorId: "opr_chatter" };
  await prisma.avatarOperator.create({ data: assigned });
  const chatter = await setting.run(commands, "piece.show", { piece: `luna-${first?.number}` }, { role: "chatter" });
  expect(chatter).toMatchObject({ state: "done", output: { prompt: null } });
});

test("when every way of a tier was used within 30 days, the card says how many repeat", async () => {
  const { prisma } = setting.context.database;
  await run("avatar.create", { name: "Mia", brief: "fitness and sea in Lisbon, warm and playful", age: 27 });
  const mia = await prisma.avatar.findUniqueOrThrow({ where: { slug: "mia" } });
  const usable = [...TEMPLATES.filter(({ tier }) => tier === "safe"), { ...template("sunset-terrace") }];
  const uses = usable.flatMap((each) => variationsOf(each).map((variation) => ({ templateKey: each.key, variation })));
  const kept = { prompt: "x", seed: 1, tier: "safe" as const, state: "approved" as const };
  const createdAt = setting.clock.now();
  await prisma.piece.createMany({
    data: uses.map((use, index) => ({
      ...{ ...kept, ...use, id: `pce_mia_${index}`, number: 1_000 + index, avatarId: mia.id, createdAt },
    })),
  });
  const input = { avatar: "mia", count: 3 };
  expect((await linesOf(input)).lines.join()).toContain("Repeats: 3 safe shots were taken just so in the last 30 days");
  expect((await linesOf(input, undefined, "es")).lines.join()).toContain("Repetidas: 3 tomas (segura)");
  await prisma.piece.deleteMany({ where: { avatarId: mia.id, number: { lt: 1_010 } } });
  expect((await linesOf(input)).lines.join()).not.toContain("Repeats");
});

test("a real vendor never makes pictures of an avatar without face and LoRA; a built-in one draws them", async () => {
  const { prisma } = setting.context.database;
  const images = [vendor({ provider: "replicate", model: "black-forest-labs/flux-kontext-pro" })];
  const refusal = { code: "refused", reason: "no_identity", field: "avatar", remedy: "face create luna" };
  await expect(linesOf({}, images)).rejects.toMatchObject(refusal);
  // One real vendor beside the built-in one is enough: the routing may choose it.
  await expect(linesOf({}, [...setting.context.ports.images, ...images])).rejects.toMatchObject(refusal);
  const again = { ...setting.as("owner"), ports: { ...setting.context.ports, images } };
  await prisma.piece.updateMany({ where: { number: 1 }, data: { state: "failed" } });
  await expect(pieceRegenerate.run(again, { piece: "luna-1" })).rejects.toMatchObject(refusal);
  await prisma.vendorJob.updateMany({ where: { piece: { number: 1 } }, data: { state: "failed" } });
  await expect(pieceRetry.run(again, { piece: "luna-1" })).rejects.toMatchObject({
    ...refusal,
    remedy: "piece regenerate luna-1",
  });
  expect((await linesOf({})).lines).toContain("Made by: storyboard · storyboard-1");
});

test("the card quotes what the routing will choose for each piece, by vendor", async () => {
  const { prisma } = setting.context.database;
  await seedPriceBook(setting.context);
  await prisma.asset.create({
    data: {
      ...{ id: "ast_face", kind: "image", storageKey: "face.png", contentType: "image/png", bytes: 1, sha256: "f" },
      ...{ provider: "replicate", model: "m", prompt: "x", parameters: {} },
      avatarId: (await prisma.avatar.findUniqueOrThrow({ where: { slug: "luna" } })).id,
    },
  });
  await prisma.avatar.updateMany({ where: { slug: "luna" }, data: { referenceAssetId: "ast_face" } });
  const kontext = vendor({ provider: "replicate", model: "black-forest-labs/flux-kontext-pro" });
  const own = vendor({ provider: "comfyui", model: "sdxl" });
  const wordsOnly = vendor({ provider: "fal", model: "fal-ai/flux/dev", lora: null, takesReference: false });
  const input = { count: 10, channels: ["gallery"], seed: 5 };
  const several = await linesOf(input, [wordsOnly, kontext, own]);
  const made = several.lines.filter((line) => line.startsWith("Made by: "));
  expect(made).toEqual([
    expect.stringMatching(/^Made by: 9 × replicate · black-forest-labs\/flux-kontext-pro, \$0\.04\d* each$/),
    expect.stringMatching(/^Made by: 1 × comfyui · sdxl, \$0\.00\d* each$/),
  ]);
  expect(several.costMicros).toBe(9 * 40_000);
  const one = await linesOf({ ...input, channels: ["instagram"] }, [kontext]);
  expect(one.lines).toContain("Made by: replicate · black-forest-labs/flux-kontext-pro");
  expect(one.costMicros).toBe(10 * 40_000);
  // Words alone show somebody else: that vendor is not asked, though it stands first.
  expect(several.lines.join()).not.toContain("fal");
});

function template(key: string) {
  const found = TEMPLATES.find((each) => each.key === key);
  if (found) return found;
  const own = { ...TEMPLATES[0], key, prompt: "on a terrace above the city", pose: "", lighting: "", angle: "front" };
  return { ...own, tier: "safe" } as (typeof TEMPLATES)[number];
}
