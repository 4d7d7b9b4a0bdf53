// A batch as it stands: progress while it runs, then its pictures with their buttons.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { type PieceSummary, pieceImage, summarisePiece } from "../piece/piece-card.ts";
import type { Card } from "../view.ts";
import { batchReference, findBatch } from "./find-batch.ts";

const UNFINISHED = new Set(["planned", "generating", "unknown"]);

export const BatchStatus = z.object({
  id: z.string(),
  reference: z.string(),
  avatar: z.string(),
  state: z.string(),
  total: z.number(),
  finished: z.number(),
  failed: z.number(),
  held: z.number(),
  /** Planned pieces that wait for a budget. */
  paused: z.number(),
  pieces: z.array(z.custom<PieceSummary>()),
});
export type BatchStatusValue = z.output<typeof BatchStatus>;

export function batchStatus(batch: Awaited<ReturnType<typeof findBatch>>): BatchStatusValue {
  const pieces = batch.pieces.map(summarisePiece);
  return {
    id: batch.id,
    reference: batchReference(batch),
    avatar: batch.avatar.slug,
    state: batch.state,
    total: pieces.length,
    finished: pieces.filter((piece) => !UNFINISHED.has(piece.state)).length,
    failed: pieces.filter((piece) => piece.state === "failed").length,
    held: pieces.filter((piece) => piece.state === "held").length,
    paused: pieces.filter((piece) => piece.state === "planned" && piece.error !== null).length,
    pieces,
  };
}

export const batchShow = defineCommand({
  name: "batch.show",
  role: "chatter",
  effect: "read",
  input: z.object({ batch: z.string() }),
  output: BatchStatus,
  positional: ["batch"],
  errors: ["not_found"],
  run: async (context, { batch }) => batchStatus(await findBatch(context, batch)),
  view: (output, context) => batchCard(output, context.actor.language),
});

export function batchCard(status: BatchStatusValue, language: "en" | "es"): Card {
  const words = texts(language);
  const finished = status.finished === status.total;
  const ready = status.pieces.filter((piece) => piece.state === "ready");
  const problems = [
    ...(status.failed > 0 ? [words.batch.someFailed(status.failed)] : []),
    ...(status.held > 0 ? [words.batch.someHeld(status.held)] : []),
    ...(status.paused > 0 ? [words.batch.somePaused(status.paused)] : []),
  ];
  return {
    title: finished ? words.batch.done(status.reference) : words.batch.running(status.reference),
    ...(finished && problems.length === 0 ? { tone: "good" } : {}),
    ...(problems.length > 0 ? { tone: "warning", text: problems.join(" ") } : {}),
    progress: {
      done: status.finished,
      total: status.total,
      label: words.batch.progress(status.finished, status.total),
    },
    images: status.pieces.flatMap((piece) => pieceImage(piece, language) ?? []),
    ...(ready.length > 0 && finished
      ? {
          buttons: [
            {
              label: words.batch.approveAll(ready.length),
              command: "batch.approve",
              input: { batch: status.reference },
              style: "primary",
            },
          ],
        }
      : {}),
    ...(status.failed > 0 && finished
      ? {
          buttons: [
            ...(ready.length > 0
              ? [
                  {
                    label: words.batch.approveAll(ready.length),
                    command: "batch.approve",
                    input: { batch: status.reference },
                    style: "primary" as const,
                  },
                ]
              : []),
            { label: words.batch.retryAll(status.failed), command: "batch.retry", input: { batch: status.reference } },
          ],
        }
      : {}),
    ...(!finished && status.paused === 0
      ? {
          buttons: [
            {
              label: words.common.cancel,
              command: "batch.cancel",
              input: { batch: status.reference },
              style: "danger" as const,
            },
          ],
        }
      : {}),
    ...(status.paused > 0 ? { buttons: [{ label: words.batch.showBudget, command: "budget.show", input: {} }] } : {}),
    ...(status.pieces.some((piece) => piece.synthetic) ? { note: words.common.offlineNote } : {}),
    live: { topic: `batch:${status.id}`, command: "batch.show", input: { batch: status.reference }, finished },
  };
}
