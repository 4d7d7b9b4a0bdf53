import { afterAll, beforeAll, expect, test } from "vitest";
import { ManualClock, MINUTE_MS } from "../../../agents/kernel/clock.ts";
import { sha256 } from "../../../agents/kernel/secret.ts";
import { type Notebook, testRegistry } from "../../http/testing/test-commands.ts";
import { OWNER, startTestServer, type TestServer } from "../../http/testing/test-server.ts";
import { CALLS_OF_TOKEN, limitsOf, WRONG_TOKENS_OF_ADDRESS } from "./authenticate.ts";
import { restMounts } from "./rest-mounts.ts";

const clock = new ManualClock();
const notebook: Notebook = { notes: [], done: 0 };
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ registry: testRegistry(notebook), mounts: restMounts, clock });
});
afterAll(() => server.close());

async function makeToken(): Promise<{ readonly id: string; readonly token: string }> {
  const { app } = server;
  const operator = await app.context.database.prisma.operator.findUniqueOrThrow({ where: { email: OWNER.email } });
  const actor = {
    kind: "operator",
    id: operator.id,
    name: "o",
    role: "owner",
    surface: "cli",
    language: "en",
  } as const;
  const made = await app.execute({ command: "token.create", input: { role: "owner" }, actor });
  return (made as unknown as { output: { id: string; token: string } }).output;
}

const call = (token: string) =>
  fetch(`${server.url}/api/v1/system/status`, { method: "POST", headers: { authorization: `Bearer ${token}` } });

/** A stream and how to read it up to a text. */
async function listen(token: string, lastId?: string) {
  const headers = { authorization: `Bearer ${token}`, ...(lastId ? { "last-event-id": lastId } : {}) };
  const response = await fetch(`${server.url}/api/v1/events`, { headers });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const until = async (wanted: string | null) => {
    for (;;) {
      if (wanted !== null && text.includes(wanted)) return text;
      const { done, value } = (await reader?.read()) ?? { done: true, value: "" };
      if (done) return text;
      text += value;
    }
  };
  return { status: response.status, until, leave: () => reader?.cancel() };
}

const publish = (topic: string) => server.app.context.ports.events.publish({ topic, kind: "progress" });
const lastIdIn = (text: string) => [...text.matchAll(/^id: (\S+)$/gm)].at(-1)?.[1] ?? "";

test("a stream tells what changes, and goes on where it was cut off, once each", async () => {
  expect((await fetch(`${server.url}/api/v1/events`)).status).toBe(401);
  expect((await fetch(`${server.url}/api/v1/events`, { method: "POST" })).status).toBe(405);
  const { token } = await makeToken();
  const first = await listen(token);
  await first.until("event: open");
  publish("batch:bat_1");
  const seen = await first.until("batch:bat_1");
  await first.leave();
  publish("batch:bat_2");
  const second = await listen(token, lastIdIn(seen));
  publish("batch:bat_3");
  const after = await second.until("batch:bat_3");
  expect([...after.matchAll(/bat_\d/g)].map(([id]) => id)).toEqual(["bat_2", "bat_3"]);
  await second.leave();
  const lost = await listen(token, "another-1");
  expect(await lost.until("data: {}")).toContain("event: reset");
  await lost.leave();
});

test("a token that is taken back ends its stream at once, and only its own", async () => {
  const [gone, stays] = [await makeToken(), await makeToken()];
  const streams = [await listen(gone.token), await listen(stays.token)];
  for (const stream of streams) await stream.until("event: open");
  const headers = { authorization: `Bearer ${stays.token}`, "content-type": "application/json" };
  const body = JSON.stringify({ id: gone.id });
  await fetch(`${server.url}/api/v1/token/revoke`, { method: "POST", headers, body });
  await streams[0]?.until(null);
  publish("batch:bat_4");
  expect(await streams[1]?.until("bat_4")).toContain("bat_4");
  await streams[1]?.leave();
});

test("who guesses tokens, or calls too often, is told how long to wait; a token known to be right still works", async () => {
  const { token } = await makeToken();
  expect((await call(token)).status).toBe(200);
  for (let guess = 0; guess < WRONG_TOKENS_OF_ADDRESS.most; guess += 1)
    expect((await call(`vb_guess${guess}`)).status).toBe(401);
  const refused = await call("vb_one-more");
  expect([refused.status, Number(refused.headers.get("retry-after"))]).toEqual([429, 15 * 60]);
  expect((await call((await makeToken()).token)).status).toBe(429);
  for (let used = 1; used < CALLS_OF_TOKEN.most; used += 1) limitsOf(server.app).calls.take(sha256(token));
  const flooded = await call(token);
  expect([flooded.status, Number(flooded.headers.get("retry-after"))]).toEqual([429, 60]);
  clock.advance(MINUTE_MS);
  expect((await call(token)).status).toBe(200);
});
