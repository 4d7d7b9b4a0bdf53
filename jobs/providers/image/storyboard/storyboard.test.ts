import sharp from "sharp";
import { expect, it } from "vitest";
import { hashDistance, NEAR_DUPLICATE_BITS } from "../../../../agents/domain/avatars/identity/curation.ts";
import { shotOf } from "../../../../agents/domain/content/shot.ts";
import { seededRandom } from "../../../../agents/kernel/random.ts";
import { describeImageGenerator } from "../../../../agents/ports/conformance/image-generator.ts";
import { fingerprint } from "../../media/fingerprint.ts";
import { ASPECT_RATIOS } from "../aspect-ratios.ts";
import { drawCard } from "./draw-card.ts";
import { planScene } from "./scene-plan.ts";
import { createStoryboardGenerator } from "./storyboard.ts";

describeImageGenerator("storyboard", () => ({
  adapter: createStoryboardGenerator(),
  startedAt: new Date(0),
  vendor: null,
}));

it("draws tall and wide cards in their size, and many words without spilling", async () => {
  for (const aspectRatio of ["4:5", "16:9", "9:21"]) {
    const size = ASPECT_RATIOS[aspectRatio];
    const title = "Una caminata larguísima por la orilla, ".repeat(6);
    const lines = Array.from({ length: 20 }, (_, index) => `línea ${index}: ${"x".repeat(200)}`);
    const { bytes } = await drawCard({ prompt: "🌅 ".repeat(400), seed: 1, aspectRatio, title, lines });
    const { width, height, format } = await sharp(bytes).metadata();
    expect({ width, height, format }).toEqual({ ...size, format: "png" });
  }
});

it("says on its face that it is a preview", async () => {
  const { bytes } = await drawCard({ prompt: "a park", seed: 1, aspectRatio: "4:5", title: "Park", lines: [] });
  // The banner's amber, left in the header.
  const banner = await sharp(bytes).extract({ left: 36, top: 30, width: 6, height: 6 }).raw().toBuffer();
  expect([...banner.subarray(0, 3)]).toEqual([0xff, 0xc2, 0x47]);
});

it("draws one shot so differently by seed and variation that none is taken for a repeat of another", async () => {
  const hashes: string[] = [];
  for (const key of ["fashion-tailored-suit", "urban-crosswalk-stride"]) {
    for (const [seed, variation] of ["", "nearer", "warmer", "pause"].entries()) {
      const shot = shotOf(key, "Luna", "", undefined, variation);
      const { bytes } = await drawCard({ prompt: "", seed, aspectRatio: "4:5", ...shot });
      hashes.push(await fingerprint(bytes));
    }
  }
  const distances = hashes.flatMap((one, index) => hashes.slice(index + 1).map((other) => hashDistance(one, other)));
  expect(Math.min(...distances)).toBeGreaterThan(NEAR_DUPLICATE_BITS);
});

it("lets the last line of a shot, its variation, decide over its template", () => {
  const shown = (variation: string) =>
    planScene(shotOf("beach-pool-edge", "Luna", "", undefined, variation).lines.toReversed(), seededRandom(1));
  expect(shown("")).toMatchObject({ framing: "full", angle: "eye" });
  expect(shown("waist-up+higher")).toMatchObject({ setting: "beach", framing: "medium", angle: "high" });
  expect(shown("nearer+rim")).toMatchObject({ framing: "close", lighting: "rim" });
  expect(shown("side")).toMatchObject({ angle: "side" });
});

it("reads the scene from the prompt", () => {
  const plan = (prompt: string) => planScene(["", prompt], seededRandom(1));
  expect(plan("running on the beach at sunset, full body, low angle")).toEqual({
    setting: "beach",
    lighting: "golden",
    pose: "dynamic",
    framing: "full",
    angle: "low",
  });
  expect(plan("close-up in a photo studio, high key, hand in hair")).toMatchObject({
    setting: "studio",
    lighting: "high-key",
    pose: "hand-in-hair",
    framing: "close",
  });
  const forest = planScene(["Nature: forest trail", "walking", "Lisbon atmosphere: surf and sea"], seededRandom(1));
  expect(forest).toMatchObject({ setting: "nature", pose: "walking" });
});

it("refuses ids that are not its own", async () => {
  const generator = createStoryboardGenerator();
  for (const jobId of ["", "card1_", "card1_%%%", "card0_abc", "prediction"]) {
    await expect(generator.collect(jobId, AbortSignal.timeout(5_000))).rejects.toMatchObject({ code: "not_found" });
  }
});
