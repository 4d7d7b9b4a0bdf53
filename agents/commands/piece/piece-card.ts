// One piece as a picture with its facts and the buttons its state allows.

import type { Language } from "../../texts/texts.ts";
import { texts } from "../../texts/texts.ts";
import type { CardButton, CardImage } from "../view.ts";

export interface PieceSummary {
  readonly id: string;
  readonly reference: string;
  readonly state: string;
  readonly tier: string;
  readonly template: string;
  readonly caption: string;
  readonly imageKey: string | null;
  readonly thumbnailKey: string | null;
  readonly synthetic: boolean;
  readonly error: string | null;
}

interface PieceRow {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  readonly tier: string;
  readonly templateKey: string;
  readonly caption: string;
  readonly error: string | null;
  readonly avatar: { readonly slug: string };
  readonly asset: {
    readonly storageKey: string;
    readonly thumbnailKey: string | null;
    readonly synthetic: boolean;
  } | null;
}

export function summarisePiece(piece: PieceRow): PieceSummary {
  return {
    id: piece.id,
    reference: `${piece.avatar.slug}-${piece.number}`,
    state: piece.state,
    tier: piece.tier,
    template: piece.templateKey,
    caption: piece.caption,
    imageKey: piece.asset?.storageKey ?? null,
    thumbnailKey: piece.asset?.thumbnailKey ?? null,
    synthetic: piece.asset?.synthetic ?? false,
    error: piece.error,
  };
}

export function pieceButtons(piece: PieceSummary, language: Language): CardButton[] {
  const words = texts(language);
  const input = { piece: piece.reference };
  const caption: CardButton = {
    label: words.batch.editCaption,
    command: "piece.caption",
    input,
    ask: { field: "caption", label: words.batch.newCaption },
  };
  const reject: CardButton = {
    label: words.common.reject,
    command: "piece.reject",
    input,
    style: "danger",
    ask: { field: "reason", label: words.batch.whyRejected },
  };
  if (piece.state === "ready") {
    return [
      { label: words.common.approve, command: "piece.approve", input: { pieces: [piece.reference] }, style: "primary" },
      caption,
      reject,
    ];
  }
  if (piece.state === "approved") {
    return [{ label: words.account.publishNow, command: "post.now", input, style: "primary" }, caption, reject];
  }
  if (piece.state === "held") {
    return [reject];
  }
  if (piece.state === "failed") {
    return [{ label: words.batch.retry, command: "piece.retry", input, style: "primary" }];
  }
  return [];
}

/** null while there is nothing to look at yet. */
export function pieceImage(piece: PieceSummary, language: Language): CardImage | null {
  if (!piece.imageKey) return null;
  const words = texts(language).batch;
  return {
    key: piece.imageKey,
    ...(piece.thumbnailKey ? { thumbnailKey: piece.thumbnailKey } : {}),
    alt: words.pictureAlt(piece.reference, piece.template),
    caption: `${piece.reference} · ${words.states[piece.state as keyof typeof words.states]} · ${piece.caption}`,
    buttons: pieceButtons(piece, language),
  };
}
