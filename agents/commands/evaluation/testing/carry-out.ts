// A dry run as an operator has it: the card, the yes, the result; with everything that could reach somebody watched.
import type { Database } from "../../../../prisma/client.ts";
import type { AnyCommand } from "../../command.ts";
import type { Actor, AppContext, Ports } from "../../context.ts";
import { execute } from "../../execute.ts";
import { createRegistry } from "../../registry.ts";
import { runApprove } from "../../run/run-approve.ts";
import type { Card } from "../../view.ts";
import { evaluationCompare } from "../evaluation-compare.ts";
import { evaluationReplay } from "../evaluation-replay.ts";
import { evaluationRun } from "../evaluation-run.ts";

const commands: readonly AnyCommand[] = [
  evaluationRun,
  evaluationReplay,
  evaluationCompare,
  runApprove(() => createRegistry(commands)),
];
const actor: Actor = {
  ...{ id: "opr_owner", name: "owner", surface: "test" },
  kind: "operator",
  role: "owner",
  language: "en",
};

export interface CarriedOut<Result> {
  readonly result: Result;
  readonly card: Card;
  readonly runCardId: string;
}

export const ask = (context: AppContext, command: string, input: object) =>
  execute(context, createRegistry(commands), { command, input, actor });

/** @throws what was not done, as text */
export async function carryOut<Result>(
  context: AppContext,
  command: string,
  input: object,
): Promise<CarriedOut<Result>> {
  const waiting = await ask(context, command, input);
  if (waiting.state !== "waiting") throw new Error(JSON.stringify(waiting));
  const done = await ask(context, "run.approve", { id: waiting.runCardId });
  if (done.state !== "done") throw new Error(JSON.stringify(done));
  const { result, card } = done.output as { result: Result; card: Card };
  return { result, card, runCardId: waiting.runCardId };
}

/** Of every table how many rows it has and a hash of all that stands in them. */
export async function contentsOf({ pool }: Database): Promise<Readonly<Record<string, string>>> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`,
  );
  const contents: Record<string, string> = {};
  for (const { name } of rows) {
    const all = await pool.query<{ contents: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(row::text, '|' ORDER BY row::text)), '') AS contents
       FROM "${name}" AS row`,
    );
    contents[name] = all.rows[0]?.contents ?? "";
  }
  return contents;
}

export const tablesThatDiffer = (
  one: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>,
): readonly string[] => Object.keys(other).filter((name) => one[name] !== other[name]);

/** The ports as they are; every use of any of them is noted as "port.method". */
export function watched(ports: Ports): { readonly ports: Ports; readonly used: string[] } {
  const used: string[] = [];
  const watch = <Value>(value: Value, name: string): Value => {
    if (typeof value === "function") {
      const act = value as unknown as (...given: unknown[]) => unknown;
      const noted = (...given: unknown[]) => {
        used.push(name);
        return act(...given);
      };
      return noted as unknown as Value;
    }
    if (typeof value !== "object" || value === null) return value;
    return new Proxy(value, {
      get: (target, key) => {
        const found: unknown = Reflect.get(target, key);
        if (typeof key === "symbol") return found;
        const bound = typeof found === "function" && !Array.isArray(target) ? found.bind(target) : found;
        return Array.isArray(target) && typeof found === "function" ? found : watch(bound, `${name}.${key}`);
      },
    });
  };
  return { ports: watch(ports, "ports"), used };
}
