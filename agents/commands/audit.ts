// Hash-chained record of what operators did (trust T21): a changed or missing row breaks the chain.
import { chainHash, GENESIS_HASH } from "../domain/trust/hash-chain.ts";
import type { CommandContext } from "./context.ts";

export interface AuditRecord {
  readonly command: string;
  readonly inputHash: string;
  readonly outcome: string;
  readonly subject?: string;
}

/** Appends one row; appenders wait for each other on the newest row's number. */
export async function appendAudit(context: CommandContext, record: AuditRecord): Promise<void> {
  const at = context.clock.now();
  await context.database.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('audit-chain'))`;
    const last = await tx.auditEntry.findFirst({ orderBy: { seq: "desc" }, select: { seq: true, hash: true } });
    const entry = {
      id: context.ids.next("audit"),
      seq: (last?.seq ?? 0) + 1,
      actorId: context.actor.id,
      surface: context.actor.surface,
      command: record.command,
      subject: record.subject ?? null,
      outcome: record.outcome,
      inputHash: record.inputHash,
      at,
    };
    const prevHash = last?.hash ?? GENESIS_HASH;
    await tx.auditEntry.create({
      data: { ...entry, prevHash, hash: chainHash(prevHash, { ...entry, at: at.toISOString() }) },
    });
  });
}
