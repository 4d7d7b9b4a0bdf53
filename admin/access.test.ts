// Who may read what: every table, every action, every role, over HTTP, as the role table of the product says.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Role } from "../agents/commands/context.ts";
import { type AdminServer, operatorId, ROLES, startAdminServer } from "./testing/admin-server.ts";
import { CANARY, describeSchema, fillTables, MESSAGE_TEXT, rowId, type World } from "./testing/fill-tables.ts";

const EVERYONE = [
  "Piece",
  "Batch",
  "Conversation",
  "Message",
  "OutboundMessage",
  "Pack",
  "PackPiece",
  "Offer",
  "Purchase",
  "Subscription",
  "Account",
  "ScheduledPost",
  "HealthCheck",
  "Avatar",
  "CostEntry",
];
const TALKING = ["Fan", "FanAddress", "FanMemory", "PersonaField", "PersonaFact", "RunCard"];
const REPORTS = ["Experiment", "ExperimentVariant", "ExperimentAssignment"];
const MANAGING = [
  "Template",
  "Preset",
  "Asset",
  "PostAttempt",
  "LoraModel",
  "Training",
  "Consent",
  "InboundEvent",
  "PaymentEvent",
  "PriceBookEntry",
  "Approval",
  "TrustEvent",
  "TakedownTicket",
];
const OWNING = [
  "Budget",
  "Outbox",
  "IdempotencyRecord",
  "ButtonPayload",
  "ChatEntry",
  "Setting",
  "AuditEntry",
  "Operator",
  "OperatorIdentity",
  "AvatarOperator",
  "ApiToken",
  "Session",
  "LoginLink",
  "LoginFailure",
];

const READABLE: Readonly<Record<Role, readonly string[]>> = {
  owner: [...EVERYONE, ...TALKING, ...REPORTS, ...MANAGING, ...OWNING],
  manager: [...EVERYONE, ...TALKING, ...REPORTS, ...MANAGING],
  chatter: [...EVERYONE, ...TALKING],
  analyst: [...EVERYONE, ...REPORTS],
};

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: {
    readonly records?: readonly { readonly id: string }[];
    readonly record?: { readonly id?: string; readonly params: Readonly<Record<string, unknown>> };
    readonly notice?: { readonly type: string };
  };
}

let server: AdminServer;
let models: string[];
/** Everything anybody was answered. */
const heard: string[] = [];

async function ask(role: Role, path: string, init?: RequestInit): Promise<Answer> {
  const response = await server.ask(role, `/admin/api${path}`, init);
  const text = await response.text();
  heard.push(text);
  return { status: response.status, text, body: JSON.parse(text) as Answer["body"] };
}

const post = (data: unknown = {}): RequestInit => ({
  method: "POST",
  body: JSON.stringify(data),
  headers: { "content-type": "application/json" },
});

const idOf = (model: string, world: World) => (model === "Setting" ? rowId("Setting", world) : rowId(model, world));

async function everyRow(): Promise<string> {
  const tables: unknown[] = [];
  for (const model of models) {
    const { rows } = await server.app.context.database.pool.query(`SELECT * FROM "${model}" ORDER BY 1`);
    tables.push(rows);
  }
  return JSON.stringify(tables);
}

beforeAll(async () => {
  server = await startAdminServer();
  models = (await describeSchema()).models.map((model) => model.name);
  await fillTables(server.app.context.database.prisma);
}, 120_000);
afterAll(() => server.close());

test("the role table names every table of the schema", () => {
  expect([...READABLE.owner].sort()).toEqual([...models].sort());
});

describe.each(ROLES)("%s", (role) => {
  const mayRead = (model: string) => READABLE[role].includes(model);
  const seesAll = role === "owner" || role === "manager";
  const expected = (model: string): string[] => {
    if (!mayRead(model)) return [];
    return seesAll ? [idOf(model, "a"), idOf(model, "b")] : [idOf(model, "a")];
  };
  const ofWorlds = (records: readonly { readonly id: string }[] = [], model: string) =>
    records
      .map((record) => record.id)
      .filter((id) => id === idOf(model, "a") || id === idOf(model, "b"))
      .sort();

  test("lists and searches what the role may read, of own avatars only", { timeout: 120_000 }, async () => {
    const found: Record<string, unknown> = {};
    const wanted: Record<string, unknown> = {};
    for (const model of models) {
      const list = await ask(role, `/resources/${model}/actions/list`);
      const search = await ask(role, `/resources/${model}/actions/search`);
      found[model] = [ofWorlds(list.body.records, model), ofWorlds(search.body.records, model), list.body.notice?.type];
      wanted[model] = [expected(model), expected(model), mayRead(model) ? undefined : "error"];
    }
    expect(found).toEqual(wanted);
  });

  test("opens what it may read, and nothing of other avatars", { timeout: 120_000 }, async () => {
    for (const model of models) {
      for (const world of ["a", "b"] as const) {
        const { body, text } = await ask(role, `/resources/${model}/records/${idOf(model, world)}/show`);
        const isAllowed = expected(model).includes(idOf(model, world));
        expect([model, world, body.notice?.type], text).toEqual([model, world, isAllowed ? undefined : "error"]);
        expect(Object.keys(body.record?.params ?? {}).length > 0, `${model} ${world}`).toBe(isAllowed);
      }
    }
  });

  test("changes nothing by the built-in actions", { timeout: 120_000 }, async () => {
    const before = await everyRow();
    for (const model of models) {
      const record = `/resources/${model}/records/${idOf(model, "a")}`;
      const refused = [
        await ask(role, `/resources/${model}/actions/new`),
        await ask(role, `${record}/edit`),
        await ask(role, `${record}/edit`, post({ name: "changed" })),
        await ask(role, `${record}/delete`, post()),
      ];
      expect(
        refused.map(({ body }) => body.notice?.type),
        model,
      ).toEqual(Array(4).fill("error"));
      const missing = [
        await ask(role, `/resources/${model}/actions/new`, post({ id: "x" })),
        await ask(role, `/resources/${model}/bulk/bulkDelete?recordIds=${idOf(model, "a")}`, post()),
        await ask(role, `${record}/bulkDelete`, post()),
        await ask(role, `${record}/list`),
        await ask(role, `${record}/constructor`),
      ];
      expect(
        missing.map(({ status }) => status),
        model,
      ).toEqual(Array(5).fill(404));
    }
    expect(await everyRow()).toBe(before);
  });

  test("opens no page that names what it must not know", async () => {
    const response = await server.ask(role, "/admin/resources/Operator");
    const page = await response.text();
    heard.push(page);
    expect(response.status).toBe(200);
    expect(page.includes('"id":"ApiToken"')).toBe(role === "owner");
    expect(page).not.toContain(`${role} </script>`);
  });
});

describe("what analysts must not read", () => {
  test("message text, names and memories are in no answer of theirs", async () => {
    const answers: string[] = [];
    for (const model of models) {
      answers.push((await ask("analyst", `/resources/${model}/actions/list`)).text);
      answers.push((await ask("analyst", `/resources/${model}/actions/search`)).text);
      answers.push((await ask("analyst", `/resources/${model}/records/${idOf(model, "a")}/show`)).text);
    }
    answers.push((await ask("analyst", `/resources/Conversation/records/${idOf("Conversation", "a")}/thread`)).text);
    expect(answers.filter((text) => text.includes(MESSAGE_TEXT))).toEqual([]);
  });

  test("a filter or a sort on a withheld column tells them nothing", async () => {
    const filtered = await ask("analyst", `/resources/Message/actions/list?filters.text=${MESSAGE_TEXT}`);
    expect(filtered.body.records).toEqual([]);
    const chatters = await ask("chatter", `/resources/Message/actions/list?filters.text=${MESSAGE_TEXT}`);
    expect(chatters.body.records).toHaveLength(1);
    const sorted = await ask("analyst", "/resources/Message/actions/list?sortBy=text&direction=asc");
    expect(sorted.body.records).toHaveLength(1);
  });

  test("chatters read the thread, in their own avatar's conversations only", async () => {
    const own = await ask("chatter", `/resources/Conversation/records/${idOf("Conversation", "a")}/thread`);
    expect(own.text).toContain(`${MESSAGE_TEXT} Message.text a`);
    const other = await ask("chatter", `/resources/Conversation/records/${idOf("Conversation", "b")}/thread`);
    expect(other.text).not.toContain(MESSAGE_TEXT);
    expect(other.body.notice?.type).toBe("error");
  });
});

describe("secrets", () => {
  test("a relation brings the name of its row and nothing else", async () => {
    const { body } = await ask("owner", `/resources/Session/records/${idOf("Session", "a")}/show`);
    const populated = (body.record as unknown as { populated: { operatorId: { params: object } } }).populated;
    expect(populated.operatorId.params).toEqual({ id: idOf("Operator", "a"), name: "name-a" });
    const hidden = await ask("manager", `/resources/Batch/records/${idOf("Batch", "a")}/show`);
    expect(hidden.text).not.toContain("email");
  });

  test("cannot be filtered, sorted or searched by", async () => {
    const all = (await ask("owner", "/resources/Operator/actions/list")).body.records?.length;
    const byHash = await ask("owner", `/resources/Operator/actions/list?filters.passwordHash=${CANARY}x`);
    expect(byHash.body.records).toHaveLength(all ?? 0);
    const search = `/resources/Operator/actions/search/${CANARY}x?searchProperty=passwordHash`;
    expect((await ask("owner", search)).body.records?.length).toBe(all);
  });

  test("dashboards hold no row", async () => {
    for (const role of ROLES) expect((await ask(role, "/dashboard")).text).not.toContain(operatorId("manager"));
  });

  test("are in no answer to anybody", () => {
    expect(heard.length).toBeGreaterThan(1_500);
    expect(heard.filter((text) => text.includes(CANARY) && !text.includes(`${CANARY}x`))).toEqual([]);
  });
});
