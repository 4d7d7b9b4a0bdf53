// Who may read what: every table, every action, every role, over HTTP, as the role table of the product says.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Role } from "../agents/commands/context.ts";
import { type AdminServer, operatorId, ROLES, startAdminServer } from "./testing/admin-server.ts";
import { CANARY, CANARY_NUMBER, describeSchema, fillTables, MESSAGE_TEXT, rowId } from "./testing/fill-tables.ts";

const EVERYONE = [
  "Piece",
  "Batch",
  "Conversation",
  "Message",
  "StageChange",
  "OutboundMessage",
  "Pack",
  "PackPiece",
  "Offer",
  "Purchase",
  "PurchaseTouch",
  "Subscription",
  "Account",
  "ScheduledPost",
  "PostCampaign",
  "QuietStretch",
  "HealthCheck",
  "PostInsight",
  "AccountInsight",
  "ShotWeight",
  "Avatar",
  "CostEntry",
];
const TALKING = [
  "Fan",
  "FanAddress",
  "CommentReply",
  "Segment",
  "Broadcast",
  "Sequence",
  "Outreach",
  "FanTouch",
  "LinkCode",
  "LinkTry",
  "CustomRequest",
  "CustomStep",
  "CustomPiece",
  "FanMemory",
  "SaidFact",
  "StoryEvent",
  "AutonomyRule",
  "OperatorNotice",
  "PersonaField",
  "PersonaFact",
  "RunCard",
];
const REPORTS = ["PurchaseReversal", "Experiment", "ExperimentVariant", "ExperimentAssignment"];
const MANAGING = [
  "Template",
  "Preset",
  "WordingVersion",
  "Asset",
  "PostAttempt",
  "Sound",
  "AccountLogin",
  "Dataset",
  "LoraModel",
  "Training",
  "VendorJob",
  "VendorAttempt",
  "Consent",
  "InboundEvent",
  "ErasedAddress",
  "DeletionRequest",
  "PaymentEvent",
  "SpendLimit",
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
  "TeamRoom",
  "AvatarTopic",
  "OpenAnswer",
  "WebhookEndpoint",
  "WebhookDelivery",
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

interface PageState {
  readonly resources: readonly (Readonly<Record<"listProperties" | "showProperties" | "filterProperties", Columns>> & {
    readonly id: string;
  })[];
}
type Columns = readonly { readonly name: string }[];

let server: AdminServer;
let models: string[];
/** Everything anybody was answered. */
const heard: { readonly role: Role; readonly text: string }[] = [];
const heardBy = (role: Role) => heard.filter((answer) => answer.role === role).map((answer) => answer.text);

async function ask(role: Role, path: string, init?: RequestInit): Promise<Answer> {
  const response = await server.ask(role, `/admin/api${path}`, init);
  const text = await response.text();
  heard.push({ role, text });
  return { status: response.status, text, body: JSON.parse(text) as Answer["body"] };
}

const post = (data: unknown = {}): RequestInit => ({
  method: "POST",
  body: JSON.stringify(data),
  headers: { "content-type": "application/json" },
});

/** All at once: the database answers in a thread of its own. */
const forEachModel = async (visit: (model: string) => Promise<void>) => void (await Promise.all(models.map(visit)));

async function everyRow(): Promise<string> {
  const tables = models.map(
    (model) => `SELECT '${model}' AS model, json_agg(t ORDER BY t::text)::text AS rows FROM "${model}" t`,
  );
  // A server that reads tables in parallel brings them in any order.
  const { rows } = await server.app.context.database.pool.query(`${tables.join(" UNION ALL ")} ORDER BY model`);
  return JSON.stringify(rows);
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
    return seesAll ? [rowId(model, "a"), rowId(model, "b")] : [rowId(model, "a")];
  };
  const ofWorlds = (records: readonly { readonly id: string }[] = [], model: string) =>
    records
      .map((record) => record.id)
      .filter((id) => id === rowId(model, "a") || id === rowId(model, "b"))
      .sort();

  test("lists and searches what the role may read, of own avatars only", { timeout: 120_000 }, async () => {
    const found: Record<string, unknown> = {};
    const wanted: Record<string, unknown> = {};
    await forEachModel(async (model) => {
      const list = await ask(role, `/resources/${model}/actions/list`);
      const search = await ask(role, `/resources/${model}/actions/search`);
      found[model] = [ofWorlds(list.body.records, model), ofWorlds(search.body.records, model), list.body.notice?.type];
      wanted[model] = [expected(model), expected(model), mayRead(model) ? undefined : "error"];
    });
    expect(found).toEqual(wanted);
  });

  test("opens what it may read, and nothing of other avatars", { timeout: 120_000 }, async () => {
    await forEachModel(async (model) => {
      for (const world of seesAll ? (["b"] as const) : (["a", "b"] as const)) {
        const { body, text } = await ask(role, `/resources/${model}/records/${rowId(model, world)}/show`);
        const isAllowed = expected(model).includes(rowId(model, world));
        expect([model, world, body.notice?.type], text).toEqual([model, world, isAllowed ? undefined : "error"]);
        expect(Object.keys(body.record?.params ?? {}).length > 0, `${model} ${world}`).toBe(isAllowed);
      }
    });
  });

  test("opens no page that names what it must not know", async () => {
    const response = await server.ask(role, "/admin/resources/Operator");
    const page = await response.text();
    heard.push({ role, text: page });
    expect(response.status).toBe(200);
    expect(page.includes('"id":"ApiToken"')).toBe(role === "owner");
    expect(page).not.toContain(`${role} </script>`);
  });
});

describe("AdminJS's own changes", () => {
  let before: string;
  beforeAll(async () => {
    before = await everyRow();
  });
  afterAll(async () => expect(await everyRow()).toBe(before));

  const recordOf = (model: string) => `/resources/${model}/records/${rowId(model, "a")}`;

  test("are refused on every table, to the owner too", async () => {
    await forEachModel(async (model) => {
      const answers = [
        await ask("owner", `/resources/${model}/actions/new`),
        await ask("owner", `${recordOf(model)}/edit`, post({ name: "changed" })),
        await ask("owner", `${recordOf(model)}/delete`, post()),
      ];
      const refusals = answers.map(({ body }) => body.notice?.type);
      expect(refusals, model).toEqual(Array(3).fill("error"));
    });
  });

  test.each(ROLES)("have no other way in for a %s", async (role) => {
    const record = recordOf("Piece");
    const edits = [await ask(role, `${record}/edit`), await ask(role, `${record}/edit`, post({ caption: "changed" }))];
    expect(edits.map(({ body }) => body.notice?.type)).toEqual(["error", "error"]);
    const missing = [
      await ask(role, "/resources/Piece/actions/new", post({ id: "x" })),
      await ask(role, `/resources/Piece/bulk/bulkDelete?recordIds=${rowId("Piece", "a")}`, post()),
      await ask(role, `${record}/bulkDelete`, post()),
      await ask(role, `${record}/list`),
      await ask(role, `${record}/constructor`),
    ];
    expect(missing.map(({ status }) => status)).toEqual(Array(5).fill(404));
  });
});

describe("what analysts must not read", () => {
  test("message text, names and memories are in no answer of theirs", async () => {
    await ask("analyst", `/resources/Conversation/records/${rowId("Conversation", "a")}/thread`);
    expect(heardBy("analyst").length).toBeGreaterThan(150);
    expect(heardBy("analyst").filter((text) => text.includes(MESSAGE_TEXT))).toEqual([]);
    expect(heardBy("chatter").some((text) => text.includes(MESSAGE_TEXT))).toBe(true);
  });

  test("their page does not even name the columns", async () => {
    const columns = async (role: Role) => {
      const page = await (await server.ask(role, "/admin")).text();
      const state = JSON.parse(/REDUX_STATE = (.*);$/m.exec(page)?.[1] ?? "{}") as PageState;
      const message = state.resources.find(({ id }) => id === "Message");
      const lists = [message?.listProperties, message?.showProperties, message?.filterProperties];
      return lists.map((list) => list?.some(({ name }) => name === "text"));
    };
    expect(await columns("analyst")).toEqual([false, false, false]);
    expect(await columns("chatter")).toEqual([true, true, true]);
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
    const own = await ask("chatter", `/resources/Conversation/records/${rowId("Conversation", "a")}/thread`);
    expect(own.text).toContain(`${MESSAGE_TEXT} Message.text a`);
    const other = await ask("chatter", `/resources/Conversation/records/${rowId("Conversation", "b")}/thread`);
    expect(other.text).not.toContain(MESSAGE_TEXT);
    expect(other.body.notice?.type).toBe("error");
  });
});

describe("secrets", () => {
  test("a relation brings the name of its row and nothing else", async () => {
    const { body } = await ask("owner", `/resources/Session/records/${rowId("Session", "a")}/show`);
    const populated = (body.record as unknown as { populated: { operatorId: { params: object } } }).populated;
    expect(populated.operatorId.params).toEqual({ id: rowId("Operator", "a"), name: "name-a" });
    const hidden = await ask("manager", `/resources/Batch/records/${rowId("Batch", "a")}/show`);
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
    expect(heard.length).toBeGreaterThan(800);
    const texts = heard.map((answer) => answer.text);
    expect(texts.filter((text) => text.includes(CANARY) && !text.includes(`${CANARY}x`))).toEqual([]);
    expect(texts.filter((text) => text.includes(String(CANARY_NUMBER)))).toEqual([]);
  });
});
