// What a fan sent without words: which kind it is decides how we say that we cannot perceive it.

import { attachmentsOf, shownBy } from "./attachments.ts";

export type Unseen = "picture" | "video" | "sound" | "file" | "storyMention";

export interface SentThing {
  readonly kind: string;
  readonly text: string;
  readonly attachments?: unknown;
}

/** By the names of all platforms. What is not here (unsupported, shown once and gone) asks for no answer. */
const UNSEEN: Readonly<Record<string, Unseen>> = {
  image: "picture",
  photo: "picture",
  sticker: "picture",
  emoji: "picture",
  share: "picture",
  media: "picture",
  ig_post: "picture",
  story: "picture",
  ig_story: "picture",
  ephemeral: "picture",
  video: "video",
  animation: "video",
  video_note: "video",
  reel: "video",
  ig_reel: "video",
  share_post: "video",
  audio: "sound",
  voice: "sound",
  file: "file",
  document: "file",
  story_mention: "storyMention",
  story_reply: "picture",
};

const isWordless = (message: SentThing) => message.text.trim() === "" && shownBy(message).length === 0;

export function areWordless(messages: readonly SentThing[]): boolean {
  return messages.length > 0 && messages.every(isWordless);
}

/** Of the newest that can be named; null: nothing there can be answered. */
export function unseenOf(messages: readonly SentThing[]): Unseen | null {
  const named = messages.findLast((message) => Object.hasOwn(UNSEEN, message.kind));
  return named ? (UNSEEN[named.kind] ?? null) : null;
}

const CONTEXT: Readonly<Record<string, string>> = {
  story_reply: "[answers a story of the creator, which cannot be seen here]",
  story_mention: "[mentions the creator in a story of their own, which cannot be seen here]",
  button: "[tapped this suggestion]",
  quick_reply: "[tapped this suggestion]",
};

/** A message as a model reads it: what stands beside the words, then the words. All of it is data. */
export function withContext(message: SentThing): string {
  const context =
    CONTEXT[message.kind] ?? (isWordless(message) ? unseenContext(message.kind) : withAttachments(message));
  return [context, message.text].filter(Boolean).join(" ");
}

function unseenContext(kind: string): string {
  return Object.hasOwn(UNSEEN, kind) ? `[sent a ${UNSEEN[kind]}, which cannot be seen here]` : "";
}

function withAttachments(message: SentThing): string {
  const shown = shownBy(message).map(
    (shows) => `[sent a picture; a machine that looked at it says: ${plainly(shows)}]`,
  );
  const heard = attachmentsOf(message).filter((attachment) => attachment.heard);
  const voice = heard.length > 0 ? "[a voice note, as a machine wrote it down]" : "";
  const isUnseen = attachmentsOf(message).length > shown.length + heard.length;
  return [...shown, voice, isUnseen ? "[with something that cannot be seen here]" : ""].filter(Boolean).join(" ");
}

/** Brackets are ours: what was seen cannot close them. */
const plainly = (text: string) => text.replace(/[[\]]/g, "");
