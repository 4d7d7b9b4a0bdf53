import { describe, expect, test } from "vitest";
import { FIELD_PATHS, readFieldPath, readFieldValue } from "./read-field-value.ts";

const LISBON = { city: "Lisbon", region: "Lisbon District", country: "Portugal", vibe: "ocean light" };

function read(path: string, text: string, current: unknown = undefined) {
  const found = readFieldPath(path);
  if (!found) throw new Error(path);
  return readFieldValue(found, text, current, "en");
}

test("fields and their parts have names", () => {
  expect(FIELD_PATHS).toEqual(expect.arrayContaining(["bio", "location", "location.city", "lifestyle.favouriteSpots"]));
  expect(readFieldPath(" LOCATION.City ")).toEqual({ name: "location", part: "city" });
  expect(readFieldPath("tone")).toEqual({ name: "tone", part: null });
  for (const wrong of ["", "mood", "tone.deep", "location.street", "__proto__", "traits.0"]) {
    expect(readFieldPath(wrong), wrong).toBeNull();
  }
});

describe("values", () => {
  test("lists are read by semicolon, line, comma or as JSON", () => {
    const five = ["tea", "maps, old ones", "sea", "salt", "films"];
    expect(read("interests", "tea; maps, old ones; sea; salt; films")).toEqual({ ok: true, value: five });
    expect(read("interests", five.join("\n"))).toEqual({ ok: true, value: five });
    expect(read("interests", JSON.stringify(five))).toEqual({ ok: true, value: five });
    expect(read("traits", "calm, warm, kind, open, bold")).toMatchObject({ ok: true });
  });

  test("what does not fit is named", () => {
    expect(read("traits", "calm, warm")).toMatchObject({ ok: false, where: "traits", issue: { code: "too_small" } });
    expect(read("tone", " ")).toMatchObject({ ok: false, where: "tone" });
    expect(read("interests", "tea; maps; sea; salt; x")).toMatchObject({ ok: false, where: "interests.4" });
    expect(read("appearance", "woman with red hair")).toMatchObject({ ok: false, where: "appearance" });
    expect(read("location", "Lisbon")).toMatchObject({ ok: false, where: "location", issue: { code: "invalid_type" } });
    expect(read("location", '{"city":"Lisbon"}')).toMatchObject({ ok: false, where: "location.region" });
    expect(read("location.country", "x", LISBON)).toMatchObject({ ok: false, where: "location.country" });
  });

  test("a part is set in what stands", () => {
    expect(read("location.vibe", "quiet hills", LISBON)).toEqual({
      ok: true,
      value: { ...LISBON, vibe: "quiet hills" },
    });
    expect(read("location.vibe", "quiet hills")).toEqual({ ok: true, value: { vibe: "quiet hills" } });
    expect(read("lifestyle.favouriteSpots", "the pier; the park", { community: "surfers" })).toEqual({
      ok: true,
      value: { community: "surfers", favouriteSpots: ["the pier", "the park"] },
    });
  });

  test("a known city brings what belongs to it", () => {
    expect(read("location.city", "tokyo", LISBON)).toMatchObject({ value: { city: "Tokyo", country: "Japan" } });
    expect(read("location.city", "Aveiro", LISBON)).toEqual({ ok: true, value: { ...LISBON, city: "Aveiro" } });
  });
});
