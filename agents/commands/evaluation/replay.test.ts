import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY_MS, MINUTE_MS } from "../../kernel/clock.ts";
import type { AnyCommand } from "../command.ts";
import { startCreator, type TestCreator, type TestFan } from "../conversation/testing/creator-with-fans.ts";
import { eraseFan } from "../erasure/erase-fan.ts";
import { createRegistry } from "../registry.ts";
import { runApprove } from "../run/run-approve.ts";
import type { Card } from "../view.ts";
import { evaluationReplay } from "./evaluation-replay.ts";
import type { Scores } from "./scores.ts";

let creator: TestCreator;
const commands: readonly AnyCommand[] = [evaluationReplay, runApprove(() => createRegistry(commands))];

beforeAll(async () => {
  creator = await startCreator();
});
afterAll(() => creator.close());

interface Replay {
  readonly old: Scores;
  readonly now: Scores;
  readonly same: number;
  readonly otherKind: number;
  readonly leftOut: number;
  readonly sample: readonly { conversation: string; heard: string; old: string[]; now: string[] }[];
}

async function ask(input: object) {
  return await creator.setting.run(commands, "evaluation.replay", { avatar: "luna", ...input });
}

async function replay(input: object): Promise<{ readonly result: Replay; readonly card: Card; readonly id: string }> {
  const waiting = await ask(input);
  if (waiting.state !== "waiting") throw new Error(JSON.stringify(waiting));
  const done = await creator.setting.run(commands, "run.approve", { id: waiting.runCardId });
  if (done.state !== "done") throw new Error(JSON.stringify(done));
  const output = done.output as { result: Replay; card: Card };
  return { result: output.result, card: output.card, id: waiting.runCardId };
}

async function chat(fan: TestFan, ...lines: readonly string[]) {
  for (const line of lines) {
    await fan.write(line);
    await fan.settle();
    creator.setting.clock.advance(2 * MINUTE_MS);
  }
}

async function contents(): Promise<Record<string, string>> {
  const { pool } = creator.setting.context.database;
  const { rows } = await pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const found: Record<string, string> = {};
  for (const { name } of rows) {
    const sum = `SELECT count(*) || ':' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS of FROM "${name}" t`;
    found[name] = (await pool.query<{ of: string }>(sum)).rows[0]?.of ?? "";
  }
  return found;
}

test("each stored turn is answered from the history as it was, and nothing of what is stored changes", async () => {
  const fan = creator.newFan();
  await chat(fan, "hi there!", "what do you do on a sunday?", "are you a bot?", "i had a good day at the lake");
  const heard = [...fan.received()];
  const before = await contents();
  const { result, card } = await replay({});
  const after = await contents();
  const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
  expect(changed.sort()).toEqual(["Approval", "AuditEntry", "RunCard"]);
  expect(fan.received()).toEqual(heard);
  // The rules and the phrases are today's and yesterday's: the same history gives the same answer.
  expect(result).toMatchObject({ same: 4, otherKind: 0, leftOut: 0 });
  expect(result.now).toMatchObject({ conversations: 1, turns: 4, disclosedFirst: 1, honest: 1, conversion: null });
  expect(result.old).toMatchObject({ conversations: 1, turns: 4, disclosedFirst: 1, honest: 1, modelCalls: 0 });
  expect(result.old.guardHits).toEqual(result.now.guardHits);
  expect(card.table?.rows[0]).toHaveLength(3);
  expect(card.note).toContain("history as it was");
});

test("a persona field that is tried shows in the new answers only", async () => {
  const { result } = await replay({ field: "catchphrase", value: "salt in the air" });
  expect(result.same).toBeLessThan(4);
  expect(JSON.stringify(result.sample.map(({ now }) => now))).toContain("salt in the air");
  expect(JSON.stringify(result.sample.map(({ old }) => old))).not.toContain("salt in the air");
});
