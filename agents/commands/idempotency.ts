// A replayed key returns the stored result instead of doing the work again.

import { AppError } from "../kernel/errors.ts";
import { redact } from "../kernel/log.ts";
import type { CommandContext } from "./context.ts";
import type { ExecuteResult } from "./execute.ts";

export interface IdempotencyClaim {
  readonly id: string;
  readonly stored?: ExecuteResult;
}

/** @throws AppError `conflict` when the key was used for another input, or the first call is still running */
export async function claimKey(
  context: CommandContext,
  key: string,
  command: string,
  inputHash: string,
): Promise<IdempotencyClaim> {
  const id = context.ids.next("idempotency");
  const inserted = await context.database.prisma.idempotencyRecord.createMany({
    data: [{ id, actorId: context.actor.id, key, command, inputHash, createdAt: context.clock.now() }],
    skipDuplicates: true,
  });
  if (inserted.count === 1) return { id };
  const record = await context.database.prisma.idempotencyRecord.findUniqueOrThrow({
    where: { actorId_key: { actorId: context.actor.id, key } },
  });
  if (record.inputHash !== inputHash) {
    throw new AppError("conflict", "This idempotency key was used for another request.", {
      field: "Idempotency-Key",
      remedy: "Use a new key for a new request.",
    });
  }
  if (record.result === null) {
    throw new AppError("conflict", "The first request with this key is still running or was cut off.", {
      field: "Idempotency-Key",
      retryable: true,
      remedy: "Look at the state with a read command, then try a new key.",
    });
  }
  return { id: record.id, stored: record.result as unknown as ExecuteResult };
}

/** Secrets that a command shows once (tokens) are not kept. */
export async function storeResult(context: CommandContext, id: string, result: ExecuteResult): Promise<void> {
  await context.database.prisma.idempotencyRecord.update({
    where: { id },
    data: { result: JSON.parse(redact(JSON.stringify(result))) },
  });
}

/** A call that failed may be tried again under the same key. */
export async function releaseKey(context: CommandContext, id: string): Promise<void> {
  await context.database.prisma.idempotencyRecord.deleteMany({ where: { id } });
}
