// Both kinds of database serve the same interface; what only one of them can do says so.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "./client.ts";
import { silentLog } from "./testing/silent-log.ts";
import { createTestDatabase, isServerTest } from "./testing/test-database.ts";

let database: Database;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test("Prisma and node-postgres see the same rows, and a failed transaction leaves none", async () => {
  await database.prisma.setting.create({ data: { key: "colour", value: { red: 1 } } });
  const failing = database.prisma.$transaction(async (tx) => {
    await tx.setting.create({ data: { key: "lost", value: 1 } });
    throw new Error("on purpose");
  });
  await expect(failing).rejects.toThrow("on purpose");
  const { rows } = await database.pool.query(`SELECT "key", "value" FROM "Setting"`);
  expect(rows).toEqual([{ key: "colour", value: { red: 1 } }]);
});

test("forty transactions at once keep the sum, rolled back ones included", async () => {
  await database.prisma.setting.create({ data: { key: "sum", value: 0 } });
  const add = (index: number): Promise<void> =>
    database.prisma.$transaction(async (tx) => {
      const [row] = await tx.$queryRaw<{ value: number }[]>`
        SELECT "value" FROM "Setting" WHERE "key" = 'sum' FOR UPDATE`;
      await tx.setting.update({ where: { key: "sum" }, data: { value: (row?.value ?? 0) + 1 } });
      if (index % 4 === 0) throw new Error("rolled back");
    });
  const outcomes = await Promise.allSettled(Array.from({ length: 40 }, (_, index) => add(index)));
  expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(10);
  expect(await database.prisma.setting.findUnique({ where: { key: "sum" } })).toMatchObject({ value: 30 });
});

test("a queue pool finds the tables of its schema by their plain names, and the main pool its own", async () => {
  const queue = database.queuePool(2);
  await queue.query("CREATE TABLE bullmq.job (id INT)");
  await queue.query("INSERT INTO job VALUES (1)");
  expect((await database.pool.query(`SELECT to_regclass('public.job') AS job, '"Fan"'::regclass AS fan`)).rows).toEqual(
    [{ job: null, fan: '"Fan"' }],
  );
  expect(await database.prisma.setting.count()).toBeGreaterThan(0);
});

test("notifications reach listeners of their channel until they unsubscribe", async () => {
  const received: string[] = [];
  let onThird: () => void = () => undefined;
  const third = new Promise<void>((resolve) => {
    onThird = resolve;
  });
  const stop = await database.listen("Jobs", (payload) => received.push(payload));
  await database.listen("other", () => onThird());
  await database.notify("Jobs", "one");
  await database.prisma.$executeRaw`SELECT pg_notify('Jobs', 'two')`;
  await database.notify("elsewhere", "not for us");
  // A server tells listeners in its own time: who stops listening first hears nothing.
  await expect.poll(() => received).toEqual(["one", "two"]);
  await stop();
  await database.notify("Jobs", "too late");
  await database.notify("other", "");
  await third;
  expect(received).toEqual(["one", "two"]);
});

test("a server that does not answer is named without its password", async () => {
  const opening = openDatabase({ databaseUrl: "postgresql://user:hidden@127.0.0.1:1/app", log: silentLog });
  await expect(opening).rejects.toMatchObject({ code: "unreachable", detail: { host: "127.0.0.1", port: 1 } });
  await expect(opening).rejects.not.toThrow("hidden");
});

test.skipIf(isServerTest)("a backup opens as a database (embedded only: a server has pg_dump)", async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "backup-"));
  const file = path.join(folder, "backup.tar.gz");
  await database.prisma.setting.create({ data: { key: "kept", value: true } });
  await database.backup(file);
  const restored = await openDatabase({
    dataDir: path.join(folder, "data"),
    template: await readFile(file),
    log: silentLog,
  });
  expect(await restored.prisma.setting.findUnique({ where: { key: "kept" } })).toMatchObject({ value: true });
  await restored.close();
  await rm(folder, { recursive: true });
});
