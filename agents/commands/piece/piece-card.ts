// One piece as a picture with its facts and the buttons its state allows.

import type { Language } from "../../texts/texts.ts";
import { texts } from "../../texts/texts.ts";
import type { Card, CardButton, CardImage } from "../view.ts";
import type { FoundPiece } from "./find-piece.ts";
import { slidesOf } from "./slides.ts";

export interface PieceSummary {
  readonly id: string;
  readonly reference: string;
  readonly state: string;
  readonly tier: string;
  readonly template: string;
  readonly caption: string;
  readonly hashtags: readonly string[];
  readonly imageKey: string | null;
  readonly thumbnailKey: string | null;
  readonly synthetic: boolean;
  readonly error: string | null;
  readonly media: "image" | "video";
  readonly similarity: number | null;
  readonly heldFor: readonly string[];
  /** The piece that its picture nearly repeats. */
  readonly repeats: string | null;
  /** The pictures of a carousel; empty for a piece of one file. */
  readonly slides: readonly { readonly imageKey: string; readonly thumbnailKey: string | null }[];
}

interface PieceRow extends Pick<FoundPiece, "kind" | "jobs"> {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  readonly tier: string;
  readonly templateKey: string;
  readonly caption: string;
  readonly hashtags: readonly string[];
  readonly error: string | null;
  readonly similarity: number | null;
  readonly heldFor: readonly string[];
  readonly repeatsNumber: number | null;
  readonly avatar: { readonly slug: string };
  readonly asset: {
    readonly storageKey: string;
    readonly thumbnailKey: string | null;
    readonly synthetic: boolean;
    readonly contentType: string;
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
    hashtags: piece.hashtags,
    imageKey: piece.asset?.storageKey ?? null,
    thumbnailKey: piece.asset?.thumbnailKey ?? null,
    synthetic: piece.asset?.synthetic ?? false,
    error: piece.error,
    media: piece.asset?.contentType.startsWith("video/") ? "video" : "image",
    similarity: piece.similarity,
    heldFor: piece.heldFor,
    slides: slidesOf(piece).map(({ storageKey, thumbnailKey }) => ({ imageKey: storageKey, thumbnailKey })),
    repeats: piece.repeatsNumber === null ? null : `${piece.avatar.slug}-${piece.repeatsNumber}`,
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
    const release: CardButton = {
      label: words.batch.release,
      command: "piece.release",
      input,
      ask: { field: "reason", label: words.batch.whyReleased },
    };
    const again: CardButton = { label: words.batch.regenerate, command: "piece.regenerate", input };
    return [
      ...(piece.heldFor.includes("not_examined") ? [] : [release]),
      ...(piece.heldFor.includes("near_repeat") ? [again] : []),
      reject,
    ];
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
    ...(piece.media === "video" ? { media: "video" as const } : {}),
    alt: words.pictureAlt(piece.reference, piece.template),
    caption: [
      piece.reference,
      words.states[piece.state as keyof typeof words.states],
      ...(piece.slides.length > 1 ? [words.ofPictures(piece.slides.length)] : []),
      ...likeness(piece),
      piece.caption,
      piece.hashtags.join(" "),
    ]
      .filter((part) => part !== "")
      .join(" · "),
    buttons: pieceButtons(piece, language),
  };
}

/** The piece as a person reviews it: a carousel with each of its pictures. */
export function pieceImages(piece: PieceSummary, language: Language): CardImage[] {
  const cover = pieceImage(piece, language);
  if (!cover) return [];
  const words = texts(language).batch;
  const others = piece.slides.slice(1).map(({ imageKey, thumbnailKey }, index) => ({
    key: imageKey,
    ...(thumbnailKey ? { thumbnailKey } : {}),
    alt: words.slideAlt(piece.reference, index + 2),
    caption: `${piece.reference} · ${index + 2}/${piece.slides.length}`,
  }));
  return [cover, ...others];
}

/** The number is shown wherever the picture is (domain 2). */
function likeness({ similarity }: PieceSummary): string[] {
  return similarity === null ? [] : [`${Math.round(similarity * 100)} %`];
}

/** What keeps it waiting, in words. */
export function holdWords(piece: PieceSummary, language: Language): string {
  const { batch, identity } = texts(language);
  const { holds } = identity;
  return piece.heldFor
    .map((reason) =>
      reason === "near_repeat" && piece.repeats !== null
        ? batch.nearlyRepeats(piece.repeats)
        : (holds[reason as keyof typeof holds] ?? reason),
    )
    .join("; ");
}

/** A piece as a card of its own, live while it is being made. */
export function pieceView(piece: PieceSummary, language: Language): Card {
  const words = texts(language).batch;
  const images = pieceImages(piece, language);
  const isOpen = ["planned", "generating", "unknown"].includes(piece.state);
  const problem = piece.error ?? holdWords(piece, language);
  return {
    title: `${piece.reference}: ${words.states[piece.state as keyof typeof words.states]}`,
    ...(problem ? { tone: "warning", text: problem } : {}),
    ...(images.length > 0 ? { images } : { buttons: pieceButtons(piece, language) }),
    ...(piece.synthetic ? { note: texts(language).common.offlineNote } : {}),
    live: { topic: `piece:${piece.id}`, command: "piece.show", input: { piece: piece.reference }, finished: !isOpen },
  };
}
