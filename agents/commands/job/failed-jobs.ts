// Rows of the outbox that were given up, the newest first; their payload is nobody's to read.
import type { AppContext } from "../context.ts";

export interface FailedJob {
  readonly id: string;
  readonly name: string;
  readonly queue: string;
  readonly attempts: number;
  readonly error: string;
  /** ISO instant. */
  readonly failedAt: string;
}

export async function failedJobs(
  { database }: Pick<AppContext, "database">,
  most: number,
): Promise<readonly FailedJob[]> {
  const rows = await database.prisma.outbox.findMany({
    where: { failedAt: { not: null }, doneAt: null },
    select: { id: true, name: true, queue: true, attempts: true, error: true, failedAt: true },
    orderBy: { failedAt: "desc" },
    take: most,
  });
  return rows.map(({ error, failedAt, ...row }) => ({
    ...row,
    error: error ?? "",
    failedAt: failedAt?.toISOString() ?? "",
  }));
}
