// Outgoing text that a reader can decode and a word rule cannot. An avatar has no reason to write so, whatever it says.
import { knownWords } from "../fans/language.ts";
import { rememberLast } from "./remember-last.ts";
import { plainForm, readings, STRETCHED } from "./text-normal-form.ts";

/** Shorter runs are words, times, order numbers. */
const CODED_RUN = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{12,}={0,2}/g;
const HEX_RUN = /(?:[0-9a-f]{2}[\s:,-]?){6,}/gi;
const BINARY_RUN = /(?:[01]{8}[\s,-]?){3,}/g;
const PRINTABLE = /^[\p{L}\p{N}\p{P}\p{S}\s]{4,}$/u;

/** What the text says read backwards, shifted by thirteen, or decoded; plain texts without their borders are left out. */
export const hiddenTexts: (text: string) => readonly string[] = rememberLast((text) => {
  const plain = text.normalize("NFKC");
  const decoded = [
    ...(plain.match(CODED_RUN) ?? []).map((run) => Buffer.from(run, "base64").toString("utf8")),
    ...(plain.match(HEX_RUN) ?? []).map((run) => Buffer.from(run.replace(/[^0-9a-f]/gi, ""), "hex").toString("utf8")),
    ...(plain.match(BINARY_RUN) ?? []).map((run) =>
      String.fromCharCode(...(run.match(/[01]{8}/g) ?? []).map((bits) => Number.parseInt(bits, 2))),
    ),
  ].filter((candidate) => PRINTABLE.test(candidate));
  return [...ciphers(plain), ...decoded];
});

/** Every way a reader may take outgoing text: as it stands, disguises undone, and what is hidden in it. */
export const outgoingReadings: (text: string) => readonly string[] = rememberLast((text) => [
  ...readings(text),
  ...hiddenTexts(text).map(plainForm),
]);

/** So many words that only come out when it is read in another way are no accident. */
const CIPHER_WORDS = 2;

/** Backwards, each word backwards, shifted by thirteen. */
function ciphers(text: string): readonly string[] {
  return [reversed(text), text.split(/\s+/).map(reversed).join(" "), rot13(text)];
}

/** The kinds of disguise a text is written in; empty: it is plain writing. */
type Disguise =
  | "letters_apart"
  | "invisible_letters"
  | "mixed_alphabets"
  | "odd_letters"
  | "digits_as_letters"
  | "stretched"
  | "cipher"
  | "code";

const SINGLE_LETTER = /(?<![\p{L}\p{N}'’])[\p{L}\p{N}][ .\-_*/|]{1,3}[\p{L}\p{N}](?![\p{L}\p{N}])/u;

const RULES: Readonly<Record<Disguise, (text: string) => boolean>> = {
  // "h e l l o", "h.e.l.l.o"; initials such as "N.Y.C." are shorter.
  letters_apart: (text) =>
    SINGLE_LETTER.test(text) &&
    (/(?<![\p{L}\p{N}'’])[\p{L}\p{N}](?:[ .\-_*/|]{1,3}[\p{L}\p{N}](?![\p{L}\p{N}])){4,}/u.test(text) ||
      count(text, /(?<![\p{L}\p{N}'’])\p{L}(?:[ .\-_*/|]{1,3}\p{L}(?![\p{L}\p{N}])){2,}/gu) >= 2),
  // Emoji are joined by such characters too, letters never are.
  invisible_letters: (text) =>
    /\p{L}[\u00ad\u200b-\u200d\u2060\ufeff]+\p{L}/u.test(text) || /[\u0300-\u036f]{2,}/.test(text),
  mixed_alphabets: (text) =>
    /\p{Script=Latin}\p{M}*[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{M}*\p{Script=Latin}/u.test(
      text,
    ),
  odd_letters: (text) =>
    count(
      text,
      /[\uff21-\uff5a\u{1d400}-\u{1d7ff}\u{1f130}-\u{1f189}\u24b6-\u24e9\u1d00-\u1d25\u0250-\u02af\u2c60-\u2c7f]/gu,
    ) >= 3,
  // One such word is chat spelling ("gr8", "m8s"), three are a cipher.
  digits_as_letters: (text) =>
    /[013457@$|]/.test(text) &&
    count(
      text,
      /(?<![\p{L}\p{N}@#])(?=[\p{L}\d@$!|]*\p{L})(?:\p{L}+[013457@$|]+\p{L}[\p{L}\d@$|]*|[013457@$|]+\p{L}+[013457@$|]+[\p{L}\d@$|]*)/gu,
    ) >= 2,
  // "sooo cuuute" is said by anybody, a whole sentence like that only to be misread.
  stretched: (text) =>
    STRETCHED.test(text) &&
    (count(text, /\p{L}*(\p{L})\1{2,}\p{L}*/gu) >= 5 || count(text, /(\p{L})\1{2,}\p{L}*?(\p{L})\2{2,}/gu) >= 2),
  cipher: (text) => {
    const plain = knownWords(text);
    return ciphers(text).some((read) => knownWords(read) >= Math.max(CIPHER_WORDS, 2 * plain + 1));
  },
  code: (text) =>
    (text.match(/[A-Za-z0-9+/_-]{16,}={0,2}/g) ?? []).some(looksCoded) ||
    /(?:\b[0-9a-f]{2}[\s:,-]){6,}/i.test(text) ||
    /[01]{8}[\s,-]?[01]{8}/.test(text) ||
    /(?:[.\-·–−]{1,5}[ /]+){6,}/.test(text),
};

export function disguises(text: string): readonly Disguise[] {
  const kinds = Object.keys(RULES) as Disguise[];
  return kinds.filter((kind) => RULES[kind](text));
}

/** Words of ordinary languages are not made of digits between letters or of capitals within small ones. */
function looksCoded(run: string): boolean {
  if (/^[0-9a-f]+$/i.test(run)) return /\d/.test(run) && /[a-f]/i.test(run);
  if (run.endsWith("=")) return true;
  const turns = count(run, /[a-z][A-Z]|[A-Za-z]\d|\d[A-Za-z]/g);
  return turns >= 3;
}

/** Fit for comparing with a secret: letters and digits only. */
export function denseForm(text: string): string {
  return plainForm(text).replace(/[^a-z0-9]/g, "");
}

export function reversed(text: string): string {
  return [...text].reverse().join("");
}

function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const first = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first);
  });
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
