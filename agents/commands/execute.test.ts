import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { allCommands } from "./all-commands.ts";
import { type AnyCommand, defineCommand } from "./command.ts";
import { execute } from "./execute.ts";
import { createTestContext, type TestContext } from "./testing/test-context.ts";
import { transact } from "./transact.ts";

let setting: TestContext;
beforeAll(async () => {
  setting = await createTestContext();
});
afterAll(() => setting.close());

const registry = allCommands();
let runs = 0;
/** A command that spends: makes one Setting row a run. */
const spending: AnyCommand = defineCommand({
  name: "test.spend",
  role: "manager",
  effect: "spend",
  input: z.object({ key: z.string() }),
  output: z.object({ key: z.string() }),
  errors: [],
  estimate: async () => ({ costMicros: 1_000_000, lines: [{ label: "what", value: "a row" }] }),
  run: async (context, { key }) => {
    runs += 1;
    await transact(context, (tx) => tx.setting.create({ data: { key, value: 1 } }));
    return { key };
  },
  view: ({ key }) => ({ title: key }),
});
const commands = [...registry.list.filter((command) => !command.name.startsWith("run.approve")), spending];
const withApprove = [...commands, registry.find("run.approve")].filter((command) => command !== undefined);
const owner = {
  kind: "operator",
  id: "opr_owner",
  name: "owner",
  role: "owner",
  surface: "test",
  language: "en",
} as const;

/** `run approve` looks its command up in the registry it belongs to, so the test gives it one that knows `test.spend`. */
async function approving() {
  const { runApprove } = await import("./run/run-approve.ts");
  const { createRegistry } = await import("./registry.ts");
  const own = createRegistry([...commands, runApprove(() => own)]);
  return {
    own,
    run: (command: string, input: unknown, more: object = {}) =>
      execute(setting.context, own, { command, input, actor: owner, ...more }),
  };
}

describe("the one path", () => {
  test.each([
    ["avatr.list", {}, "unknown_command", ""],
    ["avatar.show", {}, "invalid_input", "avatar"],
    ["batch.create", { avatar: "luna", count: 10_000 }, "invalid_input", "count"],
    ["avatar.show", { avatar: "luna", colour: "red" }, "invalid_input", "colour"],
    ["avatar.show", { avatar: "nobody" }, "not_found", "avatar"],
    ["avatar.create", { name: "Ana", brief: "" }, "refused", "brief"],
    ["avatar.create", { name: "Ana", brief: "beach", age: 20 }, "refused", "age"],
    ["avatar.create", { name: "Ana", brief: "a sweet schoolgirl, seventeen" }, "refused", "brief"],
  ])("%s %j fails as %s at “%s”", async (command, input, code, field) => {
    const result = await setting.run(withApprove, command, input);
    expect(result).toMatchObject({ state: "failed", problem: { code, ...(field ? { field } : {}) } });
  });

  test("a role below the command's is refused and nothing is written", async () => {
    const result = await setting.run(
      withApprove,
      "avatar.create",
      { name: "Ana", brief: "beach" },
      { role: "chatter" },
    );
    expect(result).toMatchObject({ state: "failed", problem: { code: "forbidden" } });
    expect(await setting.context.database.prisma.avatar.count()).toBe(0);
  });

  test("a foreign avatar does not exist for a chatter", async () => {
    await setting.run(withApprove, "avatar.create", { name: "Mina", brief: "books and tea in Porto" });
    const result = await setting.run(withApprove, "avatar.show", { avatar: "mina" }, { role: "chatter" });
    expect(result).toMatchObject({ state: "failed", problem: { code: "not_found" } });
  });

  test("a replayed key returns the stored result; another input under it is a conflict", async () => {
    const { run } = await approving();
    const key = { idempotencyKey: "k1" };
    const first = await run("avatar.create", { name: "Noa", brief: "surf in Cascais" }, key);
    const again = await run("avatar.create", { name: "Noa", brief: "surf in Cascais" }, key);
    expect(again).toEqual(JSON.parse(JSON.stringify(first)));
    expect(await run("avatar.create", { name: "Other", brief: "surf" }, key)).toMatchObject({
      state: "failed",
      problem: { code: "conflict" },
    });
  });
});

describe("run cards", () => {
  test("nothing runs before the yes, once after it, never twice", async () => {
    const { run } = await approving();
    const before = runs;
    const waiting = await run("test.spend", { key: "a" });
    expect(waiting).toMatchObject({
      state: "waiting",
      card: { buttons: [{ command: "run.approve" }, { command: "run.cancel" }] },
    });
    expect(runs).toBe(before);
    const id = waiting.state === "waiting" ? waiting.runCardId : "";
    expect(await run("run.approve", { id })).toMatchObject({ state: "done", output: { result: { key: "a" } } });
    expect(await run("run.approve", { id })).toMatchObject({ state: "failed", problem: { code: "conflict" } });
    expect(runs).toBe(before + 1);
  });

  test("two yeses at once run it once", async () => {
    const { run } = await approving();
    const waiting = await run("test.spend", { key: "b" });
    const id = waiting.state === "waiting" ? waiting.runCardId : "";
    await Promise.all([run("run.approve", { id }), run("run.approve", { id })]);
    expect(await setting.context.database.prisma.setting.count({ where: { key: "b" } })).toBe(1);
  });

  test("an expired, a cancelled and an altered card do not run", async () => {
    const { run } = await approving();
    const make = async (key: string) => {
      const waiting = await run("test.spend", { key });
      return waiting.state === "waiting" ? waiting.runCardId : "";
    };
    const [expired, canceled, altered] = [await make("c"), await make("d"), await make("e")];
    await setting.context.database.prisma.runCard.update({ where: { id: altered }, data: { input: { key: "f" } } });
    expect(await run("run.approve", { id: altered })).toMatchObject({ state: "failed", problem: { code: "refused" } });
    await run("run.cancel", { id: canceled });
    expect(await run("run.approve", { id: canceled })).toMatchObject({
      state: "failed",
      problem: { code: "conflict" },
    });
    setting.clock.advance(16 * 60_000);
    expect(await run("run.approve", { id: expired })).toMatchObject({ state: "failed", problem: { code: "expired" } });
    expect(await setting.context.database.prisma.setting.count({ where: { key: { in: ["c", "d", "e", "f"] } } })).toBe(
      0,
    );
  });
});
