import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { advanceVendorJobHandler } from "../../../jobs/handlers/advance-vendor-job.ts";
import { createProviderSlots } from "../../../jobs/handlers/provider-slots.ts";
import { runOnce } from "../../../jobs/handlers/testing/run-once.ts";
import type { ModerationScores } from "../../ports/moderator.ts";
import { avatarCreate } from "../avatar/avatar-create.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import type { Card } from "../view.ts";
import { templateCommands } from "./commands.ts";
import { runApproved } from "./testing/run-approved.ts";

let setting: TestContext;
/** What the moderator says of every text and every picture. */
let said: { text: ModerationScores; picture: ModerationScores };

beforeAll(async () => {
  const verdict = { provider: "stub", model: "stub-1" };
  setting = await createTestContext({
    ports: {
      moderator: {
        info: { ...verdict, offline: true },
        moderateText: async () => ({ ...verdict, scores: said.text }),
        moderateImage: async () => ({ ...verdict, scores: said.picture }),
      },
    },
  });
  said = { text: { sexual: 0 }, picture: { sexual: 0 } };
  const brief = "fitness and sea in Lisbon, warm and playful";
  await setting.run([avatarCreate], "avatar.create", { name: "Luna", brief, age: 27 });
  const wording = { prompt: "on a terrace above the city in a linen dress", category: "evening", tier: "safe" };
  await setting.run(commands, "template.create", { key: "sunset-terrace", ...wording });
});
afterAll(() => setting.close());
beforeEach(async () => {
  said = { text: { sexual: 0 }, picture: { sexual: 0 } };
  await setting.context.database.prisma.vendorJob.deleteMany();
});

const commands = templateCommands;
const input = { template: "sunset-terrace", avatar: "luna" };
const tryIt = (over: Readonly<Record<string, unknown>> = {}) =>
  runApproved(setting, commands, "template.try", { ...input, ...over });
const trials = (language: "en" | "es" = "en") =>
  setting.run(commands, "template.trials", { template: "sunset-terrace" }, { language });
const newestJob = () =>
  setting.context.database.prisma.vendorJob.findFirstOrThrow({ orderBy: { id: "desc" }, include: { asset: true } });

async function makeIt() {
  const { id } = await newestJob();
  await runOnce(setting.context, advanceVendorJobHandler(createProviderSlots(1)), { jobId: id });
}

test("a trial is quoted, made for the avatar, shown live with its picture, and is no piece", async () => {
  const { asked, done } = await tryIt({ seed: 7, preset: "Beach Vacation" });
  expect(asked).toMatchObject({ state: "waiting", card: { title: "Run card: template try" } });
  expect(asked.card.fields).toContainEqual({ label: "Template", value: "Evening: sunset terrace" });
  expect(asked.card.fields).toContainEqual({ label: "Made by", value: "storyboard · storyboard-1" });
  const begun = (done?.state === "done" ? (done.output as { card: Card }) : { card: done?.card }).card;
  expect(begun).toMatchObject({
    images: [],
    progress: { done: 0, total: 1 },
    live: {
      topic: "set:template:sunset-terrace",
      command: "template.trials",
      input: { template: "sunset-terrace", limit: 1 },
      finished: false,
    },
  });
  await makeIt();
  expect(setting.events.published).toContainEqual({ topic: "set:template:sunset-terrace", kind: "job" });
  const shown = await trials();
  const { asset } = await newestJob();
  expect(asset?.storageKey).toContain("/trials/");
  expect(asset?.prompt).toContain("golden hour");
  expect(asset?.parameters).toMatchObject({ seed: 7, aspectRatio: "4:5" });
  expect(shown).toMatchObject({
    output: { trials: [{ avatar: "luna", seed: 7, outcome: "publishable", tier: "safe", isOpen: false }] },
    card: {
      title: "Trial of “Evening: sunset terrace”",
      images: [{ key: asset?.storageKey, caption: "Luna · seed 7 · looks safe" }],
      buttons: [{ command: "template.try", input }],
      live: { finished: true },
      note: expect.stringContaining("A trial is no piece"),
    },
  });
  expect((await setting.context.ports.store.get(asset?.storageKey ?? "")).bytes.byteLength).toBeGreaterThan(1_000);
  expect(await setting.context.database.prisma.piece.count()).toBe(0);
  const spanish = await trials("es");
  expect(spanish.card).toMatchObject({ title: "Prueba de «Evening: sunset terrace»" });
  expect(spanish.card.images?.[0]?.caption).toBe("Luna · semilla 7 · parece segura");
});

describe("what the picture says of the pieces that would follow", () => {
  test("more than the template states: it is shown, with the tier they would get", async () => {
    said = { text: { sexual: 0 }, picture: { sexual: 0.4 } };
    await tryIt();
    await makeIt();
    const { card } = await trials();
    expect(card).toMatchObject({ tone: "warning", text: expect.stringContaining("looks suggestive") });
    expect(card.images).toHaveLength(1);
  });

  test("what no piece may show is withheld from the card", async () => {
    said = { text: { sexual: 0 }, picture: { sexual: 0.01, "sexual/minors": 0.5 } };
    await tryIt();
    await makeIt();
    expect(await trials()).toMatchObject({
      output: { trials: [{ outcome: "quarantined", imageKey: null, thumbnailKey: null, tier: null }] },
      card: { tone: "warning", images: [], text: expect.stringContaining("withheld") },
    });
  });

  test("nothing examined: shown, and said so", async () => {
    said = { text: {}, picture: {} };
    await tryIt();
    await makeIt();
    const { card } = await trials();
    expect(card.images).toHaveLength(1);
    expect(card.text).toContain("would wait for a person");
  });
});

test("wording that no tier takes is refused before anything is made", async () => {
  said = { text: { sexual: 0.95 }, picture: { sexual: 0 } };
  const wording = { prompt: "something else", category: "evening", tier: "restricted" };
  expect(await setting.run(commands, "template.create", { key: "other", ...wording })).toMatchObject({
    problem: { code: "refused", field: "prompt", reason: "tone" },
  });
});

test("wording kept from before the rule is not tried: nobody real, from the template or the preset", async () => {
  const { prisma } = setting.context.database;
  const wording = { category: "evening", tier: "safe" as const, pose: "", lighting: "", angle: "front" };
  const row = { ...wording, id: "tpl_old", key: "old-star", prompt: "Emma Watson on a terrace", aspectRatio: "4:5" };
  await prisma.template.create({ data: { ...row, niches: [], tags: [] } });
  const preset = {
    id: "pre_old",
    key: "old_star",
    prompt: "portrait of Taylor Swift",
    negative: "",
    cfg: 7,
    steps: 28,
  };
  await prisma.preset.create({ data: { ...preset, keywords: [], lighting: [], poses: [] } });
  expect((await tryIt({ template: "old-star" })).asked).toMatchObject({
    problem: { code: "refused", field: "template", reason: "real_person" },
  });
  expect((await tryIt({ preset: "old_star" })).asked).toMatchObject({
    problem: { code: "refused", field: "preset", reason: "real_person" },
  });
});

test("several trials are shown newest first; before the first one the card offers it", async () => {
  expect(await trials()).toMatchObject({ card: { title: expect.stringContaining("not tried yet") } });
  await tryIt({ seed: 1 });
  setting.clock.advance(1_000);
  await tryIt({ seed: 2 });
  expect(await trials()).toMatchObject({
    output: { trials: [{ seed: 2 }, { seed: 1 }] },
    card: { progress: { done: 0, total: 2 }, live: { finished: false } },
  });
});

test("what cannot be tried is refused with its reason, and nothing is planned", async () => {
  const { prisma } = setting.context.database;
  const failed = async (over: Readonly<Record<string, unknown>>) => (await tryIt(over)).asked;
  expect(await failed({ template: "nothing-like-it" })).toMatchObject({
    problem: { code: "not_found", field: "template" },
  });
  expect(await failed({ avatar: "lana" })).toMatchObject({
    problem: { code: "not_found", field: "avatar", remedy: "Did you mean “luna”?" },
  });
  expect(await failed({ preset: "noir" })).toMatchObject({ problem: { code: "not_found", field: "preset" } });
  expect(await failed({ provider: "nobody" })).toMatchObject({ problem: { code: "not_configured" } });
  expect(await failed({ seed: -1 })).toMatchObject({ problem: { code: "invalid_input", field: "seed" } });
  const { state } = await prisma.avatar.findUniqueOrThrow({ where: { slug: "luna" } });
  await prisma.avatar.update({ where: { slug: "luna" }, data: { state: "retired" } });
  expect(await failed({})).toMatchObject({ problem: { code: "refused", field: "avatar" } });
  await prisma.avatar.update({ where: { slug: "luna" }, data: { state, likeness: "third_party" } });
  expect(await failed({})).toMatchObject({ problem: { code: "refused", reason: "no_consent" } });
  await prisma.avatar.update({ where: { slug: "luna" }, data: { likeness: "fictional" } });
  expect(await prisma.vendorJob.count()).toBe(0);
});
