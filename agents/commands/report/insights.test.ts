import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "../../kernel/clock.ts";
import { seededRandom } from "../../kernel/random.ts";
import { insightCommands } from "../insight/commands.ts";
import { engagementSamples } from "../insight/engagement-samples.ts";
import { shotWeights } from "../insight/shot-weights.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { reportCommands } from "./commands.ts";

const commands = [...reportCommands, ...insightCommands];
const POSTS = 60;
let setting: TestContext;

beforeAll(async () => {
  setting = await createTestContext();
  const { prisma } = setting.context.database;
  const zone = { timeZone: "Europe/Madrid" };
  const avatars = [
    { id: "avt_a", slug: "ana", name: "Ana", ...zone },
    { id: "avt_b", slug: "bea", name: "Bea", ...zone },
  ];
  await prisma.avatar.createMany({ data: avatars.map((avatar) => ({ ...avatar, statedAge: 25, brief: "x" })) });
  const account = { id: "acc_a", avatarId: "avt_a", platform: "instagram", externalId: "1", handle: "ana" };
  await prisma.account.create({ data: account });
  await writePosts();
});
afterAll(() => setting.close());

/** At 18 o'clock in Madrid, and with the first shot, posts do better; with the last one worse. */
async function writePosts() {
  const { prisma } = setting.context.database;
  const random = seededRandom(3);
  const shots = ["beach-towel", "gym-mirror", "street-style", "studio-portrait"];
  const first = Date.parse("2026-11-24T00:00:00Z");
  for (let number = 1; number <= POSTS; number += 1) {
    const shot = number % 4;
    const hour = [11, 14, 17, 20][Math.floor(random() * 4)] ?? 11;
    const publishedAt = new Date(first - (Math.floor(number / 2) + 2) * DAY_MS + hour * HOUR_MS);
    const effect = (hour === 17 ? 3 : 1) * ([2, 1, 1, 0.4][shot] ?? 1);
    const likes = Math.round(100 * effect * Math.exp((random() - 0.5) * 0.6));
    const asset = {
      id: `ast_${number}`,
      avatarId: "avt_a",
      kind: "image",
      contentType: "image/png",
      bytes: 1,
      sha256: "0",
    };
    await prisma.asset.create({
      data: { ...asset, storageKey: `avatars/a/${number}.png`, provider: "p", model: "m", prompt: "p", parameters: {} },
    });
    const piece = {
      id: `pce_${number}`,
      avatarId: "avt_a",
      number,
      templateKey: shots[shot] ?? "",
      prompt: "p",
      seed: 1,
    };
    await prisma.piece.create({ data: { ...piece, tier: "safe", assetId: asset.id } });
    const caption = number % 3 === 0 ? "Coffee or tea? #mar" : "A slow morning at home #hogar";
    const row = { id: `pst_${number}`, pieceId: piece.id, accountId: "acc_a", caption, contentHash: "h" };
    await prisma.scheduledPost.create({
      data: { ...row, externalId: `m${number}`, state: "published", dueAt: publishedAt, publishedAt },
    });
    const readings = [1, 24, 72].map((ageHours) => ({
      id: `pin_${number}_${ageHours}`,
      postId: row.id,
      ageHours,
      readAt: publishedAt,
      reach: likes * (ageHours === 1 ? 4 : 12),
      likes: ageHours === 1 ? Math.round(likes / 3) : likes,
    }));
    await prisma.postInsight.createMany({ data: readings });
  }
}

const done = async (command: string, input: object = {}, role: "owner" | "analyst" = "owner") => {
  const result = await setting.run(commands, command, input, { role });
  if (result.state !== "done") throw new Error(JSON.stringify(result));
  return { output: Object(result.output), card: result.card };
};

test("finds the hour in the audience's time, the shot, and shows the best posts with their pictures", async () => {
  const { output, card } = await done("report.insights", { avatar: "ana" });
  expect(output.posts).toBeGreaterThan(50);
  const best = (group: string) => output.effects.find((effect: { group: string }) => effect.group === group);
  expect(best("hour")).toMatchObject({ key: "18", name: "18:00" });
  expect(best("hour").low).toBeGreaterThan(1);
  expect(best("template")).toMatchObject({ key: "beach-towel" });
  expect(best("hook").factor).toBeLessThan(1.4);
  expect(card.images).toHaveLength(8);
  expect(card.images?.[2]?.buttons?.[0]).toMatchObject({ command: "insight.show" });
  expect(card.text).toContain("18:00");
});

test("says so where nothing is known yet, and keeps an analyst to her avatars", async () => {
  expect((await done("report.insights", { avatar: "bea" })).card.text).toContain("No post is a day old");
  expect((await done("report.insights", {}, "analyst")).output.posts).toBe(0);
  expect((await done("report.proposals", {}, "analyst")).output.proposals).toEqual([]);
});

test("proposes more of the winner and none of the loser; applied, the planner hears of it, and it can be taken back", async () => {
  const { output, card } = await done("report.proposals", { avatar: "ana" });
  const kinds = output.proposals.map(({ proposal, kind }: { proposal: string; kind: string }) => `${kind} ${proposal}`);
  expect(kinds).toEqual(["more ana/beach-towel", "stop ana/studio-portrait"]);
  expect(card.buttons?.map(({ command }) => command)).toEqual(["insight.apply", "insight.apply"]);
  for (const proposal of ["ana/beach-towel", "ana/studio-portrait", "ana/beach-towel"])
    await done("insight.apply", { proposal });
  const weightOf = await shotWeights(setting.context, "avt_a");
  expect(weightOf({ key: "beach-towel" })).toBeGreaterThan(1.3);
  expect(weightOf({ key: "studio-portrait" })).toBe(0);
  expect(weightOf({ key: "gym-mirror" })).toBe(1);
  expect((await done("report.proposals")).card.buttons?.map(({ command }) => command)).toEqual([
    "insight.undo",
    "insight.undo",
  ]);
  await done("insight.undo", { proposal: "ana/studio-portrait" });
  expect((await shotWeights(setting.context, "avt_a"))({ key: "studio-portrait" })).toBe(1);
  const nothing = await setting.run(commands, "insight.apply", { proposal: "ana/gym-mirror" });
  expect(nothing).toMatchObject({ state: "failed", problem: { code: "not_found", field: "proposal" } });
});

test("shows one post as it aged, by its piece or its id", async () => {
  const { output, card } = await done("insight.show", { post: "ana-12" });
  expect(output.readings).toHaveLength(3);
  expect(output.factor).toBeGreaterThan(0);
  expect(card.images).toHaveLength(2);
  expect((await done("insight.show", { post: "pst_12" })).output.piece).toBe("ana-12");
  expect(await setting.run(commands, "insight.show", { post: "ana-999" })).toMatchObject({ state: "failed" });
});

test("the scheduler gets a month of samples, in multiples of the usual", async () => {
  const samples = await engagementSamples(setting.context.database.prisma, setting.clock.now(), "acc_a");
  expect(samples.length).toBeGreaterThan(40);
  const sorted = samples.map(({ engagement }) => engagement).sort((one, other) => one - other);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeCloseTo(1, 0);
});
