// The caption of a piece: the ones there are to choose from, one of them, or one by hand. An approval given for the old one
// no longer counts (trust C19).
import { z } from "zod";
import { enforceCaptionLimits } from "../../domain/content/caption-limits.ts";
import { readCaptionOptions } from "../../domain/content/caption-option.ts";
import { captionFault } from "../../domain/content/caption-rules.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { type CaptionChoice, CaptionOutput, captionCard } from "./caption-card.ts";
import { UNAPPROVED } from "./caption-pieces.ts";
import { captionLimit } from "./caption-request.ts";
import { type FoundPiece, findPiece, pieceReference } from "./find-piece.ts";
import { summarisePiece } from "./piece-card.ts";

/** Whose words may still be changed: not those on their way out. */
export const REWORDABLE = ["ready", "held", "approved"] as const;

export const pieceCaption = defineCommand({
  name: "piece.caption",
  role: "manager",
  effect: "write",
  input: z.object({
    piece: z.string(),
    /** One by hand. */
    caption: z.string().trim().min(1).max(2_200).optional(),
    /** Number of one of the captions there are. Neither: they are shown. */
    option: z.number().int().min(1).optional(),
  }),
  output: CaptionOutput,
  positional: ["piece", "caption"],
  errors: ["not_found", "invalid_input", "refused"],
  run: async (context, { piece: reference, caption, option }) => {
    const piece = await findPiece(context, reference);
    const words = texts(context.actor.language).batch;
    if (caption !== undefined && option !== undefined) {
      throw new AppError("invalid_input", words.captionOrOption, {
        field: "option",
        remedy: `piece caption ${pieceReference(piece)} --option ${option}`,
      });
    }
    const wanted = option === undefined ? caption : optionOf(context, piece, option);
    if (wanted === undefined) return outputOf(piece, { hasChanged: false, shortened: false });
    requireFitCaption(context, wanted, option === undefined ? "caption" : "option");
    const limited = enforceCaptionLimits(captionLimit(piece), wanted);
    await write(context, piece, limited.text);
    return outputOf(await findPiece(context, piece.id), { hasChanged: true, shortened: limited.changed });
  },
  view: (output, context) => captionCard(output, context.actor.language),
  subject: (_input, output) => output.piece.reference,
});

/** Numbered as they are kept: language after language. */
function choicesOf({ avatar, caption, captionOptions }: FoundPiece): CaptionChoice[] {
  return readCaptionOptions(captionOptions, avatar.languages[0] ?? "en").map((choice, index) => ({
    ...choice,
    number: index + 1,
    isChosen: choice.text === caption,
  }));
}

export function outputOf(piece: FoundPiece, done: { readonly hasChanged: boolean; readonly shortened: boolean }) {
  const { maxLength, maxEmojis } = captionLimit(piece);
  return {
    ...done,
    piece: summarisePiece(piece),
    options: choicesOf(piece),
    limit: { maxLength, maxEmojis },
    isWaiting: piece.captionedAt === null,
  };
}

function optionOf(context: CommandContext, piece: FoundPiece, number: number): string {
  const choices = choicesOf(piece);
  const choice = choices.find((candidate) => candidate.number === number);
  if (choice) return choice.text;
  const words = texts(context.actor.language).batch;
  throw new AppError("invalid_input", words.noCaptionOption(pieceReference(piece), choices.length), {
    field: "option",
    remedy: `piece caption ${pieceReference(piece)}`,
  });
}

/** By hand too: what is published says what the rules allow. @throws AppError `refused` */
function requireFitCaption(context: CommandContext, caption: string, field: "caption" | "option"): void {
  const fault = captionFault(caption);
  if (!fault) return;
  throw new AppError("refused", texts(context.actor.language).batch.captionFaults[fault], { field, reason: fault });
}

/** @throws AppError `refused` when its state does not allow it, or no longer does */
async function write(context: CommandContext, piece: FoundPiece, caption: string): Promise<void> {
  const state = REWORDABLE.find((candidate) => candidate === piece.state);
  const changed = await context.database.prisma.piece.updateMany({
    where: { id: piece.id, state: { in: state ? [state] : [] } },
    data: {
      caption,
      // A person's choice is not written over by captions that are still on their way.
      captionedAt: piece.captionedAt ?? context.clock.now(),
      ...(state === "approved" ? UNAPPROVED : {}),
    },
  });
  if (changed.count === 0) throw cannotEdit(context, piece);
}

export function cannotEdit(context: CommandContext, piece: FoundPiece): AppError {
  const words = texts(context.actor.language).batch;
  return new AppError("refused", words.cannotEdit(pieceReference(piece), words.states[piece.state]), {
    field: "piece",
  });
}
