// Building blocks of Telegram HTML with their visible length, which is what its limits count.

/** Visible UTF-16 units a message and a caption may have. */
export const MESSAGE_LIMIT = 4_096;
export const CAPTION_LIMIT = 1_024;

export interface HtmlBlock {
  readonly html: string;
  /** Units that remain when the tags are parsed away. */
  readonly length: number;
}

export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** Plain text as a block, inside `tag` where one is given ("b", "i", "pre"). */
export function block(text: string, tag?: string): HtmlBlock {
  const html = escapeHtml(text);
  return { html: tag ? `<${tag}>${html}</${tag}>` : html, length: text.length };
}

export function joinBlocks(blocks: readonly HtmlBlock[], separator: string): HtmlBlock {
  return {
    html: blocks.map(({ html }) => html).join(separator),
    length: blocks.reduce((sum, { length }) => sum + length, Math.max(0, blocks.length - 1) * separator.length),
  };
}

/** Messages of as many blocks as fit, in order, divided by an empty line. */
export function packMessages(blocks: readonly HtmlBlock[], most: number = MESSAGE_LIMIT): string[] {
  const messages: HtmlBlock[][] = [];
  let length = 0;
  for (const next of blocks) {
    const current = messages.at(-1);
    if (current && length + 2 + next.length <= most) {
      current.push(next);
      length += 2 + next.length;
    } else {
      messages.push([next]);
      length = next.length;
    }
  }
  return messages.map((message) => joinBlocks(message, "\n\n").html);
}
