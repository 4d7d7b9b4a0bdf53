import { afterAll, expect, test } from "vitest";
import { createTestDatabase } from "./testing/test-database.ts";

const t0 = performance.now();
const database = await createTestDatabase();
console.log("create", performance.now() - t0);
const t1 = performance.now();
const b = await createTestDatabase();
console.log("create", performance.now() - t1);
await b.close();
afterAll(() => database.close());

test("prisma and node-postgres see the same rows", async () => {
  await database.prisma.setting.create({ data: { key: "colour", value: { red: 1 } } });
  const { rows } = await database.pool.query(`SELECT key FROM "Setting"`);
  expect(rows).toEqual([{ key: "colour" }]);
});
