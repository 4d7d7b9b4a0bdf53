import { expect, test } from "vitest";
import { fillName, textsByLanguage, unknownPlaceholders } from "./outreach-text.ts";

test("a first name stands where {name} does; without one the greeting closes up", () => {
  expect(fillName("Hi {name}!", "Ana Bell")).toBe("Hi Ana!");
  expect(fillName("Hi {name}!", "")).toBe("Hi!");
  expect(fillName("¡Hola, {name}!", "")).toBe("¡Hola!");
  expect(fillName("{name}, look", "")).toBe("look");
});

test("a name from outside is a plain first word of letters, or none", () => {
  for (const name of ["http://x.example", "{name}", "<b>", "x".repeat(40), "17"])
    expect(fillName("Hi {name}!", name)).toBe("Hi!");
  expect(fillName("Hi {name}!", "O’Neill-Ruiz Junior")).toBe("Hi O’Neill-Ruiz!");
});

test("texts are told apart by their language; anything else is one text", () => {
  expect(textsByLanguage("en: Hi {name} | es: Hola: {name}")).toEqual({ en: "Hi {name}", es: "Hola: {name}" });
  expect(textsByLanguage("Hi | there")).toBeNull();
  expect(textsByLanguage("en: Hi | there")).toBeNull();
  expect(unknownPlaceholders("{name} {first} {}")).toEqual(["first", ""]);
});
