// Operators' chats, stored results, buttons and run cards quote fans: what quotes this one goes or is emptied (trust C17).
import type { Queryable } from "../../../prisma/row-function.ts";
import type { Needles } from "../../domain/trust/erasure.ts";

interface Quoting {
  readonly name: string;
  /** Columns that may quote, as one text. */
  readonly text: string;
  /** What is done with a row that does. */
  readonly act: (condition: string) => string;
}

const PLACES: readonly Quoting[] = [
  {
    name: "ChatEntry",
    text: `text || ' ' || COALESCE(card::text, '')`,
    act: (condition) => `DELETE FROM "ChatEntry" WHERE ${condition}`,
  },
  {
    name: "ButtonPayload",
    text: "input::text",
    act: (condition) => `DELETE FROM "ButtonPayload" WHERE ${condition}`,
  },
  {
    // The row stays: a replayed key is refused, not carried out a second time.
    name: "IdempotencyRecord",
    text: `COALESCE(result::text, '')`,
    act: (condition) => `UPDATE "IdempotencyRecord" SET result = NULL WHERE ${condition}`,
  },
  {
    // What still waits for a yes was planned with a person who is no longer there.
    name: "RunCard",
    text: `input::text || ' ' || plan::text || ' ' || COALESCE(result::text, '')`,
    act: (condition) => `UPDATE "RunCard" SET input = '{}', plan = '[]', result = NULL,
      state = CASE WHEN state = 'waiting' THEN 'canceled' ELSE state END WHERE ${condition}`,
  },
];

/** @param since older rows are not looked at */
export async function eraseQuotes(db: Queryable, { exact, names }: Needles, since: Date): Promise<void> {
  const values = [since, exact, names.map(wholeWord)];
  for (const { name, text, act } of PLACES) {
    const quotes = `EXISTS (SELECT 1 FROM unnest($2::text[]) AS needle WHERE position(needle IN ${text}) > 0)
      OR EXISTS (SELECT 1 FROM unnest($3::text[]) AS pattern WHERE ${text} ~* pattern)`;
    await db.query({ name: `erase-${name}`, text: act(`"createdAt" >= $1::timestamptz AND (${quotes})`), values });
  }
}

/** A pattern for Postgres that finds a name between anything but letters and digits. */
function wholeWord(name: string): string {
  return `(^|[^[:alnum:]])${name.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&")}($|[^[:alnum:]])`;
}
