// The captions of a piece to choose from, by language, each a press away.
import { z } from "zod";
import { type Language, texts } from "../../texts/texts.ts";
import { languageNames } from "../avatar/language-names.ts";
import type { Card, CardButton } from "../view.ts";
import { type PieceSummary, pieceImage } from "./piece-card.ts";

const CaptionChoice = z.object({
  number: z.number(),
  language: z.string(),
  style: z.string(),
  text: z.string(),
  isChosen: z.boolean(),
});
export type CaptionChoice = z.output<typeof CaptionChoice>;

export const CaptionOutput = z.object({
  piece: z.custom<PieceSummary>(),
  options: z.array(CaptionChoice),
  hasChanged: z.boolean(),
  shortened: z.boolean(),
  limit: z.object({ maxLength: z.number(), maxEmojis: z.number() }),
  /** New ones are being written. */
  isWaiting: z.boolean(),
});
type CaptionOutputValue = z.output<typeof CaptionOutput>;

export function captionCard(output: CaptionOutputValue, language: Language): Card {
  if (output.hasChanged) return changedCard(output, language);
  const card = choiceCard(output, language);
  return output.isWaiting ? waitingCard(card, output.piece, language) : card;
}

/** Followed by `piece.show`: only what reads is asked again by itself. */
function waitingCard(card: Card, { id, reference }: PieceSummary, language: Language): Card {
  return {
    ...card,
    text: texts(language).batch.captionsComing,
    live: { topic: `piece:${id}`, command: "piece.show", input: { piece: reference }, finished: false },
  };
}

function changedCard({ piece, shortened, limit }: CaptionOutputValue, language: Language): Card {
  const words = texts(language).batch;
  const image = pieceImage(piece, language);
  return {
    title: words.captionChanged(piece.reference),
    tone: "good",
    text: piece.caption,
    ...(shortened ? { note: words.captionShortened(limit.maxLength, limit.maxEmojis) } : {}),
    ...(image ? { images: [image] } : {}),
  };
}

function choiceCard({ piece, options }: CaptionOutputValue, language: Language): Card {
  const words = texts(language).batch;
  const mayChange = ["ready", "held", "approved"].includes(piece.state);
  return {
    title: words.captionsOf(piece.reference),
    text: piece.caption,
    fields: options.map((option) => ({ label: labelOf(option, language), value: option.text })),
    ...(mayChange ? { buttons: choiceButtons(piece, options, language) } : {}),
  };
}

/** "3 · Spanish · tip", and a mark on the one it has. */
function labelOf(option: CaptionChoice, language: Language): string {
  const words = texts(language).batch;
  const style = words.captionStyles[option.style as keyof typeof words.captionStyles] ?? option.style;
  const parts = [String(option.number), languageNames([option.language], language), style].filter(
    (part) => part !== "",
  );
  return `${parts.join(" · ")}${option.isChosen ? ` ${words.chosenMark}` : ""}`;
}

function choiceButtons(piece: PieceSummary, options: readonly CaptionChoice[], language: Language): CardButton[] {
  const words = texts(language).batch;
  const input = { piece: piece.reference };
  return [
    ...options
      .filter(({ isChosen }) => !isChosen)
      .map(({ number }) => ({
        label: words.takeCaption(number),
        command: "piece.caption",
        input: { ...input, option: number },
      })),
    { label: words.editCaption, command: "piece.caption", input, ask: { field: "caption", label: words.newCaption } },
    { label: words.writeCaptions, command: "piece.recaption", input },
  ];
}
