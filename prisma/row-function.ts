// Calls one of the SQL functions that take and give one JSON value: several statements, one round trip.
import type { Transaction } from "./client.ts";

/** What both a pool and a client inside a transaction can do. */
export interface Queryable {
  query<Row extends object>(config: { name: string; text: string; values: unknown[] }): Promise<{ rows: Row[] }>;
}

/** The same inside one of Prisma's transactions. */
export function within(tx: Transaction): Queryable {
  return {
    query: async <Row extends object>({ text, values }: { text: string; values: unknown[] }) => ({
      rows: await tx.$queryRawUnsafe<Row[]>(text, ...values),
    }),
  };
}

/** @param name of a function of our migrations, never anything from outside */
export async function callRowFunction<Result>(db: Queryable, name: string, parameter: object): Promise<Result> {
  const { rows } = await db.query<{ result: Result }>({
    name,
    text: `SELECT ${name}($1::jsonb) AS result`,
    values: [JSON.stringify(parameter)],
  });
  return only(rows).result;
}

/** The same for many parameters, in their order, all or nothing. */
export async function callRowFunctionForAll<Result>(
  db: Queryable,
  name: string,
  parameters: readonly object[],
): Promise<readonly Result[]> {
  const { rows } = await db.query<{ result: Result }>({
    name: `${name}_for_all`,
    text: `SELECT ${name}(parameter) AS result FROM jsonb_array_elements($1::jsonb) parameter`,
    values: [JSON.stringify(parameters)],
  });
  return rows.map(({ result }) => result);
}

export function only<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error("the database function returned no row");
  return row;
}

const TIME_KEY = /(At|Until|Since)$/;
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d$/;

/** JSON has no dates: columns named ...At, ...Until, ...Since become Date, in the value itself. */
export function reviveDates<Value>(value: Value): Value {
  if (value !== null && typeof value === "object") reviveWithin(value as Record<string, unknown>);
  return value;
}

function reviveWithin(parent: Record<string, unknown>): void {
  for (const key in parent) {
    const item = parent[key];
    if (typeof item === "string") {
      if (item.length >= 20 && TIME_KEY.test(key) && TIMESTAMP.test(item)) parent[key] = new Date(item);
    } else if (item !== null && typeof item === "object") reviveWithin(item as Record<string, unknown>);
  }
}
