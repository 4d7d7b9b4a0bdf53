// How soon and in what form an avatar answers: what its operators set, and how long a person would read and type.
import type { Random } from "../../kernel/random.ts";

export interface PacingSettings {
  /** Silence after the fan's last message before the answer; 0: none. */
  readonly quietMs: number;
  /** Longest a burst puts the answer off. */
  readonly longestMs: number;
  /** The fan sees that their messages were read and that an answer is written. */
  readonly showsPresence: boolean;
  /** `at_once`, or as long as a person reads and types. */
  readonly pace: "at_once" | "natural";
  /** Short answers that are spoken, of a hundred. */
  readonly voicePercent: number;
  /** Who sends a voice note gets one back. */
  readonly answersVoice: boolean;
}

/** Of a workspace that set nothing; the two times are the installation's (BURST_QUIET_SECONDS, BURST_LONGEST_SECONDS). */
export const DEFAULT_PACING = {
  showsPresence: true,
  pace: "at_once",
  voicePercent: 0,
  answersVoice: false,
} as const satisfies Omit<PacingSettings, "quietMs" | "longestMs">;

/** Settings take these at most. */
export const LONGEST_QUIET_SECONDS = 60;
export const LONGEST_BURST_SECONDS = 300;

/** Silent reading, English non-fiction: 238 words a minute (Brysbaert 2019, 190 studies). */
const READ_WORDS_PER_SECOND = 238 / 60;
/** Typing on a phone with two thumbs: 38 words of five characters a minute (Palin et al. 2019, 37,000 people). */
const TYPED_CHARS_PER_SECOND = (38 * 5) / 60;
/** Nobody who chats takes longer than this over one message, whatever its length (our own reading). */
const READ_MOST_MS = 10_000;
const TYPED_LEAST_MS = 1_500;
const TYPED_MOST_MS = 30_000;
/** People are not machines: up to so much more or less. */
const SPREAD = 0.25;
/** However much a fan goes on writing meanwhile, an answer is out by then: from the first message it answers. */
const ANSWERED_WITHIN_MS = 120_000;

/** Platforms take the sign of typing away after this long (Telegram 5 s, Instagram 20 s). */
export const TYPING_SHOWN_MS = 4_500;

export function readingMs(texts: readonly string[]): number {
  const words = texts.join(" ").split(/\s+/).filter(Boolean).length;
  return Math.min(READ_MOST_MS, Math.round((words / READ_WORDS_PER_SECOND) * 1_000));
}

export function typingMs(text: string, random: Random): number {
  const ms = ([...text].length / TYPED_CHARS_PER_SECOND) * 1_000 * (1 + SPREAD * (2 * random() - 1));
  return Math.round(Math.min(TYPED_MOST_MS, Math.max(TYPED_LEAST_MS, ms)));
}

/** No message of an answer is held back beyond this. */
export function answeredBy(firstUnansweredAt: Date): Date {
  return new Date(firstUnansweredAt.getTime() + ANSWERED_WITHIN_MS);
}
