import { expect, it } from "vitest";
import { seededRandom } from "../../kernel/random.ts";
import { captionTimings } from "./caption-timing.ts";

it("splits at sentences and in even parts, by share of characters", () => {
  expect(captionTimings("Sal y sol.  ¿Y si mañana salimos a\ncaminar por la orilla?", 5_400)).toEqual([
    { text: "Sal y sol.", startMs: 0, endMs: 1_000 },
    { text: "¿Y si mañana salimos a", startMs: 1_000, endMs: 3_200 },
    { text: "caminar por la orilla?", startMs: 3_200, endMs: 5_400 },
  ]);
});

it("ends sentences at marks behind quotes and brackets too, and not at commas or decimals", () => {
  const texts = (text: string) => captionTimings(text, 10_000).map((caption) => caption.text);
  expect(texts("«Mírame.» Dijo (bajito…) ya")).toEqual(["«Mírame.»", "Dijo (bajito…)", "ya"]);
  expect(texts("Uno, dos 3.5 tres")).toEqual(["Uno, dos 3.5 tres"]);
});

it("shows nothing for nothing", () => {
  for (const [text, durationMs] of [
    ["", 5_000],
    [" \n ", 5_000],
    ["Hola.", 0],
    ["Hola.", -20],
  ] as const) {
    expect(captionTimings(text, durationMs)).toEqual([]);
  }
});

it("holds for any script: every word once and in order, gapless, whole milliseconds, at most seven words", () => {
  const random = seededRandom(20_261_126);
  const words = ["sol", "¿qué?", "mañana", "a", "arena.", "🌊", "larguísimas", "sí,", "fin!"];
  for (let round = 0; round < 200; round += 1) {
    const script = Array.from(
      { length: Math.floor(random() * 60) + 1 },
      () => words[Math.floor(random() * words.length)],
    );
    const durationMs = 1 + Math.floor(random() * 90_000);
    const captions = captionTimings(script.join(" "), durationMs);
    const first = captions[0];
    const last = captions.at(-1);
    expect([first?.startMs, last?.endMs]).toEqual([0, durationMs]);
    captions.forEach((caption, index) => {
      expect(caption.endMs).toBeGreaterThan(caption.startMs);
      expect(Number.isInteger(caption.startMs)).toBe(true);
      expect(caption.startMs).toBe(captions[index - 1]?.endMs ?? 0);
      expect(caption.text.split(" ").length).toBeLessThanOrEqual(7);
    });
    if (durationMs > 10_000) expect(captions.map(({ text }) => text).join(" ")).toBe(script.join(" "));
  }
});
