// Carousels and stories from the plan to the approval.
import { afterAll, beforeAll, expect, it } from "vitest";
import { allCommands } from "../../agents/commands/all-commands.ts";
import { runApproved } from "../../agents/commands/template/testing/run-approved.ts";
import { createTestContext, type TestContext } from "../../agents/commands/testing/test-context.ts";
import { workOff } from "./testing/work-off.ts";

let setting: TestContext;
/** `runApproved` brings its own. */
const commands = allCommands().list.filter(({ name }) => name !== "run.approve");
const run = (name: string, input: object) => setting.run(commands, name, input);
const pieces = () =>
  setting.context.database.prisma.piece.findMany({
    include: { asset: true, jobs: { include: { asset: true }, orderBy: { position: "asc" } } },
    orderBy: { number: "asc" },
  });

beforeAll(async () => {
  setting = await createTestContext();
  await run("avatar.create", { name: "Luna", brief: "fitness and sea in Lisbon, warm and playful", age: 27 });
});
afterAll(() => setting.close());

it("makes carousels: one scene taken several ways, shown and approved as one piece", async () => {
  const { asked } = await runApproved(setting, commands, "batch.create", {
    avatar: "luna",
    count: 2,
    format: "carousel",
    pictures: 3,
  });
  expect(JSON.stringify(asked)).toContain("2 carousels of 3 pictures, 6 in all");
  await workOff(setting);
  for (const piece of await pieces()) {
    expect(piece).toMatchObject({ kind: "carousel", state: "ready", assetId: piece.jobs[0]?.assetId });
    expect(piece.caption).not.toBe("");
    const prompts = piece.jobs.map(({ asset }) => asset?.prompt);
    expect(new Set(prompts).size).toBe(3);
    expect(prompts[0]).toBe(piece.prompt);
  }
  const shown = await run("piece.show", { piece: "luna-1" });
  expect(shown.card?.images).toHaveLength(3);
  const approved = await run("piece.approve", { pieces: ["luna-1"] });
  expect(approved).toMatchObject({ state: "done" });
});

it("makes one picture of a carousel anew, which takes the approval back", async () => {
  const [before] = await pieces();
  const named = { field: "slide", remedy: "piece regenerate luna-1 1" };
  expect(await run("piece.regenerate", { piece: "luna-1" })).toMatchObject({ problem: named });
  expect(await run("piece.regenerate", { piece: "luna-1", slide: 4 })).toMatchObject({ problem: named });
  await runApproved(setting, commands, "piece.regenerate", { piece: "luna-1", slide: 2 });
  await workOff(setting);
  const [after] = await pieces();
  expect(after).toMatchObject({ state: "ready", approvedHash: null, assetId: before?.assetId });
  const files = (piece: typeof after) => piece?.jobs.map(({ assetId }) => assetId) ?? [];
  expect(files(after)).toEqual([files(before)[0], expect.any(String), files(before)[2]]);
  expect(files(after)[1]).not.toBe(files(before)[1]);
});

it("makes stories: tall, without words", async () => {
  await runApproved(setting, commands, "batch.create", { avatar: "luna", count: 2, format: "story" });
  await workOff(setting);
  for (const story of (await pieces()).slice(2)) {
    expect(story).toMatchObject({ kind: "story", state: "ready", caption: "", aspectRatio: "9:16" });
    expect((story.asset?.height ?? 0) / (story.asset?.width ?? 1)).toBeCloseTo(16 / 9, 1);
  }
});

it("names the field of a format that makes no sense", async () => {
  const carousels = { avatar: "luna", format: "carousel", pictures: 10 };
  expect(await run("batch.create", { ...carousels, count: 11 })).toMatchObject({
    problem: { code: "invalid_input", field: "count", remedy: "--count 10" },
  });
  expect(await run("batch.create", { avatar: "luna", pictures: 3 })).toMatchObject({
    problem: { code: "invalid_input", field: "pictures" },
  });
});
