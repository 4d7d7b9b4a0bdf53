import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { PRESETS } from "../../domain/content/presets.ts";
import { avatarCreate } from "../avatar/avatar-create.ts";
import type { Actor } from "../context.ts";
import { runApproved } from "../template/testing/run-approved.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { presetCommands } from "./commands.ts";

let setting: TestContext;

beforeAll(async () => {
  setting = await createTestContext();
  const brief = "fitness and sea in Lisbon, warm and playful";
  await setting.run([avatarCreate], "avatar.create", { name: "Luna", brief, age: 27 });
});
afterAll(() => setting.close());
afterEach(async () => {
  const { prisma } = setting.context.database;
  await prisma.preset.deleteMany();
  await prisma.wordingVersion.deleteMany();
});

const run = (name: string, input: unknown = {}, actor: Partial<Actor> = {}) =>
  setting.run(presetCommands, name, input, actor);
const create = (over: Readonly<Record<string, unknown>> = {}) =>
  run("preset.create", { key: "Film Noir", prompt: "black and white photograph, deep shadows", ...over });
const edit = (over: Readonly<Record<string, unknown>>) => run("preset.edit", { preset: "film_noir", ...over });
const stored = () => setting.context.database.prisma.preset.findUnique({ where: { key: "film_noir" } });

test("an own preset is written, listed beside the shipped ones, changed and removed after a yes", async () => {
  expect(await create({ keywords: ["moody", "grainy"], cfg: 8.5 })).toMatchObject({
    state: "done",
    output: { key: "film_noir", isOwn: true, cfg: 8.5, steps: 30, negative: "" },
    card: { title: "Preset “film_noir” is ready to use", buttons: [{ command: "preset.edit" }, { style: "danger" }] },
  });
  expect(await run("preset.list")).toMatchObject({
    output: { presets: [...PRESETS.map(({ key }) => ({ key })), { key: "film_noir" }] },
    card: { title: "7 presets" },
  });
  expect(await run("preset.list", { source: "own" })).toMatchObject({ output: { presets: [{ key: "film_noir" }] } });
  expect(await edit({ steps: 40, keywords: [] })).toMatchObject({
    output: { steps: 40, keywords: [], cfg: 8.5, prompt: "black and white photograph, deep shadows" },
  });
  expect(await edit({})).toMatchObject({ problem: { code: "invalid_input", remedy: expect.stringContaining("cfg") } });
  const { asked, done } = await runApproved(setting, presetCommands, "preset.delete", { preset: "film noir" });
  expect(JSON.stringify(asked.card)).toContain("no batch was made with it");
  expect(done).toMatchObject({ output: { result: { key: "film_noir" } } });
  expect(await stored()).toBeNull();
  expect(await edit({ steps: 30 })).toMatchObject({ problem: { code: "not_found", field: "preset" } });
});

test("a shipped one is copied, never changed", async () => {
  const [shipped] = PRESETS;
  if (!shipped) throw new Error("no presets");
  const { key, ...words } = shipped;
  expect(await create({ prompt: undefined, from: key, steps: 20 })).toMatchObject({ output: { ...words, steps: 20 } });
  for (const name of ["preset.edit", "preset.delete"]) {
    expect(await run(name, { preset: key, ...(name === "preset.edit" ? { steps: 20 } : {}) })).toMatchObject({
      problem: { code: "refused", field: "preset", reason: "shipped", remedy: `preset create my_${key} --from ${key}` },
    });
  }
  expect(await create({ key })).toMatchObject({ problem: { code: "conflict", field: "key", reason: "shipped" } });
  expect(await create()).toMatchObject({ problem: { code: "conflict", field: "key" } });
});

test("each change is a version, the same once more is none; a former one is shown and taken up again", async () => {
  await create({ steps: 20 });
  expect(await edit({ steps: 40, keywords: ["moody"] })).toMatchObject({
    output: { version: 2, hasChanged: true },
    card: { title: "Preset “film_noir” is now at version 2" },
  });
  expect(await edit({ steps: 40 })).toMatchObject({ output: { version: 2, hasChanged: false } });
  const former = await run("preset.show", { preset: "film_noir", version: 1, avatar: "luna" });
  expect(former).toMatchObject({
    output: { preset: { version: 1, steps: 20, keywords: [] }, current: 2, adapted: { avatar: "luna" } },
    card: { buttons: [{ command: "preset.restore", input: { preset: "film_noir", version: 1 } }, {}] },
  });
  expect(await run("preset.restore", { preset: "film_noir", version: 1 }, { language: "es" })).toMatchObject({
    output: { version: 3, steps: 20, keywords: [], hasChanged: true },
    card: { title: "El estilo «film_noir» dice de nuevo lo que decía la versión 1, ahora como versión 3" },
  });
  expect(await stored()).toMatchObject({ version: 3, steps: 20 });
  expect(await run("preset.restore", { preset: "film_noir", version: 8 })).toMatchObject({
    problem: { code: "not_found", field: "version", remedy: "There are 1, 2, 3." },
  });
  await runApproved(setting, presetCommands, "preset.delete", { preset: "film_noir" });
  expect(await setting.context.database.prisma.wordingVersion.count()).toBe(0);
});

test("two who change it at once do not overwrite each other unseen", async () => {
  await create();
  const results = await Promise.all([edit({ steps: 21 }), edit({ steps: 22 })]);
  const done = results.filter(({ state }) => state === "done").length;
  expect(await stored()).toMatchObject({ version: 1 + done });
  for (const result of results.filter(({ state }) => state === "failed")) {
    expect(result).toMatchObject({ problem: { code: "conflict", field: "preset" } });
  }
});

test("shows what it becomes for an avatar, in both languages", async () => {
  const shown = await run("preset.show", { preset: "beach_vacation", avatar: "luna" }, { language: "es" });
  if (shown.state !== "done") throw new Error(JSON.stringify(shown));
  expect(shown.output).toMatchObject({ adapted: { avatar: "luna" } });
  const [line] = shown.card.fields ?? [];
  expect(line).toMatchObject({ label: "Para Luna", value: expect.stringContaining("confident polished styling") });
  expect((await run("preset.show", { preset: "beach_vacation" })).card).toMatchObject({
    title: "beach_vacation",
    fields: expect.arrayContaining([{ label: "Guidance and steps", value: "guidance 7, 28 steps" }]),
  });
  expect(await run("preset.show", { preset: "beach_vacaton" })).toMatchObject({
    problem: { code: "not_found", remedy: "Did you mean “beach_vacation”?" },
  });
});

test.each([
  ["prompt", "portrait of a fifteen year old"],
  ["negative", "seventeen"],
  ["keywords", ["moody", "teen"]],
  ["lighting", ["light of a highschool hall"]],
  ["poses", ["schoolgirl pose"]],
  ["key", "underage"],
])("%s that names a minor is refused on create and on edit", async (field, value) => {
  expect(await create({ [field]: value })).toMatchObject({
    state: "failed",
    problem: { code: "refused", field, reason: "minor_appearance" },
  });
  if (field === "key") return;
  await create();
  expect(await edit({ [field]: value })).toMatchObject({ problem: { field, reason: "minor_appearance" } });
  expect(await stored()).toMatchObject({ prompt: "black and white photograph, deep shadows", negative: "" });
});

test.each([
  ["prompt", "portrait of Emma Watson"],
  ["keywords", ["moody", "Taylor Swift"]],
  ["lighting", ["as Emma Watson was lit"]],
  ["poses", ["Penelope Cruz at the window"]],
  ["key", "emma watson"],
])("%s that names somebody real is refused on create and on edit", async (field, value) => {
  expect(await create({ [field]: value })).toMatchObject({
    state: "failed",
    problem: { code: "refused", field, reason: "real_person" },
  });
  if (field === "key") return;
  await create();
  expect(await edit({ [field]: value })).toMatchObject({ problem: { field, reason: "real_person" } });
});

test("whom a picture must not look like may be named", async () => {
  expect(await create({ negative: "Emma Watson" })).toMatchObject({ state: "done" });
});

test.each([
  ["cfg", 21],
  ["cfg", 0],
  ["steps", 101],
  ["steps", 12.5],
  ["negative", "x".repeat(201)],
  ["poses", Array.from({ length: 13 }, (_, index) => `pose ${index}`)],
  ["prompt", ""],
  ["key", "!!!"],
])("%s %s is refused by its name", async (field, value) => {
  expect(await create({ [field]: value })).toMatchObject({ problem: { code: "invalid_input", field } });
});
