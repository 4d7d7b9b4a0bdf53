// The checker: judges the record of a run. It imports nothing of the product and knows only what must hold.
import { countBy, FAN_CHECKS, type Failures, fanFigures } from "../history/fan-checks.ts";
import type { CrashRecord } from "./record.ts";

type Check = (record: CrashRecord, failures: Failures) => void;

const CHECKS: readonly Check[] = [...FAN_CHECKS, everyPieceExistsOnce, everyPictureIsPaidOnce];

export function checkRecord(record: CrashRecord): { failures: readonly string[]; figures: Record<string, number> } {
  const failures: Failures = [];
  for (const check of CHECKS) check(record, failures);
  return {
    failures,
    figures: {
      ...fanFigures(record),
      batches: record.batches.length,
      pieces: record.pieces.length,
      vendorPictures: record.vendorPictures,
      spentUsd: Number(record.costs.reduce((sum, cost) => sum + cost.amountUsd, 0).toFixed(6)),
    },
  };
}

function everyPieceExistsOnce(record: CrashRecord, failures: Failures): void {
  const { batches, piecesABatch } = record.wanted;
  if (record.batches.length !== batches) failures.push(`${record.batches.length} of ${batches} batches`);
  for (const { id, state } of record.batches) {
    const own = record.pieces.filter(({ batchId }) => batchId === id);
    if (state !== "completed") failures.push(`batch ${id} is ${state}`);
    if (own.length !== piecesABatch) failures.push(`batch ${id} has ${own.length} pieces`);
  }
  if (new Set(record.pieces.map(({ number }) => number)).size !== record.pieces.length)
    failures.push("two pieces have one number");
  if (new Set(record.pieces.map(({ assetId }) => assetId)).size !== record.pieces.length)
    failures.push("two pieces share a file");
  for (const { number, state, rejectedReason, sha256, fileSha256 } of record.pieces) {
    // Held is for a person to look at: drawn faces do not all look their age.
    if (state !== "ready" && state !== "held") failures.push(`piece ${number} is ${state} (${rejectedReason})`);
    if (sha256 === null || sha256 !== fileSha256) failures.push(`piece ${number}: the file is not what its row says`);
  }
}

function everyPictureIsPaidOnce(record: CrashRecord, failures: Failures): void {
  if (record.vendorPictures !== record.pieces.length)
    failures.push(`the vendor billed ${record.vendorPictures} pictures for ${record.pieces.length} pieces`);
  const ofPieces = record.costs.filter(({ pieceId }) => pieceId !== null);
  const perPiece = countBy(ofPieces, ({ pieceId }) => pieceId);
  for (const [piece, count] of perPiece) if (count !== 1) failures.push(`piece ${piece} has ${count} cost rows`);
  for (const { attemptKey, state } of record.costs) if (state !== "settled") failures.push(`${attemptKey} is ${state}`);
  const spent = record.costs.reduce((sum, { amountUsd }) => sum + amountUsd, 0);
  if (Math.abs(spent - record.budgetUsedUsd) > 1e-6)
    failures.push(`the ledger says ${spent}, the budget ${record.budgetUsedUsd}`);
}
