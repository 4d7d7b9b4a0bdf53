// Seals every stored secret under the present SECRET_KEY, row by row: each is either as it was or as it shall be, so a run
// that was cut off is simply run again (trust T14).
import { z } from "zod";
import { toAppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";

/** Every column that holds sealed values. */
export const SEALED_COLUMNS = [
  { table: "Account", field: "accessToken" },
  { table: "Account", field: "refreshToken" },
  { table: "AccountLogin", field: "verifier" },
  { table: "WebhookEndpoint", field: "secret" },
] as const;
type SealedColumn = (typeof SEALED_COLUMNS)[number];

const PAGE = 100;

const Output = z.object({
  /** Now under the present key. */
  resealed: z.number(),
  /** All that is under it, with those. */
  sealed: z.number(),
  unreadable: z.number(),
  /** Fans who were erased are recognised by hashes made under the former key; nobody can make them anew. */
  erasedAddresses: z.number(),
  hasPrevious: z.boolean(),
});

export const rotateKeys = defineCommand({
  name: "system.rotatekeys",
  role: "owner",
  effect: "write",
  input: z.object({}),
  output: Output,
  errors: [],
  run: async (context) => {
    const total = { resealed: 0, sealed: 0, unreadable: 0 };
    for (const column of SEALED_COLUMNS) {
      const found = await resealColumn(context, column);
      for (const key of ["resealed", "sealed", "unreadable"] as const) total[key] += found[key];
    }
    const erasedAddresses = await context.database.prisma.erasedAddress.count();
    return { ...total, erasedAddresses, hasPrevious: context.config.SECRET_KEY_PREVIOUS !== undefined };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).logins.keys;
    const isWhole = output.unreadable === 0;
    const { erasedAddresses: erased, hasPrevious } = output;
    const next = erased > 0 ? words.keepPrevious(erased) : words.mayRemove;
    const text = hasPrevious ? next : words.noPrevious;
    return {
      title: words.done(output.resealed),
      tone: isWhole ? "good" : "warning",
      text: isWhole ? text : words.lostKeys(output.unreadable),
      fields: [
        { label: words.sealed, value: String(output.sealed) },
        { label: words.unreadable, value: String(output.unreadable) },
      ],
    };
  },
});

async function resealColumn(context: CommandContext, column: SealedColumn) {
  const found = { resealed: 0, sealed: 0, unreadable: 0 };
  for (let after = ""; ; ) {
    context.signal.throwIfAborted();
    const rows = await pageOf(context, column, after);
    for (const row of rows) {
      const outcome = await resealRow(context, column, row);
      if (outcome === "unreadable") found.unreadable += 1;
      else found.sealed += 1;
      if (outcome === "resealed") found.resealed += 1;
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return found;
    after = last.id;
  }
}

interface SealedRow {
  readonly id: string;
  readonly sealed: string;
}

async function pageOf({ database }: CommandContext, { table, field }: SealedColumn, after: string) {
  const { rows } = await database.pool.query<SealedRow>(
    `SELECT id, "${field}" AS sealed FROM "${table}" WHERE "${field}" IS NOT NULL AND id > $1 ORDER BY id LIMIT $2`,
    [after, PAGE],
  );
  return rows;
}

/** Whoever wrote the value meanwhile has sealed it under the present key. */
async function resealRow(
  { secrets, database, log }: CommandContext,
  { table, field }: SealedColumn,
  { id, sealed }: SealedRow,
): Promise<"resealed" | "fresh" | "unreadable"> {
  if (!secrets.isStale(sealed)) return "fresh";
  const place = { table, row: id, field };
  let plain: string;
  try {
    plain = secrets.open(sealed, place);
  } catch (thrown) {
    log.error("a stored secret cannot be opened", { code: toAppError(thrown).code, source: `${table}.${field}` });
    return "unreadable";
  }
  const { rowCount } = await database.pool.query(
    `UPDATE "${table}" SET "${field}" = $3 WHERE id = $1 AND "${field}" = $2`,
    [id, sealed, secrets.seal(plain, place)],
  );
  return rowCount === 1 ? "resealed" : "fresh";
}
