import { expect, test } from "vitest";
import { fieldsToldAnew, renamedFields } from "./clone-persona.ts";

test("a new face is told anew, the same one is kept", () => {
  expect(fieldsToldAnew("same")).not.toContain("appearance");
  expect(fieldsToldAnew("new")).toContain("appearance");
  expect(fieldsToldAnew("same")).not.toContain("tone");
});

test("kept texts speak of the clone, whole words only, nested ones too", () => {
  const field = (value: unknown) => ({ name: "x", value, origin: "manual" as const, confidence: 1 });
  const fields = [field("Ana writes, Analogue too; Ana's way"), field({ spots: ["Ana bar", "Banana bar"] }), field(3)];
  expect(renamedFields(fields, "Ana", "Eva$&").map(({ value }) => value)).toEqual([
    "Eva$& writes, Analogue too; Eva$&'s way",
    { spots: ["Eva$& bar", "Banana bar"] },
    3,
  ]);
  expect(renamedFields([field("a.b and axb")], "a.b", "c")[0]?.value).toBe("c and axb");
});
