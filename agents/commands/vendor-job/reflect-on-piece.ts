// A piece shows how its jobs stand while it is being made; what it becomes is decided when all of them have ended.
import type { Transaction } from "../context.ts";
import type { WorkJob } from "./load-job.ts";

interface Shown {
  readonly state: "planned" | "generating" | "unknown";
  readonly error?: string | null;
}

export async function reflectOnPiece(tx: Transaction, job: WorkJob, shown: Shown): Promise<void> {
  if (!job.pieceId || job.purpose !== "content") return;
  await tx.piece.updateMany({
    where: { id: job.pieceId, state: { in: ["planned", "generating", "unknown"] } },
    data: shown,
  });
}
