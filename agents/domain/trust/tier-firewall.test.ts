import { describe, expect, test } from "vitest";
import { judgePiece, type PieceFacts, tierOfScores, worstScores } from "./tier-firewall.ts";

const clean: PieceFacts = {
  templateTier: "safe",
  promptScores: { sexual: 0.01 },
  pixelScores: { sexual: 0.02 },
  minorAppearance: false,
};

describe("tier of scores", () => {
  test.each([
    [{ sexual: 0.2 }, "safe"],
    [{ sexual: 0.21 }, "suggestive"],
    [{ sexual: 0.6 }, "suggestive"],
    [{ sexual: 0.61 }, "restricted"],
    [{ sexual: 0, violence: 0.11 }, "suggestive"],
    [{ sexual: 0, violence: 0.31 }, "restricted"],
    [{ sexual: 0, hate: 0.06 }, "suggestive"],
    [{ sexual: 0, hate: 0.11 }, "restricted"],
  ] as const)("%j -> %s", (scores, tier) => expect(tierOfScores(scores)).toBe(tier));
});

describe("verdict", () => {
  test.each([
    ["clean", {}, { outcome: "publishable", tier: "safe" }],
    ["template decides", { templateTier: "restricted" }, { outcome: "publishable", tier: "restricted" }],
    ["pixels decide", { pixelScores: { sexual: 0.5 } }, { outcome: "publishable", tier: "suggestive" }],
    ["prompt decides", { promptScores: { sexual: 0.7 } }, { outcome: "publishable", tier: "restricted" }],
    ["human raises", { human: { tier: "restricted", reason: "" } }, { outcome: "publishable", tier: "restricted" }],
    [
      "human lowers with a reason",
      { templateTier: "suggestive", human: { tier: "safe", reason: "sports wear" } },
      { outcome: "publishable", tier: "safe" },
    ],
    [
      "no reason, no lowering",
      { templateTier: "suggestive", human: { tier: "safe", reason: " " } },
      { outcome: "publishable", tier: "suggestive" },
    ],
    ["pixels not examined", { pixelScores: null }, { outcome: "held", missing: ["pixels"] }],
    ["nothing examined", { promptScores: null, pixelScores: {} }, { outcome: "held", missing: ["prompt", "pixels"] }],
    ["garbage score", { pixelScores: { sexual: Number.NaN } }, { outcome: "held", missing: ["pixels"] }],
    ["sexual .90", { pixelScores: { sexual: 0.9 } }, { outcome: "rejected", category: "sexual" }],
    ["violence .70", { promptScores: { sexual: 0, violence: 0.7 } }, { outcome: "rejected", category: "violence" }],
    ["hate .50", { promptScores: { sexual: 0, hate: 0.5 } }, { outcome: "rejected", category: "hate" }],
    [
      "self-harm .50",
      { promptScores: { sexual: 0, "self-harm": 0.5 } },
      { outcome: "rejected", category: "self-harm" },
    ],
    [
      "harassment .60",
      { promptScores: { sexual: 0, harassment: 0.6 } },
      { outcome: "rejected", category: "harassment" },
    ],
    [
      "no override of a rejection",
      { pixelScores: { sexual: 0.95 }, human: { tier: "safe", reason: "fine" } },
      { outcome: "rejected", category: "sexual" },
    ],
    [
      "minors above .01",
      { promptScores: { sexual: 0, "sexual/minors": 0.011 }, human: { tier: "safe", reason: "fine" } },
      { outcome: "quarantined", reason: "sexual_minors" },
    ],
    ["minors at .01", { promptScores: { sexual: 0, "sexual/minors": 0.01 } }, { outcome: "publishable", tier: "safe" }],
    ["minor appearance", { minorAppearance: true }, { outcome: "quarantined", reason: "minor_appearance" }],
  ] as const)("%s", (_name, change, verdict) => expect(judgePiece({ ...clean, ...change })).toEqual(verdict));
});

test("several files are as risky as the worst of each category, and not examined when one was not", () => {
  expect(worstScores([{ sexual: 0.1, hate: 0.3 }, { sexual: 0.4 }])).toEqual({ sexual: 0.4, hate: 0.3 });
  expect(worstScores([{ sexual: 0.1 }, null])).toBeNull();
  expect(worstScores([{ sexual: 0.1 }, { violence: 0.8 }])).toEqual({ violence: 0.8 });
});
