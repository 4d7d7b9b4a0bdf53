import { describe, expect, test } from "vitest";
import { seededRandom } from "../../kernel/random.ts";
import { allocate } from "./allocation.ts";
import { chooseWording, type RunningExperiment } from "./choose-wording.ts";
import { brokenGuardrails, type HarmCounts } from "./guardrails.ts";
import { verdictOf } from "./verdict.ts";

describe("allocation", () => {
  const variants = [
    { id: "var_a", allocation: 50 },
    { id: "var_b", allocation: 30 },
    { id: "var_c", allocation: 20 },
  ];
  const fans = Array.from({ length: 10_000 }, (_value, index) => `fan_${index}`);

  test("is the same in any order of rows and calls", () => {
    const once = fans.map((fan) => allocate("exp_1", fan, variants).id);
    const again = [...fans].reverse().map((fan) => allocate("exp_1", fan, [...variants].reverse()).id);
    expect(again.reverse()).toEqual(once);
  });

  test("keeps the shares, and is unrelated between experiments", () => {
    const first = fans.map((fan) => allocate("exp_1", fan, variants).id);
    const second = fans.map((fan) => allocate("exp_2", fan, variants).id);
    const share = (id: string) => first.filter((given) => given === id).length / fans.length;
    // Three standard errors of a share of 10,000 are at most .015.
    for (const { id, allocation } of variants) expect(Math.abs(share(id) - allocation / 100)).toBeLessThan(0.015);
    const both = fans.filter((_fan, index) => first[index] === "var_a" && second[index] === "var_a").length;
    expect(Math.abs(both / fans.length - 0.25)).toBeLessThan(0.015);
  });

  test("shares that do not sum to 100 are refused for every fan", () => {
    for (const fan of fans.slice(0, 50)) expect(() => allocate("exp_1", fan, variants.slice(0, 2))).toThrow(RangeError);
  });
});

describe("verdict", () => {
  const plan = { sampleSize: 100, minimalEffect: 0.1 };
  const result = (id: string, exposed: number, converted: number, stopped = false) => ({
    id,
    exposed,
    converted,
    stopped,
  });

  test("waits for the planned sample of every variant, and says how many are missing", () => {
    const verdict = verdictOf([result("a", 90, 1), result("b", 40, 30)], plan);
    expect(verdict).toMatchObject({ kind: "not_enough_data", missing: 70, leaderId: "b", runnerUpId: "a" });
  });

  test("thirty a variant are needed even when fewer were planned", () => {
    expect(verdictOf([result("a", 29, 0), result("b", 30, 30)], { ...plan, sampleSize: 5 })).toMatchObject({
      kind: "not_enough_data",
      missing: 1,
    });
  });

  test.each([
    // scipy: .9948, .8504, .1263
    ["winner", 100, 10, 100, 25],
    ["promising", 1000, 50, 1000, 65],
    ["no_difference", 200, 20, 210, 22],
  ] as const)("%s", (kind, exposedA, convertedA, exposedB, convertedB) => {
    const verdict = verdictOf([result("a", exposedA, convertedA), result("b", exposedB, convertedB)], plan);
    expect(verdict).toMatchObject({ kind, leaderId: "b", missing: 0 });
  });

  test("a stopped variant is not compared; with one left there is nothing to decide", () => {
    const three = [result("a", 100, 10), result("b", 100, 11), result("c", 100, 60, true)];
    expect(verdictOf(three, plan)).toMatchObject({ kind: "no_difference", leaderId: "b", runnerUpId: "a" });
    const two = [result("a", 100, 10), result("b", 100, 60, true)];
    expect(verdictOf(two, plan)).toMatchObject({ kind: "stopped_by_guardrail", leaderId: "a", test: null });
  });

  test("picking the best of four equal variants is no likelier than one in twenty", () => {
    const random = seededRandom(7);
    const draw = () => Array.from({ length: 400 }, () => random()).filter((value) => value < 0.1).length;
    const runs = Array.from({ length: 1_000 }, () =>
      verdictOf(
        ["a", "b", "c", "d"].map((id) => result(id, 400, draw())),
        plan,
      ),
    );
    expect(runs.filter(({ kind }) => kind === "winner").length / runs.length).toBeLessThan(0.05);
  });
});

describe("guardrails", () => {
  const counts = (id: string, exposed: number, opted_out: number): HarmCounts => ({
    id,
    exposed,
    harms: { blocked: 0, complained: 0, opted_out },
  });

  test("a variant that drives fans away is named, with both rates", () => {
    expect(brokenGuardrails([counts("a", 100, 1), counts("b", 100, 12)])).toEqual([
      { variantId: "b", harm: "opted_out", rate: 0.12, otherRate: 0.01 },
    ]);
  });

  test("few cases, few fans or a small difference stop nothing", () => {
    expect(brokenGuardrails([counts("a", 100, 0), counts("b", 100, 2)])).toEqual([]);
    expect(brokenGuardrails([counts("a", 19, 0), counts("b", 100, 60)])).toEqual([]);
    expect(brokenGuardrails([counts("a", 100, 5), counts("b", 100, 7)])).toEqual([]);
  });

  test("looked at with every case, two equal variants are seldom stopped", () => {
    const random = seededRandom(11);
    const runs = 1_000;
    let stopped = 0;
    for (let run = 0; run < runs; run += 1) {
      const [a, b] = [
        { exposed: 0, harmed: 0 },
        { exposed: 0, harmed: 0 },
      ];
      for (let fan = 0; fan < 800; fan += 1) {
        const side = fan % 2 === 0 ? a : b;
        side.exposed += 1;
        if (random() >= 0.03) continue;
        side.harmed += 1;
        if (brokenGuardrails([counts("a", a.exposed, a.harmed), counts("b", b.exposed, b.harmed)]).length > 0) {
          stopped += 1;
          break;
        }
      }
    }
    expect(stopped / runs).toBeLessThan(0.1);
  });
});

describe("the wording for a fan", () => {
  const experiment: RunningExperiment = {
    id: "exp_1",
    element: "pricing_offer",
    language: "en",
    assignedId: "var_b",
    variants: [
      { id: "var_a", allocation: 50, content: {}, stopped: false },
      { id: "var_b", allocation: 50, content: { text: "Have a look", pack: "deluxe" }, stopped: false },
    ],
  };
  const place = { element: "pricing_offer", fanId: "fan_1", language: "en", packs: ["deluxe"] } as const;
  const standing = { element: "pricing_offer", language: "en", content: { text: "As always" } };
  const none = { content: {}, variant: null };
  const all = { experiments: [experiment], wordings: [standing] };

  test("is the assigned variant's, whatever the hash would say now", () => {
    for (const assignedId of ["var_a", "var_b"])
      expect(chooseWording({ experiments: [{ ...experiment, assignedId }], wordings: [] }, place).variant).toEqual({
        experimentId: "exp_1",
        variantId: assignedId,
      });
  });

  test("a variant without content is the control: what stands, counted as a variant", () => {
    const control = { ...experiment, assignedId: "var_a" };
    expect(chooseWording({ experiments: [control], wordings: [standing] }, place)).toEqual({
      content: standing.content,
      variant: { experimentId: "exp_1", variantId: "var_a" },
    });
  });

  test("another element or language, or a pack the fan cannot be offered: no part in it, for either variant", () => {
    expect(chooseWording(all, { ...place, element: "welcome_message" })).toEqual(none);
    expect(chooseWording(all, { ...place, language: "es" })).toEqual(none);
    for (const assignedId of ["var_a", "var_b"])
      expect(
        chooseWording({ experiments: [{ ...experiment, assignedId }], wordings: [] }, { ...place, packs: [] }),
      ).toEqual(none);
  });

  test("a stopped variant is shown no more; what stands is", () => {
    const variants = experiment.variants.map((variant) => ({ ...variant, stopped: variant.id === "var_b" }));
    expect(chooseWording({ ...all, experiments: [{ ...experiment, variants }] }, place)).toEqual({
      content: standing.content,
      variant: null,
    });
  });
});
