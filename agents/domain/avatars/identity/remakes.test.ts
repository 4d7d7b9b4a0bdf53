import { expect, test } from "vitest";
import { seededRandom } from "../../../kernel/random.ts";
import { ANGLES, type DatasetShot, datasetCaption, datasetPrompt, planDataset } from "./dataset-plan.ts";
import { mostPictures, planRemakes, REMAKES, type ShotOutcome } from "./remakes.ts";

const random = seededRandom(4);

function started(asked: number, different: Readonly<Record<number, ShotOutcome>>) {
  const plan = planDataset(asked, random);
  return { asked, round: 0, plan, outcomes: plan.map((_, index): ShotOutcome => different[index] ?? "kept") };
}

function goOn(
  { asked, round, plan, outcomes }: ReturnType<typeof started>,
  shots: readonly DatasetShot[],
  results: readonly ShotOutcome[],
) {
  return { asked, round: round + 1, plan: [...plan, ...shots], outcomes: [...outcomes, ...results] };
}

function again(question: ReturnType<typeof started>): readonly DatasetShot[] {
  const remakes = planRemakes(question, random);
  if (remakes.state !== "again") throw new Error(JSON.stringify(remakes));
  return remakes.shots;
}

test("a full set needs nothing", () => {
  expect(planRemakes(started(10, {}), random)).toEqual({ state: "complete" });
});

test("what was left out is made again in its own place of the plan, by another seed", () => {
  const first = started(50, { 3: "not_like", 7: "no_face", 20: "failed", 31: "near_duplicate" });
  const shots = again(first);
  expect(shots.map(({ again }) => again?.place).sort((one, other) => Number(one) - Number(other))).toEqual([
    3, 7, 20, 31,
  ]);
  for (const { seed, background, again, ...shot } of shots) {
    const { seed: before, ...original } = first.plan[again?.place ?? -1] as DatasetShot;
    expect(shot).toEqual(original);
    expect(seed).not.toBe(before);
    expect(again?.round).toBe(1);
    // Only a twin of another picture is put before another background.
    expect(background !== undefined).toBe(again?.place === 31);
  }
  expect(new Set([...first.plan, ...shots].map(({ seed }) => seed)).size).toBe(54);
});

test("another background is asked for and named in the caption", () => {
  const [shot] = again(started(10, { 2: "near_duplicate" }));
  if (!shot?.background) throw new Error("no background");
  expect(datasetPrompt(shot, "adult woman", 25)).toContain(`plain clothes, ${shot.background}`);
  expect(datasetCaption(shot, "TOK_x")).toMatch(new RegExp(`, ${shot.background}$`));
});

test("rounds are bounded", () => {
  let question = started(50, { 3: "not_like" });
  for (let round = 1; round <= REMAKES.rounds; round += 1) {
    const shots = again(question);
    expect(shots).toMatchObject([{ again: { place: 3, round } }]);
    question = goOn(question, shots, ["not_like"]);
  }
  expect(planRemakes(question, random)).toEqual({ state: "short", reason: "used_up" });
  const filled = { ...question, outcomes: question.outcomes.with(-1, "kept") };
  expect(planRemakes(filled, random)).toEqual({ state: "complete" });
});

test("so are pictures in all, and the thinnest angles come first", () => {
  const plan = planDataset(20, random);
  const thin = plan.flatMap(({ angle }, place) => (angle === "looking down" ? [place] : []));
  const others = ANGLES.slice(0, 6).map((angle) => plan.findIndex((shot) => shot.angle === angle));
  const outcomes = plan.map((_, place): ShotOutcome => ([...thin, ...others].includes(place) ? "no_face" : "kept"));
  const question = { asked: 20, round: 0, plan, outcomes };
  const shots = again(question);
  expect(mostPictures(20)).toBe(26);
  expect(shots).toHaveLength(6);
  expect(shots.slice(0, thin.length).map(({ angle }) => angle)).toEqual(thin.map(() => "looking down"));
  const next = goOn(
    question,
    shots,
    shots.map(() => "kept"),
  );
  expect(planRemakes(next, random)).toEqual({ state: "short", reason: "used_up" });
});

test("what a vendor will not make is asked for once more, and what only a person may repeat is not", () => {
  const first = started(10, { 1: "failed", 2: "final" });
  const shots = again(first);
  expect(shots).toMatchObject([{ again: { place: 1 } }]);
  const refusedTwice = goOn({ ...first, outcomes: first.outcomes.with(2, "no_face") }, shots, ["failed"]);
  expect(planRemakes(refusedTwice, random)).toEqual({ state: "short", reason: "not_again" });
  const nothingAtAll = { ...first, outcomes: first.plan.map((): ShotOutcome => "failed") };
  const nothingLeft = { ...started(10, { 1: "no_face" }), round: REMAKES.rounds };
  expect(planRemakes(nothingLeft, random)).toEqual({ state: "short", reason: "used_up" });
  expect(planRemakes(nothingAtAll, random)).toEqual({ state: "short", reason: "not_again" });
});
