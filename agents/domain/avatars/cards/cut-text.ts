// A text cut to a length where a person would cut it: after a sentence, else after a word.

export function cutText(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const head = text.slice(0, maxChars);
  const sentence = Math.max(...[".", "!", "?", "…"].map((mark) => head.lastIndexOf(`${mark} `))) + 1;
  if (sentence > maxChars / 3) return head.slice(0, sentence);
  const word = head.lastIndexOf(" ");
  return (word > 0 ? head.slice(0, word) : head).replace(/[\uD800-\uDBFF]$/u, "").trim();
}
