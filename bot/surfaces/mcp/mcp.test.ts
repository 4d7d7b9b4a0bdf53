import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { defineCommand } from "../../../agents/commands/command.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { type Notebook, testRegistry } from "../../http/testing/test-commands.ts";
import { OWNER, startTestServer, type TestServer } from "../../http/testing/test-server.ts";
import { publicCommands } from "../rest/public-commands.ts";
import { MOST_FILE_BYTES } from "./mcp-host.ts";
import { mcpMount } from "./mcp-mount.ts";
import { createMcpServer } from "./mcp-server.ts";

const PICTURE = "reports/costs-1.png";
const notebook: Notebook = { notes: [], done: 0 };
const reportCosts = defineCommand({
  name: "report.costs",
  role: "analyst",
  effect: "read",
  input: z.object({}),
  output: z.object({ micros: z.number() }),
  errors: [],
  run: async () => ({ micros: 42 }),
  view: () => ({
    title: "Costs",
    table: { columns: [{ label: "What" }], rows: [["a|b"]] },
    images: [{ key: PICTURE, alt: "Costs a day" }],
  }),
});
let test_: TestServer;
const clients: Client[] = [];

beforeAll(async () => {
  test_ = await startTestServer({ registry: testRegistry(notebook, [reportCosts]), mounts: (app) => [mcpMount(app)] });
  await test_.app.context.ports.store.put(PICTURE, Buffer.from("picture"), "image/png");
});
afterAll(async () => {
  for (const client of clients) await client.close();
  await test_.close();
});

async function tokenOf(role: string): Promise<string> {
  const operator = await test_.app.context.database.prisma.operator.findUniqueOrThrow({
    where: { email: OWNER.email },
  });
  const actor = {
    kind: "operator",
    id: operator.id,
    name: "o",
    role: "owner",
    surface: "cli",
    language: "en",
  } as const;
  const made = await test_.app.execute({ command: "token.create", input: { role }, actor });
  return (made as unknown as { output: { token: string } }).output.token;
}

async function connect(role: string): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  const headers = { authorization: `Bearer ${await tokenOf(role)}` };
  const transport = new StreamableHTTPClientTransport(new URL(`${test_.url}/mcp`), { requestInit: { headers } });
  await client.connect(transport as Parameters<typeof client.connect>[0]);
  clients.push(client);
  return client;
}

test("tools are the commands of the role, with hints", async () => {
  const tools = (await (await connect("owner")).listTools()).tools;
  const hints = (name: string) => tools.find((tool) => tool.name === name)?.annotations;
  expect(hints("batch_show")).toMatchObject({ readOnlyHint: true, destructiveHint: false, idempotentHint: true });
  expect(hints("note_add")).toMatchObject({ readOnlyHint: false, destructiveHint: false, idempotentHint: false });
  expect(hints("token_revoke")).toMatchObject({ destructiveHint: true });
  expect(hints("note_hidden")).toBeUndefined();
  expect(tools.find((tool) => tool.name === "note_add")?.inputSchema).toMatchObject({ required: ["text"] });
  const analyst = await connect("analyst");
  expect((await analyst.listTools()).tools.map(({ name }) => name)).not.toContain("note_add");
  const refused = await analyst.callTool({ name: "note_add", arguments: { text: "no" } });
  expect(refused).toMatchObject({ isError: true, structuredContent: { problem: { code: "forbidden" } } });
});

test("what spends answers with a run card, and runs once after run_approve", async () => {
  const client = await connect("manager");
  const waiting = await client.callTool({ name: "batch_create", arguments: { avatar: "luna", count: 4 } });
  expect(waiting.structuredContent).toMatchObject({ state: "waiting", approveWith: "run_approve" });
  const { runCardId: id } = waiting.structuredContent as { runCardId: string };
  const approved = await client.callTool({ name: "run_approve", arguments: { id } });
  expect(approved.structuredContent).toMatchObject({ state: "done", output: { command: "batch.create" } });
  const again = await client.callTool({ name: "run_approve", arguments: { id } });
  expect(again).toMatchObject({ isError: true, structuredContent: { problem: { code: "conflict" } } });
});

test("an idempotency key does it once, wrong input names the field, and an unknown tool is a protocol error", async () => {
  const client = await connect("manager");
  const once = { name: "note_add", arguments: { text: "one" }, _meta: { "vixenbliss/idempotencyKey": "k1" } };
  const before = notebook.notes.length;
  await client.callTool(once);
  await client.callTool(once);
  expect(notebook.notes.length).toBe(before + 1);
  const wrong = await client.callTool({ name: "note_add", arguments: { text: 5 } });
  expect(wrong).toMatchObject({ isError: true, structuredContent: { problem: { field: "text" } } });
  await expect(client.callTool({ name: "nothing", arguments: {} })).rejects.toMatchObject({ code: -32_602 });
});

test("a file of more than 20 MB is refused by its size alone", async () => {
  const { store } = test_.app.context.ports;
  const key = "reports/large.png";
  await store.put(key, Buffer.alloc(MOST_FILE_BYTES + 1), "image/png");
  const uri = `vixenbliss://media/${key}`;
  await expect((await connect("analyst")).readResource({ uri })).rejects.toThrow(/too large/);
});

test("reports and the pictures cards name are resources", async () => {
  const client = await connect("analyst");
  expect((await client.listResources()).resources.map(({ uri }) => uri)).toEqual(["vixenbliss://report/costs"]);
  const { contents } = await client.readResource({ uri: "vixenbliss://report/costs" });
  expect(contents.map((part) => ("text" in part ? part.text : ""))).toEqual([
    "**Costs**\n\n| What |\n| --- |\n| a\\|b |",
    '{"micros":42}',
  ]);
  const { content } = (await client.callTool({ name: "report_costs" })) as { content: { uri?: string }[] };
  const uri = content.find((part) => part.uri)?.uri ?? "";
  const picture = (await client.readResource({ uri })).contents[0];
  expect(picture).toMatchObject({ mimeType: "image/png", blob: Buffer.from("picture").toString("base64") });
  for (const bad of ["vixenbliss://media/../cli-token", "vixenbliss://media/reports/none.png", "file:///etc/passwd"])
    await expect(client.readResource({ uri: bad })).rejects.toMatchObject({ code: -32_002 });
});

test("without a token, from another origin, or by another method nothing is answered", async () => {
  const token = await tokenOf("owner");
  const post = (headers: Record<string, string>) =>
    fetch(`${test_.url}/mcp`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json, text/event-stream", ...headers },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
    });
  const anonymous = await post({});
  expect([anonymous.status, anonymous.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
  const authorization = `Bearer ${token}`;
  expect((await post({ authorization, origin: "https://evil.example" })).status).toBe(403);
  expect((await post({ authorization })).status).toBe(200);
  const get = await fetch(`${test_.url}/mcp`, { headers: { authorization } });
  expect([get.status, get.headers.get("allow")]).toEqual([405, "POST"]);
});

test("the same server speaks over any transport, in Spanish too, and hides what broke inside", async () => {
  const server = createMcpServer({
    version: "1",
    role: "owner",
    language: "es",
    commands: publicCommands(test_.app.registry),
    execute: async () => Promise.reject(new AppError("unavailable", "x")),
    readFile: async () => Promise.reject(new TypeError("secret detail")),
  });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: "test", version: "1" });
  clients.push(client);
  await Promise.all([server.connect(ours), client.connect(theirs)]);
  expect(client.getInstructions()).toContain("run_approve");
  const broken = client.readResource({ uri: "vixenbliss://media/reports/x.png" });
  await expect(broken).rejects.toThrow(/^(?!.*secret)/);
});
