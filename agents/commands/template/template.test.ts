import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ASPECT_RATIOS } from "../../domain/content/templates/template.ts";
import { TEMPLATES } from "../../domain/content/templates.ts";
import { avatarCreate } from "../avatar/avatar-create.ts";
import type { Actor } from "../context.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { templateCommands } from "./commands.ts";
import { runApproved } from "./testing/run-approved.ts";

let setting: TestContext;

beforeAll(async () => {
  setting = await createTestContext();
  const brief = "fitness and sea in Lisbon, warm and playful";
  expect(await run("avatar.create", { name: "Luna", brief, age: 27 })).toMatchObject({ state: "done" });
});
afterAll(() => setting.close());
afterEach(async () => {
  const { prisma } = setting.context.database;
  await prisma.template.deleteMany();
  await prisma.wordingVersion.deleteMany();
});

const commands = [...templateCommands, avatarCreate];
const run = (name: string, input: unknown = {}, actor: Partial<Actor> = {}) =>
  setting.run(commands, name, input, actor);
const WORDING = { prompt: "on a terrace above the city in a linen dress", category: "evening", tier: "safe" };
const create = (over: Readonly<Record<string, unknown>> = {}) =>
  run("template.create", { key: "Sunset Terrace", ...WORDING, ...over });
const edit = (over: Readonly<Record<string, unknown>>) => run("template.edit", { template: "sunset-terrace", ...over });
const stored = (key = "sunset-terrace") => setting.context.database.prisma.template.findUnique({ where: { key } });
const keysOf = async (input: unknown) => {
  const result = await run("template.list", input);
  if (result.state !== "done") throw new Error(JSON.stringify(result));
  return (result.output as { templates: { key: string }[] }).templates.map(({ key }) => key);
};

describe("own templates", () => {
  test("one is written with what it needs, the rest is usual, and it stands among the shipped ones", async () => {
    const made = await create({ tags: ["#City Light", "Roof"], niches: ["Nightlife"] });
    expect(made).toMatchObject({
      state: "done",
      output: { key: "sunset-terrace", isOwn: true, version: 1, isActive: true, explicitness: 2, aspectRatio: "4:5" },
      card: { title: "Template “sunset-terrace” is ready to use" },
    });
    expect(await stored()).toMatchObject({
      category: "evening",
      pose: "",
      angle: "front",
      niches: ["nightlife"],
      tags: ["citylight", "roof"],
    });
    expect(await keysOf({ limit: 200 })).toEqual([...TEMPLATES.map(({ key }) => key), "sunset-terrace"]);
    expect(await keysOf({ source: "own" })).toEqual(["sunset-terrace"]);
    expect(await keysOf({ text: "terrace linen" })).toContain("sunset-terrace");
    expect(await keysOf({ category: "beach", source: "shipped" })).toHaveLength(5);
    expect(await keysOf({ tier: "restricted" })).toHaveLength(5);
    const none = await run("template.list", { text: "submarine" }, { language: "es" });
    expect(none.card).toMatchObject({ title: "Ninguna plantilla encaja con esta búsqueda." });
    const few = await run("template.list", { limit: 2 });
    expect(few.card).toMatchObject({ title: "51 templates", note: expect.stringContaining("2 of 51") });
  });

  test("a shipped one is copied and the copy changed; the shipped one stays as it is", async () => {
    const copied = await run("template.create", { key: "my-walk", from: "beach-shore-walk", lighting: "blue hour" });
    const { prompt, pose, niches } = TEMPLATES.find(({ key }) => key === "beach-shore-walk") ?? {};
    expect(copied).toMatchObject({ output: { category: "beach", prompt, pose, niches, lighting: "blue hour" } });
    expect(await run("template.create", { key: "other", from: "nowhere" })).toMatchObject({
      problem: { code: "not_found", field: "from" },
    });
    for (const [name, input] of [
      ["template.edit", { template: "beach-shore-walk", prompt: "another beach" }],
      ["template.delete", { template: "beach-shore-walk" }],
    ] as const) {
      expect(await run(name, input)).toMatchObject({
        state: "failed",
        problem: {
          code: "refused",
          field: "template",
          reason: "shipped",
          remedy: "template create my-beach-shore-walk --from beach-shore-walk",
        },
      });
    }
    expect(await run("template.show", { template: "beach-shore-walk" })).toMatchObject({
      output: { template: { prompt, isOwn: false }, built: null },
      card: { title: "Beach: shore walk", buttons: [{ command: "template.try" }, { command: "template.create" }] },
    });
  });

  test("each change of its words is a version; the same change again is none, and pieces keep theirs", async () => {
    await create();
    expect(await edit({ pose: "leaning on the railing", tier: "suggestive" })).toMatchObject({
      output: { version: 2, explicitness: 5, pose: "leaning on the railing", prompt: WORDING.prompt, hasChanged: true },
      card: { note: expect.stringContaining("keep the words") },
    });
    expect(await edit({ pose: "leaning on the railing" })).toMatchObject({ output: { version: 2, hasChanged: false } });
    expect(await edit({ pose: "" })).toMatchObject({ output: { version: 3, pose: "" } });
    expect(await edit({ active: false })).toMatchObject({ output: { version: 3, isActive: false } });
    expect(await edit({ active: true })).toMatchObject({ output: { version: 3, isActive: true } });
    expect(await edit({})).toMatchObject({
      problem: { code: "invalid_input", remedy: expect.stringContaining("tier") },
    });
    expect(await run("template.edit", { template: "sunset-terace", pose: "x" })).toMatchObject({
      problem: { code: "not_found", remedy: "Did you mean “sunset-terrace”?" },
    });
  });

  test("what it said before is kept, shown by its number, and taken up again as a new version", async () => {
    await create();
    await edit({ pose: "leaning on the railing" });
    await edit({ prompt: "on a roof at dawn", tier: "suggestive" });
    const newest = await run("template.show", { template: "sunset-terrace" });
    expect(newest).toMatchObject({ output: { current: 3, former: [{ version: 2 }, { version: 1 }] } });
    expect(newest.card.fields).toContainEqual({
      label: "Earlier versions",
      value: "2, until 2026-11-24; 1, until 2026-11-24",
    });
    expect(newest.card.buttons).toContainEqual(
      expect.objectContaining({ command: "template.show", input: { template: "sunset-terrace", version: 2 } }),
    );
    const former = await run("template.show", { template: "sunset-terrace", version: 2, avatar: "luna" });
    expect(former).toMatchObject({
      output: {
        template: { version: 2, tier: "safe", explicitness: 2, prompt: WORDING.prompt },
        built: { prompt: expect.stringContaining("leaning on the railing") },
      },
      card: {
        note: "This is version 2; version 3 is the one that is used.",
        buttons: [
          { command: "template.restore", input: { template: "sunset-terrace", version: 2 } },
          { command: "template.show", input: { template: "sunset-terrace" } },
        ],
      },
    });
    const restored = await run("template.restore", { template: "sunset-terrace", version: 1 });
    expect(restored).toMatchObject({
      output: { version: 4, tier: "safe", prompt: WORDING.prompt, pose: "", hasChanged: true },
      card: { title: "Template “sunset-terrace” says again what version 1 said, as version 4" },
    });
    expect(await run("template.restore", { template: "sunset-terrace", version: 4 })).toMatchObject({
      output: { version: 4, hasChanged: false },
    });
    expect(await run("template.show", { template: "sunset-terrace", version: 3 })).toMatchObject({
      output: { template: { tier: "suggestive", prompt: "on a roof at dawn" } },
    });
    for (const command of ["template.show", "template.restore"]) {
      expect(await run(command, { template: "sunset-terrace", version: 9 })).toMatchObject({
        problem: { code: "not_found", field: "version", remedy: "There are 1, 2, 3, 4." },
      });
    }
    expect(await run("template.restore", { template: "beach-shore-walk", version: 1 })).toMatchObject({
      problem: { code: "refused", reason: "shipped" },
    });
    expect(
      await run("template.restore", { template: "sunset-terrace", version: 1 }, { role: "chatter" }),
    ).toMatchObject({
      problem: { code: "forbidden" },
    });
  });

  test("a former wording that today's rules refuse is not taken up again", async () => {
    await create();
    await edit({ pose: "seated" });
    const { prisma } = setting.context.database;
    const { wording } = await prisma.wordingVersion.findFirstOrThrow();
    await prisma.wordingVersion.updateMany({ data: { wording: { ...Object(wording), pose: "schoolgirl pose" } } });
    expect(await run("template.restore", { template: "sunset-terrace", version: 1 })).toMatchObject({
      problem: { code: "refused", field: "pose", reason: "minor_appearance" },
    });
    expect(await stored()).toMatchObject({ version: 2, pose: "seated" });
  });

  test("one that is removed takes its versions along: the next of its key begins anew", async () => {
    await create();
    await edit({ pose: "seated" });
    await runApproved(setting, commands, "template.delete", { template: "sunset-terrace" });
    await create();
    expect(await edit({ pose: "standing" })).toMatchObject({ state: "done", output: { version: 2 } });
    expect(await run("template.show", { template: "sunset-terrace" })).toMatchObject({
      output: { former: [{ version: 1 }] },
    });
  });

  test("two who change it at once do not overwrite each other unseen", async () => {
    await create();
    const results = await Promise.all([edit({ pose: "seated" }), edit({ lighting: "candle light" })]);
    const row = await stored();
    const done = results.filter(({ state }) => state === "done").length;
    expect(row?.version).toBe(1 + done);
    for (const result of results.filter(({ state }) => state === "failed")) {
      expect(result).toMatchObject({ problem: { code: "conflict", field: "template" } });
    }
  });

  test("removed after a yes where no piece names it, else switched off and kept", async () => {
    await create();
    const { prisma } = setting.context.database;
    const avatar = await prisma.avatar.findUniqueOrThrow({ where: { slug: "luna" } });
    const piece = { id: "pce_1", avatarId: avatar.id, number: 1, tier: "safe" as const, seed: 1 };
    await prisma.piece.create({ data: { ...piece, templateKey: "sunset-terrace", prompt: "an adult on a terrace" } });
    const input = { template: "sunset-terrace" };
    const kept = await runApproved(setting, commands, "template.delete", input);
    expect(JSON.stringify(kept.asked.card)).toContain("one piece was made with it");
    expect(kept.done).toMatchObject({ output: { result: { outcome: "switched_off", pieces: 1 } } });
    expect(await stored()).toMatchObject({ active: false });
    expect((await run("template.show", input)).card.fields).toContainEqual({
      label: "Origin",
      value: "own, version 1, switched off",
    });
    await prisma.piece.delete({ where: { id: "pce_1" } });
    const removed = await runApproved(setting, commands, "template.delete", input);
    expect(removed.done).toMatchObject({ output: { result: { outcome: "removed" } } });
    expect(await stored()).toBeNull();
    expect((await runApproved(setting, commands, "template.delete", input)).asked).toMatchObject({
      problem: { code: "not_found" },
    });
  });
});

describe("bad input is refused by field", () => {
  test.each([
    ["prompt", "a 17 year old on a terrace"],
    ["pose", "sitting like a schoolgirl"],
    ["lighting", "light of a teenage bedroom"],
    ["angle", "age 16, front"],
    ["niches", ["fitness", "teen"]],
    ["tags", ["sunset", "jailbait"]],
    ["key", "seventeen"],
  ])("%s names a minor", async (field, value) => {
    expect(await create({ [field]: value })).toMatchObject({
      state: "failed",
      problem: { code: "refused", field, reason: "minor_appearance" },
    });
    if (field === "key") return;
    await create();
    expect(await edit({ [field]: value })).toMatchObject({ problem: { field, reason: "minor_appearance" } });
    expect(await stored()).toMatchObject({ version: 1 });
  });

  test.each([
    ["prompt", "Emma Watson on a terrace"],
    ["pose", "posing like Penelope Cruz"],
    ["lighting", "lit like a Taylor Swift concert"],
    ["tags", ["sunset", "emma watson"]],
    ["key", "Emma Watson"],
  ])("%s names somebody real", async (field, value) => {
    expect(await create({ [field]: value })).toMatchObject({
      state: "failed",
      problem: { code: "refused", field, reason: "real_person" },
    });
    if (field === "key") return;
    await create();
    expect(await edit({ [field]: value })).toMatchObject({ problem: { field, reason: "real_person" } });
    expect(await stored()).toMatchObject({ version: 1 });
  });

  test("also where the term is cut over two fields", async () => {
    expect(await create({ prompt: "a girl from high", pose: "school, waving" })).toMatchObject({
      problem: { code: "refused", reason: "minor_appearance" },
    });
  });

  test("wording beyond its tier names the tier it would need", async () => {
    const bold = { prompt: "sensual portrait of an adult woman on a terrace" };
    expect(await create(bold)).toMatchObject({
      problem: { code: "refused", field: "tier", reason: "tone", remedy: expect.stringContaining("--tier suggestive") },
    });
    expect(await create({ ...bold, tier: "suggestive" })).toMatchObject({ state: "done", output: { explicitness: 5 } });
    expect(await edit({ tier: "safe" })).toMatchObject({ problem: { field: "tier", reason: "tone" } });
  });

  test.each([
    ["category", "space", "fitness, lifestyle, glamour"],
    ["tier", "wild", "safe, suggestive, restricted"],
    ["aspectRatio", "7:3", "1:1, 16:9"],
    ["prompt", "x".repeat(601), "600"],
    ["pose", "x".repeat(201), "200"],
    ["key", "k".repeat(41), "40"],
    ["tags", Array.from({ length: 13 }, (_, index) => `tag${index}`), "12"],
    ["key", "???", "letter or digit"],
  ])("%s %s", async (field, value, allowed) => {
    const result = await create({ [field]: value });
    expect(result).toMatchObject({ state: "failed", problem: { code: "invalid_input", field } });
    expect(JSON.stringify(result)).toContain(allowed);
  });

  test("what is missing is named with what is allowed, and a key is taken once", async () => {
    const { category: _category, ...rest } = WORDING;
    expect(await run("template.create", { key: "a", ...rest })).toMatchObject({
      problem: { code: "invalid_input", field: "category", message: expect.stringContaining("fitness") },
    });
    expect(await run("template.create", { key: "a", category: "beach", tier: "safe" })).toMatchObject({
      problem: { code: "invalid_input", field: "prompt" },
    });
    await create();
    expect(await create({ key: "sunset terrace" })).toMatchObject({
      problem: { code: "conflict", field: "key", remedy: "template edit sunset-terrace" },
    });
    const shipped = await run("template.create", { key: "beach-shore-walk", ...WORDING }, { language: "es" });
    expect(shipped).toMatchObject({ problem: { code: "conflict", field: "key", reason: "shipped" } });
    expect(JSON.stringify(shipped)).toContain("viene incluida");
    const both = await Promise.all([create({ key: "twin" }), create({ key: "twin" })]);
    expect(both.map(({ state }) => state).sort()).toEqual(["done", "failed"]);
  });

  test("half characters and NUL do not reach the database, and only managers write", async () => {
    expect(await create({ prompt: "a terrace\0 at dusk \ud83c" })).toMatchObject({ state: "done" });
    expect((await stored())?.prompt).toBe("a terrace\ufffd at dusk \ufffd");
    for (const name of ["template.list", "template.create"]) {
      expect(await run(name, {}, { role: "chatter" })).toMatchObject({ state: "failed" });
    }
  });
});

test("shows the prompt it becomes for an avatar, each part named, in both languages", async () => {
  await create();
  const shown = await run("template.show", { template: "sunset-terrace", avatar: "luna", preset: "beach_vacation" });
  if (shown.state !== "done") throw new Error(JSON.stringify(shown));
  const { built } = shown.output as { built: { parts: { label: string; text: string }[]; prompt: string } };
  expect(built.prompt).toBe(built.parts.map(({ text }) => text).join(", "));
  // The template leaves pose and light open: the preset stands in.
  expect(built.parts.map(({ label }) => label)).toEqual([
    "subject",
    "scene",
    "pose",
    "light",
    "angle",
    "persona",
    "niche",
    "look",
    "quality",
  ]);
  expect(shown.card.table?.rows[1]).toEqual(["Scene", WORDING.prompt]);
  expect(shown.card.buttons).toContainEqual(
    expect.objectContaining({
      command: "template.try",
      input: { template: "sunset-terrace", avatar: "luna", preset: "beach_vacation" },
    }),
  );
  const spanish = await run("template.show", { template: "sunset-terrace", avatar: "luna" }, { language: "es" });
  expect(spanish.card).toMatchObject({ title: "Evening: sunset terrace, montado para Luna" });
  expect(spanish.card.table?.rows.map(([label]) => label)).toContain("Escena");
  expect(await run("template.show", { template: "sunset-terrace", preset: "beach_vacation" })).toMatchObject({
    problem: { code: "invalid_input", field: "avatar" },
  });
  expect(await run("template.show", { template: "sunset-terrace", avatar: "luna", preset: "noir" })).toMatchObject({
    problem: { code: "not_found", field: "preset", remedy: expect.stringContaining("beach_vacation") },
  });
  await setting.context.database.prisma.personaField.deleteMany({ where: { name: "tone" } });
  expect(await run("template.show", { template: "sunset-terrace", avatar: "luna" })).toMatchObject({
    problem: { code: "refused", field: "avatar", reason: "persona_incomplete" },
  });
});

test("the ratios that may be chosen are those generators make", () => {
  const [storyboard] = setting.context.ports.images;
  expect([...(storyboard?.info.aspectRatios ?? [])].sort()).toEqual([...ASPECT_RATIOS].sort());
});
