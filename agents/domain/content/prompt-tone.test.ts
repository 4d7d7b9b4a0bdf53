import { expect, test } from "vitest";
import { judgeTone } from "./prompt-tone.ts";

test("wording may read milder than its tier, never beyond it", () => {
  expect(judgeTone({ sexual: 0.01 }, "safe")).toEqual({ fits: true });
  expect(judgeTone({ sexual: 0.01 }, "restricted")).toEqual({ fits: true });
  expect(judgeTone({ sexual: 0.4 }, "safe")).toEqual({ fits: false, least: "suggestive" });
  expect(judgeTone({ sexual: 0.4 }, "suggestive")).toEqual({ fits: true });
  expect(judgeTone({ sexual: 0.8 }, "suggestive")).toEqual({ fits: false, least: "restricted" });
  expect(judgeTone({ sexual: 0.8 }, "restricted")).toEqual({ fits: true });
  expect(judgeTone({ sexual: 0.01, violence: 0.2 }, "safe")).toEqual({ fits: false, least: "suggestive" });
});

test("some wording no tier takes, a preset's neither; what was not examined is left to the pictures", () => {
  expect(judgeTone({ sexual: 0.95 }, "restricted")).toEqual({ fits: false, least: null });
  expect(judgeTone({ sexual: 0.01, "sexual/minors": 0.02 }, null)).toEqual({ fits: false, least: null });
  expect(judgeTone({ sexual: 0.1, hate: 0.6 }, null)).toEqual({ fits: false, least: null });
  expect(judgeTone({ sexual: 0.8 }, null)).toEqual({ fits: true });
  expect(judgeTone({}, "safe")).toEqual({ fits: true });
});
