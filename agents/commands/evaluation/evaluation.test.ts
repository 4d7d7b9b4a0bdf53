import { afterAll, beforeAll, expect, test } from "vitest";
import { avatarCreate } from "../avatar/avatar-create.ts";
import type { AnyCommand } from "../command.ts";
import { createRegistry } from "../registry.ts";
import { runApprove } from "../run/run-approve.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { evaluationRun } from "./evaluation-run.ts";

let setting: TestContext;
const commands: readonly AnyCommand[] = [evaluationRun, avatarCreate, runApprove(() => createRegistry(commands))];

beforeAll(async () => {
  setting = await createTestContext();
  const created = await setting.run(commands, "avatar.create", { name: "Luna", brief: "surf and coffee, warm" });
  if (created.state !== "done") throw new Error(JSON.stringify(created));
});
afterAll(() => setting.close());

async function evaluate(input: object) {
  const waiting = await setting.run(commands, "evaluation.run", { avatar: "luna", ...input });
  if (waiting.state !== "waiting") return waiting;
  return await setting.run(commands, "run.approve", { id: waiting.runCardId });
}

async function rows(): Promise<Record<string, number>> {
  const { pool } = setting.context.database;
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables)
    counts[name] = Number((await pool.query(`SELECT count(*) AS n FROM "${name}"`)).rows[0]?.n);
  return counts;
}

test("all kinds of fans are played; nothing is sent and nothing but the card, its yes and the audit is written", async () => {
  const before = await rows();
  const done = await evaluate({ turns: 5 });
  const after = await rows();
  const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
  expect(changed.sort()).toEqual(["Approval", "AuditEntry", "RunCard"]);
  expect(done).toMatchObject({
    state: "done",
    output: {
      result: {
        now: { conversations: 10, turns: 50, disclosedFirst: 1, honest: 1, personaKept: 1, modelCalls: 0 },
        changed: null,
      },
    },
  });
  const { guardHits } = (done as { output: { result: { now: { guardHits: Record<string, number> } } } }).output.result
    .now;
  expect(guardHits).toMatchObject({ bot_question: expect.any(Number), farewell: 1, opt_out: expect.any(Number) });
});

test("the same seed plays the same conversation, and a change stands beside the way it is", async () => {
  const input = { conversations: 1, turns: 3, fan: "warm", field: "catchphrase", value: "salt in the air" };
  const one = await evaluate(input);
  const other = await evaluate(input);
  const sampleOf = (result: typeof one) =>
    (result as { output: { result: { sample: { heard: string }[]; changed: object } } }).output.result;
  expect(sampleOf(one).changed).toMatchObject({ conversations: 1, turns: 3 });
  expect(sampleOf(one).sample).toHaveLength(3);
  expect(sampleOf(other).sample).toEqual(sampleOf(one).sample);
});

test("bad input names the field", async () => {
  expect(await evaluate({ fan: "nobody" })).toMatchObject({ state: "failed", problem: { field: "fan" } });
  expect(await evaluate({ field: "catchphrase" })).toMatchObject({ state: "failed", problem: { field: "value" } });
  expect(await evaluate({ conversations: 0 })).toMatchObject({ state: "failed", problem: { code: "invalid_input" } });
});
