// How a crisis phrase is read (trust C13): whole words of plain form in standard words, see chat-slang.ts.
import type { PatternText } from "./pattern-alternatives.ts";

const START = "(?<![\\p{L}\\p{N}'])";
export const END = "(?![\\p{L}\\p{N}])";

/** A sign: one of the alternatives, as whole words. */
export const phrase = (source: string): PatternText => ({ source: `${START}(?:${source})${END}`, flags: "u" });

/** A figure of speech, found everywhere in a text. */
export const figure = (source: string): RegExp => new RegExp(`${START}(?:${source})${END}`, "gu");
