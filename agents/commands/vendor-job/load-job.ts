// A vendor job with what its making depends on.
import type { AppContext } from "../context.ts";

/** What goes with a job wherever it is worked on. */
export const JOB_PARTS = {
  avatar: true,
  piece: { include: { batch: true } },
  conversation: { select: { fanId: true } },
} as const;

export async function loadJob(context: Pick<AppContext, "database">, id: string) {
  return await context.database.prisma.vendorJob.findUnique({
    where: { id },
    include: JOB_PARTS,
  });
}

export type WorkJob = NonNullable<Awaited<ReturnType<typeof loadJob>>>;

/** Nothing more happens to others by themselves. */
export const OPEN_JOB_STATES = ["planned", "running", "unknown"] as const;

export function isOpen(job: { readonly state: string }): boolean {
  return (OPEN_JOB_STATES as readonly string[]).includes(job.state);
}

/** Key of an attempt: of its cost entry, of its files, and its mark at the vendor. */
export function attemptKeyOf(job: { readonly id: string; readonly attempt: number }): string {
  return `job:${job.id}:${job.attempt}`;
}
