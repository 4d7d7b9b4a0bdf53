// Threat T5, on the way out: a text that carries the canary or quotes the prompt is never sent, however it is encoded.
import { plainForm } from "./text-normal-form.ts";

export type LeakForm = "plain" | "reversed" | "base64" | "hex" | "rot13" | "quote";

/** So many words in a row from the prompt are a quotation, not a coincidence. */
const QUOTE_WORDS = 12;

/**
 * Which encoding of the canary, or quotation of the prompt, a draft carries; null: none.
 * `canary` is a random text of at least 8 characters that stands in the prompt and nowhere else.
 */
export function promptLeak(draft: string, canary: string, prompt = ""): LeakForm | null {
  const dense = denseForm(draft);
  const needle = denseForm(canary);
  if (dense.includes(needle)) return "plain";
  if (dense.includes(reverse(needle))) return "reversed";
  if (hexForms(canary).some((form) => dense.includes(form))) return "hex";
  if (dense.includes(rot13(needle))) return "rot13";
  if (base64Forms(canary).some((form) => draft.replace(/[\s\u200b]/g, "").includes(form))) return "base64";
  return quotes(draft, prompt) ? "quote" : null;
}

function denseForm(text: string): string {
  return plainForm(text).replace(/[^a-z0-9]/g, "");
}

function reverse(text: string): string {
  return [...text].reverse().join("");
}

function rot13(text: string): string {
  return text.replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 84) % 26) + 97));
}

function spellings(canary: string): string[] {
  return [canary, canary.toLowerCase(), canary.toUpperCase(), reverse(canary), reverse(canary.toLowerCase())];
}

function hexForms(canary: string): string[] {
  return spellings(canary).map((spelling) => Buffer.from(spelling).toString("hex"));
}

/** The inner part of the encoding at each of the three byte offsets a canary may have inside a longer text. */
function base64Forms(canary: string): string[] {
  return spellings(canary).flatMap((spelling) =>
    [0, 1, 2].flatMap((offset) => {
      const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(spelling)]);
      const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString("base64");
      const inner = offset === 0 ? whole : whole.slice(4);
      return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
    }),
  );
}

function quotes(draft: string, prompt: string): boolean {
  const promptText = ` ${words(prompt).join(" ")} `;
  const draftWords = words(draft);
  for (let start = 0; start + QUOTE_WORDS <= draftWords.length; start += 1) {
    if (promptText.includes(` ${draftWords.slice(start, start + QUOTE_WORDS).join(" ")} `)) return true;
  }
  return false;
}

function words(text: string): string[] {
  return plainForm(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}
