// A button that decides something is gone after its use, so that nobody decides twice.
import type { Card } from "../../../agents/commands/view.ts";
import { type Language, texts } from "../../../agents/texts/texts.ts";

export interface UsedButton {
  readonly command: string;
  readonly label: string;
  readonly imageKey?: string | undefined;
}

/** The card as it is to be shown from now on, or null when nothing about it changes. */
export function withoutUsedButtons(card: Card, used: UsedButton, language: Language): Card | null {
  const done = texts(language).web.console.used(used.label);
  if (used.imageKey) {
    const images = card.images?.map((image) => {
      if (image.key !== used.imageKey) return image;
      const { buttons: _buttons, ...rest } = image;
      return { ...rest, caption: image.caption ? `${image.caption} · ${done}` : done };
    });
    return images ? { ...card, images } : null;
  }
  // A run card is decided once; other buttons ("next page", "create a batch") may be used again.
  if (!used.command.startsWith("run.")) return null;
  const { buttons: _buttons, ...rest } = card;
  return { ...rest, note: done };
}
