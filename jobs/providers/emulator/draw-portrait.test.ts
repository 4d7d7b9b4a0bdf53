import sharp from "sharp";
import { expect, it } from "vitest";
import { createFaceFinder } from "../vision/face-finder.ts";
import { drawPortrait } from "./draw-portrait.ts";
import { traitsOf } from "./portrait/traits.ts";

const SIZE = { width: 384, height: 480 };
const findFaces = createFaceFinder();

const apart = (one: readonly number[], other: readonly number[]) =>
  Math.hypot(...one.map((value, index) => value - (other[index] ?? Number.NaN)));

async function look(identity: string, seed: number) {
  const [face, ...others] = await findFaces(await drawPortrait({ identity, seed, ...SIZE }));
  if (!face || others.length > 0) throw new Error(`not one face: ${identity}, seed ${seed}`);
  return face;
}

it("draws the same picture for the same request, of the size asked for", async () => {
  const portrait = await drawPortrait({ identity: "ana", seed: 1, width: 200, height: 130 });
  expect(await drawPortrait({ identity: "ana", seed: 1, width: 200, height: 130 })).toEqual(portrait);
  expect(await drawPortrait({ identity: "ana", seed: 2, width: 200, height: 130 })).not.toEqual(portrait);
  expect(await drawPortrait({ identity: "eva", seed: 1, width: 200, height: 130 })).not.toEqual(portrait);
  expect(await sharp(portrait).metadata()).toMatchObject({ format: "png", width: 200, height: 130, channels: 3 });
  const large = await sharp(await drawPortrait({ identity: "ana", seed: 1, width: 900, height: 1200 })).metadata();
  expect(large).toMatchObject({ width: 900, height: 1200 });
});

it("gives an identity the same traits always, a number or the same digits alike", () => {
  expect(traitsOf("ana")).toEqual(traitsOf("ana"));
  expect(traitsOf(7)).toEqual(traitsOf("7"));
  expect(new Set(Array.from({ length: 50 }, (_, index) => JSON.stringify(traitsOf(index)))).size).toBe(50);
});

it("draws people whom face recognition tells apart, and knows again in another pose, light and room", async () => {
  const people = ["ana", "eva", "leo", "max"];
  const [references, others] = [new Map<string, readonly number[]>(), new Map<string, readonly number[]>()];
  for (const person of people) {
    references.set(person, (await look(person, 1)).descriptor);
    others.set(person, (await look(person, 2)).descriptor);
  }
  for (const [person, descriptor] of others) {
    for (const [reference, of] of references) {
      const distance = apart(descriptor, of);
      if (reference === person) expect(distance, person).toBeLessThan(0.4);
      else expect(distance, `${person} and ${reference}`).toBeGreaterThan(0.42);
    }
  }
});

it("is recognised in another size, as a poor JPEG and brighter", async () => {
  const portrait = await drawPortrait({ identity: "ana", seed: 1, width: 640, height: 800 });
  const [face] = await findFaces(portrait);
  for (const version of [
    sharp(portrait).resize(200),
    sharp(portrait).jpeg({ quality: 50 }),
    sharp(portrait).modulate({ brightness: 1.2 }),
  ]) {
    const [again] = await findFaces(await version.toBuffer());
    expect(apart(face?.descriptor ?? [], again?.descriptor ?? [Number.NaN])).toBeLessThan(0.35);
  }
});
