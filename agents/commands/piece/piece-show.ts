// One piece: picture, caption, where it stands, where it comes from, and the prompt it is made from, part by part.
import { z } from "zod";
import { readCaptionOptions } from "../../domain/content/caption-option.ts";
import { PromptPart } from "../../domain/content/prompt.ts";
import { type Language, texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { hasRole } from "../execute.ts";
import type { CardButton, CardTable } from "../view.ts";
import { findPiece } from "./find-piece.ts";
import { holdWords, type PieceSummary, pieceButtons, pieceImages, summarisePiece } from "./piece-card.ts";
import { variationName } from "./variation-name.ts";

const Output = z.object({
  piece: z.custom<PieceSummary>(),
  captions: z.array(z.string()),
  provider: z.string().nullable(),
  seed: z.number(),
  /** A key of shot-variation.ts; empty: the template as written. */
  variation: z.string(),
  /** Managers' to read, as the words of templates are; none for a piece that was made from others. */
  prompt: z.object({ parts: z.array(PromptPart), negative: z.string() }).nullable(),
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
    const parts = z.array(PromptPart).safeParse(found.promptParts);
    return {
      piece: summarisePiece(found),
      captions: readCaptionOptions(found.captionOptions, "").map(({ text }) => text),
      provider: found.asset?.provider ?? null,
      seed: found.seed,
      variation: found.variation,
      prompt:
        parts.success && hasRole(context.actor, "manager") ? { parts: parts.data, negative: found.negative } : null,
    };
  },
  view: (output, context) => {
    const { language } = context.actor;
    const words = texts(language);
    const images = pieceImages(output.piece, language);
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
        ...(output.variation === ""
          ? []
          : [{ label: words.batch.variation, value: variationName(output.variation, language) }]),
        ...(output.provider
          ? [{ label: words.batch.provider, value: `${output.provider} · ${words.batch.seed} ${output.seed}` }]
          : []),
        ...(problem ? [{ label: words.batch.problem, value: problem }] : []),
        ...(output.piece.similarity === null
          ? []
          : [{ label: words.identity.likeness, value: `${Math.round(output.piece.similarity * 100)} %` }]),
      ],
      ...(output.prompt ? { table: promptTable(output.prompt, language) } : {}),
      ...(images.length > 0 ? { images } : {}),
      buttons: [...(images.length > 0 ? [] : pieceButtons(output.piece, language)), ...otherCaptions(output, language)],
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

function promptTable(
  { parts, negative }: NonNullable<z.output<typeof Output>["prompt"]>,
  language: Language,
): CardTable {
  const words = texts(language).templates;
  return {
    columns: [{ label: words.part }, { label: words.says }],
    rows: [...parts.map(({ label, text }) => [words.parts[label], text]), [words.negative, negative]],
  };
}

/** Five variations in each language to choose from (domain 3), on a card of their own. */
function otherCaptions({ piece, captions }: z.output<typeof Output>, language: Language): CardButton[] {
  if (captions.length < 2) return [];
  const label = texts(language).batch.chooseCaption(captions.length);
  return [{ label, command: "piece.caption", input: { piece: piece.reference } }];
}
