// Judges a batch from its record, knowing nothing of the product.
import type { ProofReport } from "../proof.ts";
import type { BatchRows, MadePiece } from "./record.ts";

export interface BatchRecord extends BatchRows {
  readonly wanted: number;
  /** What the vendor was asked for, in its own list. */
  readonly vendorInputs: readonly { readonly seed: number; readonly prompt: string }[];
  /** Pictures it made and billed. */
  readonly vendorImages: number;
  readonly unplannedDeaths: readonly string[];
}

/** The vendor's own price of a picture that keeps a face (replicate.com/pricing, flux-kontext-pro). */
const PICTURE_USD = 0.04;

export function checkBatch(record: BatchRecord): ProofReport {
  const { pieces, wanted, vendorInputs } = record;
  const failures: string[] = [];
  const expect = (holds: boolean, failure: string) => {
    if (!holds) failures.push(failure);
  };
  expect(record.batches === 1, `${record.batches} batches exist, not 1`);
  expect(pieces.length === wanted, `${pieces.length} pieces exist, not ${wanted}`);
  expect(new Set(pieces.map(({ number }) => number)).size === wanted, "numbers are missing or twice");
  expect(new Set(pieces.map(({ seed }) => seed)).size === wanted, "two pieces share a seed");
  expect(record.assets === wanted, `${record.assets} files are recorded, not ${wanted}`);
  expect(record.vendorImages === wanted, `the vendor made ${record.vendorImages} pictures, not ${wanted}`);
  for (const piece of pieces) failures.push(...problemsOf(piece, vendorInputs));
  const settled = record.costs.filter(({ state }) => state === "settled");
  const paid = settled.reduce((sum, { amountUsd }) => sum + amountUsd, 0);
  expect(settled.length === wanted, `${settled.length} pictures are on the ledger, not ${wanted}`);
  expect(Math.abs(paid - wanted * PICTURE_USD) < 0.005, `the ledger says ${paid.toFixed(3)} USD`);
  expect(
    record.costs.every(({ state }) => state !== "reserved"),
    "a reservation was forgotten",
  );
  for (const death of record.unplannedDeaths) failures.push(`the product died by itself: ${death}`);
  return {
    figures: {
      pieces: pieces.length,
      vendorRequests: vendorInputs.length,
      vendorImages: record.vendorImages,
      ledgerUsd: Math.round(paid * 1_000) / 1_000,
    },
    failures,
  };
}

/** The label of a piece is its number, seed and prompt: what it shows must have been asked for with these, once. */
function problemsOf(piece: MadePiece, asked: BatchRecord["vendorInputs"]): string[] {
  const { number, seed, prompt } = piece;
  const problems: string[] = [];
  if (!["ready", "held", "rejected"].includes(piece.state))
    problems.push(`piece ${number} is ${piece.state}: ${piece.error ?? ""}`);
  if (piece.assetId === null) return [...problems, `piece ${number} has no picture`];
  if (piece.assetSeed !== seed || piece.assetPrompt !== prompt)
    problems.push(`piece ${number} shows another's picture`);
  const requests = asked.filter((request) => request.seed === seed);
  if (requests.length !== 1) problems.push(`piece ${number} was asked for ${requests.length} times`);
  if (requests.some((request) => request.prompt !== prompt)) problems.push(`piece ${number} was asked for otherwise`);
  if (piece.fileSha256 === null || piece.fileSha256 !== piece.sha256)
    problems.push(`piece ${number}: its file is not what was stored`);
  if (piece.caption === "") problems.push(`piece ${number} has no caption`);
  return problems;
}
