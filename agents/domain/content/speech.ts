// What is written for the eye becomes what is said aloud: captions and messages before a voice speaks them.

/** Joiners, variation selectors, keycaps and the tags of flags come and go with the picture they belong to. */
const EMOJI =
  /(?:(?![©®™‼⁉])\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|[\u200D\uFE0E\uFE0F\u20E3]|[\u{E0020}-\u{E007F}])+/gu;
const EMOTICON = /(?<!\S)(?:[:;]-?[)(DPp]|<3+|[xX]D+)(?![\p{L}\p{N}])/gu;
const INVISIBLE = /[\u200B\u2060\uFEFF\u00AD]/g;

/** One is enough, and many would be slow to look through. */
const BLANKS = /[^\S\r\n]+/g;

const LABELLED_LINK = /!?\[([^[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*\)/g;
const TAG = /<\/?[a-z][^<>]*>/gi;
/** What ends the sentence around a link is not a part of it. */
const LINK = /<?(?:https?:\/\/|www\.|\b(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}\/)[^\s<>]*[^\s<>.,!?;:…)"'»]>?/gi;

const FENCE = /^```.*$/gm;
const RULE = /^\s*[-*_]{3,}\s*$/gm;
const LINE_MARKER = /^\s*(?:#{1,6}\s+|(?:>\s?)+|[-*•]\s+)/gm;
const STRONG = /\*\*|__|~~|\|\||`/g;
const EMPHASIS = /(?<![\p{L}\p{N}])([*_])(?=\S)(.{1,300}?)(?<=\S)\1(?![\p{L}\p{N}])/gu;

const HASHTAGS_AT_END = /(?:\s*(?<![\p{L}\p{N}_&])#[\p{L}_][\p{L}\p{N}_]*)+(?=\s*$)/gmu;
const HASHTAGS_AT_START = /^(?:\s*#[\p{L}_][\p{L}\p{N}_]*)+\s+/gmu;
const SIGN_OF_HASHTAG = /(?<![\p{L}\p{N}_&])#+(?=[\p{L}_])/gu;
const SIGN_OF_MENTION = /(?<![\p{L}\p{N}_.])@+(?=[\p{L}\p{N}_])/gu;

/** Languages that set these marks apart from their word. */
const SPACED_MARKS = new Set(["fr"]);

/** Emojis, hashtags, links and markup go; words, numbers and amounts stay as they are, for the vendor to read. Says the same twice. */
export function speakable(text: string, language: string): string {
  const plain = withoutMarkup(withoutLinks(text.normalize("NFC").replace(INVISIBLE, "").replace(BLANKS, " ")))
    .replace(EMOJI, " ")
    .replace(EMOTICON, " ");
  return asSentences(withoutSigns(plain), language);
}

function withoutLinks(text: string): string {
  return text.replace(LABELLED_LINK, "$1").replace(LINK, " ").replace(TAG, "");
}

function withoutMarkup(text: string): string {
  return text.replace(FENCE, "").replace(RULE, "").replace(LINE_MARKER, "").replace(STRONG, "").replace(EMPHASIS, "$2");
}

/** Hashtags around a line are no part of it; one within a sentence is a word of it. */
function withoutSigns(text: string): string {
  return text
    .replace(HASHTAGS_AT_END, "")
    .replace(HASHTAGS_AT_START, "")
    .replace(SIGN_OF_HASHTAG, "")
    .replace(SIGN_OF_MENTION, "");
}

/** A line is a breath: where it ends without a mark, and another follows, it gets one. */
function asSentences(text: string, language: string): string {
  const lines = text
    .split(/\r?\n|\r|\u2028|\u2029/)
    .map((line) => tidied(line, language))
    .filter((line) => /[\p{L}\p{N}]/u.test(line));
  return lines
    .map((line, index) => (index === lines.length - 1 || /[.!?…,;:]["'»”)]*$/.test(line) ? line : `${line}.`))
    .join(" ")
    .replace(/\s*[,;:]+$/, "");
}

function tidied(line: string, language: string): string {
  const loose = line
    .replace(/\(\s*\)|\[\s*\]/g, " ")
    .replace(/\s+/g, " ")
    .replace(/([!?,;:])\1+/g, "$1")
    .replace(/ +([,.…])/g, "$1")
    .replace(/[,;:]+ ?(?=[.!?…])/g, "")
    .replace(/([¡¿«(]) +/g, (_, mark: string) => (mark === "«" && SPACED_MARKS.has(language) ? "« " : mark));
  const marked = SPACED_MARKS.has(language) ? loose : loose.replace(/ +([!?;:»])/g, "$1");
  return marked.replace(/^[\s,.;:!?…]+/, "").trim();
}

/** Pieces of at most so many characters: whole sentences together where they fit, a longer one cut at a comma or a word. */
export function speechParts(spoken: string, language: string, maxCharacters: number): string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: "sentence" });
  const sentences = Array.from(segmenter.segment(spoken), ({ segment }) => segment.trim());
  const parts: string[] = [];
  for (const piece of sentences.flatMap((sentence) => cut(sentence, maxCharacters))) {
    const together = `${parts.at(-1) ?? ""} ${piece}`.trim();
    if (parts.length > 0 && together.length <= maxCharacters) parts[parts.length - 1] = together;
    else parts.push(piece);
  }
  return parts;
}

function cut(sentence: string, maxCharacters: number): string[] {
  const pieces: string[] = [];
  let rest = sentence;
  while (rest.length > maxCharacters) {
    const at = cutAt(rest, maxCharacters);
    pieces.push(rest.slice(0, at).trim());
    rest = rest.slice(at).trim();
  }
  return [...pieces, rest].filter((piece) => piece !== "");
}

/** A comma in the second half, else a word's end, else anywhere but within a character. */
function cutAt(text: string, maxCharacters: number): number {
  const head = text.slice(0, maxCharacters);
  const comma = Math.max(...[",", ";", ":", "—"].map((mark) => head.lastIndexOf(`${mark} `))) + 1;
  if (comma > maxCharacters / 2) return comma;
  const word = text.lastIndexOf(" ", maxCharacters);
  if (word > 0) return word;
  return /[\uD800-\uDBFF]$/.test(head) && maxCharacters > 1 ? maxCharacters - 1 : maxCharacters;
}

/** Aloud at some 160 words a minute, pauses included, with words as long as each language's are on average. */
const LETTER_MS: Readonly<Record<string, number>> = { en: 72, es: 68, fr: 70 };
const OTHER_LETTER_MS = 70;
/** "7" is said with the letters of "seven". */
const LETTERS_PER_DIGIT = 4;
const COMMA_MS = 180;
const SENTENCE_MS = 380;

/** How long a text will take to say, to plan with: within a quarter or so of what a voice really takes. */
export function estimateSpeechMs(text: string, language: string): number {
  const spoken = speakable(text, language);
  const count = (pattern: RegExp) => spoken.match(pattern)?.length ?? 0;
  const letters = count(/\p{L}/gu) + LETTERS_PER_DIGIT * count(/\p{N}/gu);
  const sentences = letters === 0 ? 0 : Math.max(1, count(/[.!?…]+(?=\s|$)/g));
  const letterMs = LETTER_MS[language] ?? OTHER_LETTER_MS;
  return Math.round(letters * letterMs + count(/[,;:—](?=\s)/g) * COMMA_MS + sentences * SENTENCE_MS);
}
