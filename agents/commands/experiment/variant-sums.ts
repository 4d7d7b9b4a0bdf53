// Whom an experiment's variants have reached so far, in two books: real, and play (sandbox payments, emulated accounts).
import type { Harm } from "../../domain/experiments/guardrails.ts";
import type { Transaction } from "../context.ts";

export interface VariantBook {
  /** Fans to whom a message with it was sent. */
  readonly exposed: number;
  /** Of them, those who paid within the window. */
  readonly converted: number;
  readonly harms: Readonly<Record<Harm, number>>;
}

export interface VariantSums {
  readonly id: string;
  readonly stoppedAt: Date | null;
  readonly real: VariantBook;
  readonly play: VariantBook;
}

interface Row {
  readonly id: string;
  readonly stoppedAt: Date | null;
  /** null: nobody was assigned it. */
  readonly sandbox: boolean | null;
  readonly exposed: number;
  readonly converted: number;
  readonly blocked: number;
  readonly complained: number;
  readonly optedOut: number;
}

export async function variantSums(
  db: Pick<Transaction, "$queryRaw">,
  experimentId: string,
): Promise<readonly VariantSums[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT v.id, v."stoppedAt", a.sandbox, count(a."exposedAt")::int AS exposed, count(a."convertedAt")::int AS converted,
      count(a."blockedAt")::int AS blocked, count(a."complainedAt")::int AS complained,
      count(a."optedOutAt")::int AS "optedOut"
    FROM "ExperimentVariant" v LEFT JOIN "ExperimentAssignment" a ON a."variantId" = v.id
    WHERE v."experimentId" = ${experimentId}
    GROUP BY v.id, v."stoppedAt", a.sandbox ORDER BY v.id`;
  const ids = [...new Set(rows.map(({ id }) => id))];
  return ids.map((id) => {
    const own = rows.filter((row) => row.id === id);
    return {
      id,
      stoppedAt: own[0]?.stoppedAt ?? null,
      real: bookOf(own.find(({ sandbox }) => sandbox === false)),
      play: bookOf(own.find(({ sandbox }) => sandbox === true)),
    };
  });
}

function bookOf(row: Row | undefined): VariantBook {
  return {
    exposed: row?.exposed ?? 0,
    converted: row?.converted ?? 0,
    harms: { blocked: row?.blocked ?? 0, complained: row?.complained ?? 0, opted_out: row?.optedOut ?? 0 },
  };
}
