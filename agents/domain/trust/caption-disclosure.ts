// Trust C5 where a platform has no label for synthetic media: then the caption says it.

/** Understood wherever hashtags are, in any language. */
const HASHTAGS = ["#aigenerated", "#madewithai", "#generadoconia"];

const plain = (text: string) => text.normalize("NFKC").toLowerCase();

/** @param marks the sentence in every language we have */
export function carriesDisclosure(caption: string, marks: readonly string[]): boolean {
  const said = plain(caption);
  const tags = said.match(/#[\p{L}\p{N}_]+/gu) ?? [];
  return tags.some((tag) => HASHTAGS.includes(tag)) || marks.some((mark) => said.includes(plain(mark)));
}

/** The caption with the mark on a line of its own, unless it says it already. */
export function withDisclosure(caption: string, mark: string, marks: readonly string[]): string {
  if (carriesDisclosure(caption, marks)) return caption;
  return caption.trim() === "" ? mark : `${caption.trimEnd()}\n\n${mark}`;
}
