// A piece that cannot be finished, with the reason a person reads.
import type { AppError } from "../../kernel/errors.ts";
import type { AppContext } from "../context.ts";
import { finishBatch } from "./finish-batch.ts";

export async function failPiece(context: AppContext, id: string, error: AppError): Promise<void> {
  await context.database.prisma.piece.updateMany({
    where: { id, state: { in: ["planned", "generating", "unknown"] } },
    data: { state: "failed", error: error.message.slice(0, 300) },
  });
  const piece = await context.database.prisma.piece.findUnique({ where: { id }, select: { batchId: true } });
  context.ports.events.publish({ topic: `piece:${id}`, kind: "failed" });
  await finishBatch(context, piece?.batchId ?? null);
}
