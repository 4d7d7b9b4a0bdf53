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

export function only<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error("the database function returned no row");
  return row;
}

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d$/;

/** JSON has no dates: columns named ...At, ...Until, ...Since come back as Date. */
export function reviveDates<Value>(value: Value): Value {
  const revive = (item: unknown, key = ""): unknown => {
    if (Array.isArray(item)) return item.map((part) => revive(part));
    if (item !== null && typeof item === "object") {
      return Object.fromEntries(Object.entries(item).map(([name, part]) => [name, revive(part, name)]));
    }
    const isTime = typeof item === "string" && /(At|Until|Since)$/.test(key) && TIMESTAMP.test(item);
    return isTime ? new Date(item) : item;
  };
  return revive(value) as Value;
}
