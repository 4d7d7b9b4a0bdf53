import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callInternal } from "../../../agents/commands/internal.ts";
import { resolveSession } from "../../../agents/commands/session/resolve-session.ts";
import { ManualClock, MINUTE_MS } from "../../../agents/kernel/clock.ts";
import { type Notebook, testRegistry } from "../../http/testing/test-commands.ts";
import { OWNER, startTestServer, type TestServer } from "../../http/testing/test-server.ts";
import { restMounts } from "./rest-mounts.ts";

const clock = new ManualClock();
const notebook: Notebook = { notes: [], done: 0 };
let test: TestServer;
const tokens = { owner: "", analyst: "" };

async function makeToken(role: string): Promise<string> {
  const operator = await test.app.context.database.prisma.operator.findUniqueOrThrow({ where: { email: OWNER.email } });
  const result = await test.app.execute({
    command: "token.create",
    input: { role },
    actor: { kind: "operator", id: operator.id, name: "o", role: "owner", surface: "cli", language: "en" },
  });
  if (result.state !== "done") throw new Error(result.card.title);
  return (result.output as { token: string }).token;
}

beforeAll(async () => {
  test = await startTestServer({ registry: testRegistry(notebook), mounts: restMounts, clock });
  tokens.owner = await makeToken("owner");
  tokens.analyst = await makeToken("analyst");
});
afterAll(() => test.close());

async function call(command: string, body: unknown, token = tokens.owner, headers: Record<string, string> = {}) {
  const response = await fetch(`${test.url}/api/v1/${command}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

describe("commands", () => {
  it("runs one and returns output and card", async () => {
    const answer = await call("note/add", { text: "hello" });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ state: "done", output: { count: 1 }, card: { title: "Noted: hello" } });
  });

  it("does the work of a repeated key once, and refuses the key for another input", async () => {
    const before = notebook.notes.length;
    const key = { "idempotency-key": "order-66" };
    const answers = [await call("note/add", { text: "once" }, tokens.owner, key)];
    answers.push(await call("note/add", { text: "once" }, tokens.owner, key));
    expect(answers[1]?.body).toEqual(answers[0]?.body);
    expect(notebook.notes.length).toBe(before + 1);
    const other = await call("note/add", { text: "twice" }, tokens.owner, key);
    expect([other.status, other.body.code]).toEqual([409, "conflict"]);
  });

  it("answers 202 with a run card for what spends, and runs it once approved", async () => {
    const waiting = await call("batch/create", { avatar: "luna", count: 4 });
    expect([waiting.status, waiting.body.state]).toEqual([202, "waiting"]);
    const approved = await call("run/approve", { id: waiting.body.runCardId });
    expect(approved.body).toMatchObject({ state: "done", output: { command: "batch.create", result: { done: 0 } } });
    expect((await call("run/approve", { id: waiting.body.runCardId })).status).toBe(409);
  });

  it.each([
    ["a wrong type", "note/add", { text: 5 }, 400, { code: "invalid_input", field: "text" }],
    ["an unknown field", "note/add", { text: "x", wrong: 1 }, 400, { code: "invalid_input", field: "wrong" }],
    ["too many", "batch/create", { avatar: "luna", count: 10_000 }, 400, { code: "invalid_input", field: "count" }],
    ["a refusal", "note/add", { text: "forbidden" }, 422, { code: "refused", field: "text", remedy: "Another one." }],
    ["a near miss", "note/ad", {}, 404, { code: "unknown_command", remedy: "Did you mean “note add”?" }],
    ["an internal command", "note/hidden", {}, 404, { code: "unknown_command" }],
  ])("says what is wrong with %s", async (_name, command, input, status, problem) => {
    const answer = await call(command, input);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ ...problem, status, type: `urn:vixenbliss:problem:${problem.code}` });
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
  });

  it("hides what broke inside", async () => {
    const answer = await call("note/add", { text: "broken" });
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain("secret detail");
  });

  it("answers another method with 405", async () => {
    const response = await fetch(`${test.url}/api/v1/note/add`);
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });
});

describe("tokens", () => {
  it("keeps to the token's role", async () => {
    expect((await call("note/add", { text: "no" }, tokens.analyst)).status).toBe(403);
    expect((await call("system/status", {}, tokens.analyst)).status).toBe(200);
  });

  it("refuses unknown and revoked ones at once", async () => {
    expect((await call("system/status", {}, "vb_nonsense")).status).toBe(401);
    const fresh = await makeToken("manager");
    expect((await call("system/status", {}, fresh)).status).toBe(200);
    const list = await call("token/list", {});
    const manager = list.body.output.tokens.find((token: { role: string }) => token.role === "manager");
    await call("token/revoke", { id: manager.id });
    expect((await call("system/status", {}, fresh)).status).toBe(401);
    expect(JSON.stringify((await call("token/list", {})).body)).not.toContain("vb_");
  });

  it("is not a session, and notes its use once a minute", async () => {
    expect(await callInternal(test.app.context, resolveSession, { token: tokens.owner, surface: "web" })).toBeNull();
    const used = () => test.app.context.database.prisma.apiToken.findFirstOrThrow({ where: { role: "analyst" } });
    const first = (await used()).lastUsedAt;
    clock.advance(MINUTE_MS - 1);
    await call("system/status", {}, tokens.analyst);
    expect((await used()).lastUsedAt).toEqual(first);
    clock.advance(1);
    await call("system/status", {}, tokens.analyst);
    expect((await used()).lastUsedAt).toEqual(clock.now());
  });
});

describe("documentation", () => {
  it("describes every public command in OpenAPI", async () => {
    const api = await (await fetch(`${test.url}/api/v1/openapi.json`)).json();
    const publicNames = test.app.registry.list
      .filter((each) => each.visibility !== "internal")
      .map((each) => each.name);
    const { "/api/v1/events": events, ...commands } = api.paths;
    expect(events.get.responses["200"].content).toHaveProperty("text/event-stream");
    expect(Object.values(commands).map((path) => (path as { post: { operationId: string } }).post.operationId)).toEqual(
      publicNames,
    );
    const { post } = api.paths["/api/v1/batch/create"];
    expect(post.requestBody.content["application/json"].schema).toMatchObject({
      required: ["avatar"],
      properties: { count: { type: "integer", maximum: 500, default: 6 } },
      additionalProperties: false,
    });
    expect(Object.keys(post.responses)).toEqual(
      expect.arrayContaining(["200", "202", "400", "401", "402", "403", "404"]),
    );
    expect(api.paths["/api/v1/token/create"].post["x-role"]).toBe("owner");
  });

  it("has a page that is searched and read without scripts", async () => {
    const page = await (await fetch(`${test.url}/api/docs?q=batch`)).text();
    expect(page).toContain("POST /api/v1/batch/create");
    expect(page).not.toContain("/api/v1/note/add");
    expect(page).not.toContain("<script");
    const odd = await (await fetch(`${test.url}/api/docs?q=%3Cb%3E`)).text();
    expect(odd).toContain("&lt;b&gt;");
  });
});
