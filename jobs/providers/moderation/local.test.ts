import { createRequire } from "node:module";
import sharp from "sharp";
import { expect, it } from "vitest";
import { draftPersona } from "../../../agents/domain/avatars/draft-persona.ts";
import { tierOfScores } from "../../../agents/domain/trust/tier-firewall.ts";
import { seededRandom } from "../../../agents/kernel/random.ts";
import { describeModerator } from "../../../agents/ports/conformance/moderator.ts";
import { drawCard } from "../image/storyboard/draw-card.ts";
import { createImageClassifier } from "../vision/image-classifier.ts";
import { createLocalModerator } from "./local.ts";
import { scoreText } from "./score-text.ts";

const signal = () => AbortSignal.timeout(30_000);
const card = () =>
  drawCard({ prompt: "walking in a park, soft light", seed: 3, aspectRatio: "4:5", title: "Park walk", lines: [] });

describeModerator("local moderation", async () => ({
  moderator: createLocalModerator(),
  harmlessImage: (await card()).bytes,
}));

const moderator = createLocalModerator();
const scores = async (text: string) => (await moderator.moderateText(text, signal())).scores;

it("finds harm said plainly, in English and Spanish", async () => {
  expect((await scores("I want to end my life"))["self-harm"]).toBeGreaterThan(0.5);
  expect((await scores("Ya no quiero vivir"))["self-harm"]).toBeGreaterThan(0.5);
  expect((await scores("te voy a matar")).violence).toBeGreaterThan(0.7);
  expect((await scores("go die")).harassment).toBeGreaterThan(0.6);
});

it("sees through the usual disguises", async () => {
  // A mild word, written as those do who hide strong ones.
  const plain = (await scores("lingerie")).sexual ?? 0;
  expect(plain).toBeGreaterThan(0.2);
  for (const disguise of ["LINGERIE", "l1ng3ri3", "l i n g e r i e", "lin\u200Bgerie", "língerie", "lingerieeeee"]) {
    expect((await scores(disguise)).sexual, disguise).toBe(plain);
  }
});

it("lets soft words add up to suggestive, never to a rejection", async () => {
  const { sexual } = await scores("sensual lingerie portrait, seductive and provocative, bikini, sexy");
  expect(sexual).toBeGreaterThan(0.2);
  expect(sexual).toBeLessThanOrEqual(0.6);
});

it("takes any mention of a child beside anything sexual for the worst", async () => {
  expect((await scores("my kids are at school today"))["sexual/minors"]).toBeLessThan(0.01);
  expect((await scores("sexy schoolgirl"))["sexual/minors"]).toBeGreaterThan(0.9);
  expect((await scores("sensual, 16 years old"))["sexual/minors"]).toBeGreaterThan(0.9);
  expect((await scores("sensual, 26 years old"))["sexual/minors"]).toBeLessThan(0.01);
});

it("does not trip over words that only contain others", async () => {
  for (const text of [
    "a class assessment in Essex",
    "grape juice and cocktails",
    "killing it at the gym",
    "the analyst",
  ]) {
    const found = await scores(text);
    expect(Math.max(...Object.values(found)), text).toBeLessThanOrEqual(0.1);
  }
});

it("finds nothing in the personas that the rules write, so that no avatar's pictures are held back for her city", () => {
  const seen = new Set<string>();
  for (const language of ["en", "es"] as const)
    for (const brief of [
      "food and markets",
      "surf and coffee by the sea",
      "music and nights out",
      "fitness",
      "fashion",
    ])
      for (let seed = 0; seed < 150; seed += 1) {
        const persona = draftPersona({ name: "Luna", brief, age: 27, language, random: seededRandom(seed) });
        for (const value of Object.values(persona)) seen.add(JSON.stringify(value));
      }
  const told = [...seen].filter((text) => tierOfScores(scoreText(text)) !== "safe");
  expect(told).toEqual([]);
});

it("finds plain pictures harmless", async () => {
  for (const background of ["#ffffff", "#101014", "#3f7fbf"]) {
    const plain = await sharp({ create: { width: 640, height: 480, channels: 3, background } })
      .jpeg()
      .toBuffer();
    const verdict = await moderator.moderateImage(plain, "image/jpeg", signal());
    expect(verdict.scores.sexual, background).toBeLessThan(0.2);
  }
});

it("refuses what is not a picture, whatever it calls itself", async () => {
  const html = Buffer.from("<html>not a picture</html>");
  await expect(moderator.moderateImage(html, "image/png", signal())).rejects.toMatchObject({ code: "invalid_input" });
  const half = (await card()).bytes.slice(0, 5_000);
  await expect(moderator.moderateImage(half, "image/png", signal())).rejects.toThrow();
});

it("fails closed where the optional packages are not installed", async () => {
  const elsewhere = createLocalModerator(createImageClassifier(createRequire("/nowhere/at-all.js")));
  await expect(elsewhere.moderateImage((await card()).bytes, "image/png", signal())).rejects.toMatchObject({
    code: "not_configured",
    remedy: expect.stringContaining("MODERATION_PROVIDER"),
  });
});
