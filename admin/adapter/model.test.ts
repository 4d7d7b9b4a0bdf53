import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { allTables } from "../tables/all-tables.ts";
import { leadingColumns, readDescription } from "./model.ts";
import { PrismaResource } from "./prisma-resource.ts";

const description = await readDescription(fileURLToPath(new URL("../../prisma/generated/dmmf.json", import.meta.url)));
const growing = allTables.filter(({ grows }) => grows);
const modelOf = (name: string) => description.models.find((model) => model.name === name);

test.each(growing.map((table) => [table.model, table] as const))(
  "%s is listed in the order of an index",
  (_, table) => {
    const model = modelOf(table.model);
    expect(model && leadingColumns(model, description).has(table.sort.by)).toBe(true);
  },
);

test("of a table that grows only what an index begins with can be sorted by", () => {
  const table = growing.find(({ model }) => model === "Message");
  if (!table) throw new Error("messages do not grow");
  const none = { findMany: async () => [], findFirst: async () => null, count: async () => 0 };
  const resource = new PrismaResource(table, description, none, async () => 0);
  const sortable = resource.properties().filter((property) => property.isSortable());
  expect(sortable.map((property) => property.name()).sort()).toEqual(["conversationId", "id", "sentAt"]);
});
