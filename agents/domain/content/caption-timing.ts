// When which words of a script are shown, where nobody measured the voice: by their share of its characters.

export interface TimedCaption {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** As many as are read at a glance. */
const WORDS_MAX = 7;
const SENTENCE_END = /[.!?…][)"'”’»]*$/u;

/**
 * Phrases of at most about seven words, none across the end of a sentence; gapless from 0 to `durationMs`, in whole
 * milliseconds. Phrases that would last no time are left out.
 */
export function captionTimings(text: string, durationMs: number): TimedCaption[] {
  const phrases = phrasesOf(text);
  const total = phrases.reduce((sum, phrase) => sum + weightOf(phrase), 0);
  const end = Math.max(0, Math.floor(durationMs));
  let spoken = 0;
  const timed = phrases.map((phrase) => {
    const startMs = Math.round((spoken / total) * end);
    spoken += weightOf(phrase);
    return { text: phrase, startMs, endMs: Math.round((spoken / total) * end) };
  });
  return timed.filter(({ startMs, endMs }) => endMs > startMs);
}

function phrasesOf(text: string): string[] {
  const sentences: string[][] = [[]];
  for (const word of text.split(/\s+/u).filter((part) => part !== "")) {
    sentences.at(-1)?.push(word);
    if (SENTENCE_END.test(word)) sentences.push([]);
  }
  return sentences.filter((words) => words.length > 0).flatMap(evenParts);
}

/** Eight words become four and four, not seven and one. */
function evenParts(words: readonly string[]): string[] {
  const parts = Math.ceil(words.length / WORDS_MAX);
  const bounds = Array.from({ length: parts + 1 }, (_, index) => Math.round((index * words.length) / parts));
  return bounds.slice(1).map((bound, index) => words.slice(bounds[index], bound).join(" "));
}

/** Code points, so that an emoji counts once. */
const weightOf = (phrase: string) => [...phrase].length;
