// One piece: picture, caption, where it stands, where it comes from.
import { z } from "zod";
import { readCaptionOptions } from "../../domain/content/caption-option.ts";
import { type Language, texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CardButton } from "../view.ts";
import { findPiece } from "./find-piece.ts";
import { holdWords, type PieceSummary, pieceButtons, pieceImage, summarisePiece } from "./piece-card.ts";

const Output = z.object({
  piece: z.custom<PieceSummary>(),
  captions: z.array(z.string()),
  provider: z.string().nullable(),
  seed: z.number(),
});

export const pieceShow = defineCommand({
  name: "piece.show",
  role: "chatter",
  effect: "read",
  input: z.object({ piece: z.string() }),
  output: Output,
  positional: ["piece"],
  errors: ["not_found"],
  run: async (context, { piece }) => {
    const found = await findPiece(context, piece);
    return {
      piece: summarisePiece(found),
      captions: readCaptionOptions(found.captionOptions, "").map(({ text }) => text),
      provider: found.asset?.provider ?? null,
      seed: found.seed,
    };
  },
  view: (output, context) => {
    const { language } = context.actor;
    const words = texts(language);
    const image = pieceImage(output.piece, language);
    const problem = output.piece.error ?? holdWords(output.piece, language);
    const isOpen = ["planned", "generating", "unknown"].includes(output.piece.state);
    const state = words.batch.states[output.piece.state as keyof typeof words.batch.states];
    return {
      title: output.piece.reference,
      text: output.piece.caption,
      fields: [
        { label: words.batch.state, value: state },
        { label: words.batch.tier, value: words.batch.tiers[output.piece.tier as keyof typeof words.batch.tiers] },
        { label: words.batch.template, value: output.piece.template },
        ...(output.provider
          ? [{ label: words.batch.provider, value: `${output.provider} · ${words.batch.seed} ${output.seed}` }]
          : []),
        ...(problem ? [{ label: words.batch.problem, value: problem }] : []),
        ...(output.piece.similarity === null
          ? []
          : [{ label: words.identity.likeness, value: `${Math.round(output.piece.similarity * 100)} %` }]),
      ],
      ...(image ? { images: [image] } : {}),
      buttons: [...(image ? [] : pieceButtons(output.piece, language)), ...otherCaptions(output, language)],
      ...(output.piece.synthetic ? { note: words.common.offlineNote } : {}),
      live: {
        topic: `piece:${output.piece.id}`,
        command: "piece.show",
        input: { piece: output.piece.reference },
        finished: !isOpen,
      },
    };
  },
});

/** Five variations in each language to choose from (domain 3), on a card of their own. */
function otherCaptions({ piece, captions }: z.output<typeof Output>, language: Language): CardButton[] {
  if (captions.length < 2) return [];
  const label = texts(language).batch.chooseCaption(captions.length);
  return [{ label, command: "piece.caption", input: { piece: piece.reference } }];
}
