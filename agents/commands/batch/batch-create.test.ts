import { afterAll, beforeAll, expect, test } from "vitest";
import { avatarCreate } from "../avatar/avatar-create.ts";
import { captionPiecesNow } from "../piece/caption-pieces.ts";
import { presetCommands } from "../preset/commands.ts";
import { templateCommands } from "../template/commands.ts";
import { runApproved } from "../template/testing/run-approved.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { batchCreate } from "./batch-create.ts";

let setting: TestContext;
const commands = [batchCreate, avatarCreate, ...templateCommands, ...presetCommands];
const run = (name: string, input: unknown) => setting.run(commands, name, input);

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

test("what no vendor makes by its terms is not planned, and named as lost", async () => {
  const { ports } = setting.context;
  const replicate = { ...ports.images[0], info: { ...ports.images[0]?.info, provider: "replicate" } };
  const only = { ...setting.context, ports: { ...ports, images: [replicate as (typeof ports.images)[number]] } };
  const input = batchCreate.input.parse({ avatar: "luna", count: 10, channels: ["gallery"], seed: 5 });
  const estimate = await batchCreate.estimate?.({ ...setting.as("owner"), ...only }, input);
  const said = JSON.stringify(estimate);
  expect(said).toContain("7 safe, 3 suggestive, 0 restricted");
  expect(said).toContain("1 fewer restricted than the mix asks for");
});
