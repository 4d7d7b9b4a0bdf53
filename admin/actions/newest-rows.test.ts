import { fileURLToPath } from "node:url";
import type { ActionContext, ActionRequest, ActionResponse } from "adminjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestContext, type TestContext } from "../../agents/commands/testing/test-context.ts";
import { readDescription } from "../adapter/model.ts";
import { type Delegate, PrismaResource } from "../adapter/prisma-resource.ts";
import { asCurrentAdmin } from "../current-admin.ts";
import { allTables } from "../tables/all-tables.ts";
import { words } from "../words.ts";
import { newestRows } from "./newest-rows.ts";

const MOST = 2;
const owner = {
  kind: "operator",
  id: "opr",
  name: "Ana",
  role: "owner",
  surface: "admin",
  language: "en",
  avatarIds: [],
} as const;

let database: TestContext;
let hooks: ReturnType<typeof newestRows>;

beforeAll(async () => {
  database = await createTestContext();
  const { prisma } = database.context.database;
  const row = { stream: "avt_1", ruleVersion: "1", inputHash: "h", prevHash: "p", hash: "h" };
  const decisions = ["refused", "passed", "passed"];
  await prisma.trustEvent.createMany({
    data: decisions.map((decision, index) => {
      const at = new Date(Date.UTC(2026, 10, 1 + index));
      return { ...row, id: `trs_${index}`, seq: index + 1, control: "C14", decision, at };
    }),
  });
  const description = await readDescription(
    fileURLToPath(new URL("../../prisma/generated/dmmf.json", import.meta.url)),
  );
  const table = allTables.find(({ model }) => model === "TrustEvent");
  if (!table) throw new Error("no such table");
  const resource = new PrismaResource(table, description, prisma.trustEvent as unknown as Delegate, async () => 0);
  hooks = newestRows(resource, MOST);
});
afterAll(() => database.close());

async function ask(query: Readonly<Record<string, string>>) {
  const context = { currentAdmin: asCurrentAdmin(owner) } as unknown as ActionContext;
  const request: ActionRequest = { params: { resourceId: "TrustEvent", action: "list" }, method: "get", query };
  const { before, after } = hooks;
  if (typeof before !== "function" || typeof after !== "function") throw new Error("no hooks");
  const changed = await before(request, context);
  const response = (await after({ records: [] }, changed, context)) as ActionResponse;
  return { query: changed.query, notice: response.notice?.message };
}

test("a filter that no index serves looks through the newest rows, and says so", async () => {
  const query = { "filters.decision": "refused" };
  expect(await ask(query)).toEqual({
    query: { ...query, "filters.at~~from": "2026-11-02T00:00:00.000Z" },
    notice: words("en").newestOnly(MOST),
  });
});

test.each([
  [{}],
  [{ page: "2" }],
  [{ "filters.at~~from": "2026-01-01", "filters.decision": "refused" }],
  [{ "filters.decision": "" }],
])("%j looks through all", async (query) => {
  expect(await ask(query)).toEqual({ query, notice: undefined });
});

test("letters within a text are found by no ordinary index", async () => {
  expect((await ask({ "filters.stream": "avt" })).notice).toBe(words("en").newestOnly(MOST));
});
