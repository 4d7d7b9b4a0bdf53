import { expect, test } from "vitest";
import { seededRandom } from "../../kernel/random.ts";
import { draftPersona } from "./draft-persona.ts";
import { PERSONA_FIELDS, type Persona } from "./persona.ts";
import { modelConfidence, rulesConfidence } from "./persona-confidence.ts";
import { personaReadiness, type StoredField } from "./persona-readiness.ts";

const LUNA = draftPersona({ name: "Luna", brief: "surf", age: 27, language: "en", random: seededRandom(2) });

function stored(changes: Partial<Record<keyof Persona, Partial<StoredField>>> = {}): StoredField[] {
  return PERSONA_FIELDS.map((name) => ({
    name,
    value: LUNA[name],
    origin: "generated" as const,
    confidence: 0.8,
    ...changes[name],
  }));
}

test("a whole persona is ready", () => {
  const readiness = personaReadiness(stored());
  expect(readiness).toMatchObject({ gaps: [], weak: [] });
  expect(readiness.score).toBeCloseTo(0.8);
  expect(readiness.fields.every(({ state, remedy }) => state === "ready" && remedy === "none")).toBe(true);
});

test("what is missing or not valid is filled, what is only a guess is asked about", () => {
  const some = stored({ traits: { value: ["one"] }, location: { origin: "default", confidence: 0.3 } });
  const readiness = personaReadiness(some.filter(({ name }) => name !== "tone"));
  expect(readiness).toMatchObject({ gaps: ["traits", "tone"], weak: ["location"] });
  const remedies = Object.fromEntries(readiness.fields.map(({ name, state, remedy }) => [name, `${state}: ${remedy}`]));
  expect(remedies).toMatchObject({
    traits: "invalid: fill",
    tone: "missing: fill",
    location: "weak: ask",
    bio: "ready: none",
  });
});

test("a thin text is weak, unless a person wanted it so", () => {
  expect(personaReadiness(stored({ bio: { value: "I surf." } })).weak).toEqual(["bio"]);
  expect(personaReadiness(stored({ bio: { value: "I surf.", origin: "manual", confidence: 1 } })).weak).toEqual([]);
});

test("rules are sure of what the brief says and draw the rest", () => {
  const told = rulesConfidence("calm potter in Prague who loves old maps, speaks French", "art");
  for (const name of ["location", "tone", "interests", "culturalBackground"] as const) {
    expect(told[name]).toEqual({ origin: "generated", confidence: 0.9 });
  }
  expect(told.bio.origin).toBe("generated");
  expect(told.appearance).toEqual({ origin: "default", confidence: 0.3 });
  const nothing = rulesConfidence("somebody nice", "lifestyle");
  expect(new Set(Object.values(nothing).map(({ origin }) => origin))).toEqual(new Set(["default"]));
});

test("of a model a review says what was guessed", () => {
  expect(modelConfidence(["tone"])).toMatchObject({ tone: { confidence: 0.6 }, bio: { confidence: 0.9 } });
  expect(modelConfidence(null).bio.confidence).toBe(0.7);
});
