// Carries out `pieces.caption`.
import { captionPiecesNow } from "../../agents/commands/piece/caption-pieces.ts";
import { captionPieces } from "../../agents/work-orders/caption-pieces.ts";
import { defineHandler } from "./handler.ts";

export const captionPiecesHandler = defineHandler(captionPieces, (context, { pieceIds }, job) =>
  captionPiecesNow(context, pieceIds, { final: job.attempt >= job.maxAttempts, signal: job.signal }),
);
