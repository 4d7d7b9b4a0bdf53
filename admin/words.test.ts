// The schema and its words: nothing is shown by its name in the code, and nothing is named that is gone.
import { expect, test } from "vitest";
import { allTables } from "./tables/all-tables.ts";
import { describeSchema } from "./testing/fill-tables.ts";
import { words } from "./words.ts";

/** The two columns that the schema does not have. */
const OWN_COLUMNS = ["picture", "reference"];
const BOOLEANS = ["false", "true"];

const { models, enums } = await describeSchema();
const shownColumns = allTables.flatMap(({ model, secret }) => {
  const fields = models.find(({ name }) => name === model)?.fields ?? [];
  const columns = fields.filter(({ kind }) => kind === "scalar" || kind === "enum").map(({ name }) => name);
  return columns.filter((column) => !secret?.includes(column));
});
const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

test("every table has a name, and no other", () => {
  expect(sorted(Object.keys(words("en").tables))).toEqual(sorted(models.map(({ name }) => name)));
});

test("every shown column has a name, and no other", () => {
  expect(sorted(Object.keys(words("en").columns))).toEqual(sorted([...shownColumns, ...OWN_COLUMNS]));
});

test("every fixed value has a name, and no other", () => {
  const values = enums.flatMap((each) => each.values.map(({ name }) => name));
  // What a piece is held for is named with the rule that holds it.
  const kept = allTables.flatMap(({ fixedValues: { heldFor: _, ...others } = {} }) => Object.values(others).flat());
  expect(sorted(Object.keys(words("en").values))).toEqual(sorted([...values, ...kept, ...BOOLEANS]));
});

test("columns that are listed or filtered are there to be shown", () => {
  for (const { model, list, filter, reference } of allTables) {
    const fields = models.find(({ name }) => name === model)?.fields.map(({ name }) => name) ?? [];
    const known = reference ? [...fields, "reference"] : fields;
    expect(
      [...list, ...filter].filter((column) => !known.includes(column)),
      model,
    ).toEqual([]);
  }
});
