import { expect, test } from "vitest";
import { elsewhere, inPlace } from "../../agents/kernel/elsewhere.ts";
import { Places } from "./places.ts";

function two() {
  let freed = 0;
  const limit = { concurrency: 2 };
  const places = new Places(limit, () => {
    freed += 1;
  });
  return { places, limit, freed: () => freed };
}

function held() {
  let end: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { promise, end };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("who waits elsewhere frees his place, and has one again before anybody new", async () => {
  const { places, freed } = two();
  const model = held();
  const steps: string[] = [];
  const first = places.take();
  const work = inPlace(first, async () => {
    await elsewhere(() => model.promise);
    steps.push("back at work");
  });
  expect([freed(), places.hasRoom]).toEqual([1, true]);
  const others = [places.take(), places.take()];
  expect(places.hasRoom).toBe(false);
  model.end();
  await settled();
  expect(steps).toEqual([]);
  others[0]?.end();
  await work;
  expect([steps, places.hasRoom]).toEqual([["back at work"], false]);
  first.end();
  others[1]?.end();
  expect(places.hasRoom).toBe(true);
});

test("of several calls at once the place is left once, and taken again by the first that is back", async () => {
  const { places, limit } = two();
  limit.concurrency = 1;
  const [quick, slow] = [held(), held()];
  const place = places.take();
  const work = inPlace(place, () => Promise.all([elsewhere(() => quick.promise), elsewhere(() => slow.promise)]));
  expect(places.hasRoom).toBe(true);
  quick.end();
  await settled();
  expect(places.hasRoom).toBe(false);
  slow.end();
  await work;
  expect(places.hasRoom).toBe(false);
  place.end();
  expect(places.hasRoom).toBe(true);
});

test("what a run left behind takes no place any more", async () => {
  const { places } = two();
  const late = held();
  const place = places.take();
  const left = inPlace(place, () => elsewhere(() => late.promise));
  place.end();
  const [one, other] = [places.take(), places.take()];
  late.end();
  await left;
  expect(places.hasRoom).toBe(false);
  one.end();
  other.end();
  expect(places.hasRoom).toBe(true);
});

test("a call that fails is told where it was made, and outside of any place there is none to leave", async () => {
  const { places } = two();
  const place = places.take();
  const fails = () => elsewhere(() => Promise.reject(new Error("away")));
  await expect(inPlace(place, fails)).rejects.toThrow("away");
  await expect(fails()).rejects.toThrow("away");
  place.end();
  expect(places.hasRoom).toBe(true);
});
