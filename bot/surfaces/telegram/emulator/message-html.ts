// Telegram's HTML as its server reads it: text and entities, or the server's own words for what is wrong.

export interface TextEntity {
  readonly type: string;
  /** UTF-16 code units, as Telegram counts. */
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
}

export interface ParsedText {
  readonly text: string;
  readonly entities: readonly TextEntity[];
}

/** What the server answers with 400; `message` follows "Bad Request: ". */
export class BadRequest extends Error {}

const TAGS: Readonly<Record<string, string>> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  "tg-spoiler": "spoiler",
  span: "spoiler",
  code: "code",
  pre: "pre",
  a: "text_link",
  blockquote: "blockquote",
};
const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };

interface OpenTag {
  readonly name: string;
  readonly offset: number;
  readonly url?: string;
}

const byteOffset = (html: string, index: number) => Buffer.byteLength(html.slice(0, index));
const parseError = (words: string) => new BadRequest(`can't parse entities: ${words}`);

/** @throws BadRequest */
export function parseMessageHtml(html: string): ParsedText {
  const open: OpenTag[] = [];
  const entities: TextEntity[] = [];
  let text = "";
  const token = /<(\/?)([^\s>/]*)([^>]*)>|&(#x?[0-9a-f]+|[a-z]+);|<|[^<&]+|&/gi;
  for (const match of html.matchAll(token)) {
    const [whole, slash, name, attributes, entity] = match;
    if (whole === "<") throw parseError(`Unclosed start tag at byte offset ${byteOffset(html, match.index)}`);
    if (entity !== undefined) text += decode(entity) ?? whole;
    else if (name === undefined) text += whole;
    else if (slash) closeTag(open, entities, { html, match, name: name.toLowerCase(), end: text.length });
    else open.push(openTag(html, match.index, name.toLowerCase(), attributes ?? "", text.length));
  }
  const left = open.at(-1);
  if (left) throw parseError(`Can't find end tag corresponding to start tag "${left.name}"`);
  return trim({ text, entities });
}

function decode(entity: string): string | undefined {
  if (!entity.startsWith("#")) return NAMED[entity.toLowerCase()];
  const code = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number.parseInt(entity.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

function openTag(html: string, index: number, name: string, attributes: string, offset: number): OpenTag {
  const isKnown = name in TAGS && (name !== "span" || /class=["']?tg-spoiler/.test(attributes));
  if (!isKnown) throw parseError(`Unsupported start tag "${name}" at byte offset ${byteOffset(html, index)}`);
  const url = name === "a" ? /href\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(attributes) : null;
  return { name, offset, ...(url ? { url: decodeAttribute(url[1] ?? url[2] ?? "") } : {}) };
}

const decodeAttribute = (value: string) =>
  value.replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, entity) => decode(entity) ?? whole);

function closeTag(
  open: OpenTag[],
  entities: TextEntity[],
  closing: { html: string; match: RegExpExecArray; name: string; end: number },
): void {
  const at = byteOffset(closing.html, closing.match.index);
  const tag = open.pop();
  if (!tag) throw parseError(`Unexpected end tag at byte offset ${at}`);
  if (tag.name !== closing.name) {
    throw parseError(`Unmatched end tag at byte offset ${at}, expected "</${tag.name}>", found "</${closing.name}>"`);
  }
  const length = closing.end - tag.offset;
  // A link the server cannot use is silently plain text.
  if (length === 0 || (tag.name === "a" && !isUsableLink(tag.url))) return;
  const type = TAGS[tag.name] ?? "bold";
  entities.push({ type, offset: tag.offset, length, ...(tag.url ? { url: tag.url } : {}) });
}

export function isUsableLink(url: string | undefined): boolean {
  if (!url || !URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === "tg:" || (/^https?:$/.test(protocol) && hostname.includes("."));
}

function trim({ text, entities }: ParsedText): ParsedText {
  const start = text.length - text.trimStart().length;
  const trimmed = text.trim();
  const moved = entities.map((entity) => {
    const offset = Math.max(0, entity.offset - start);
    const end = Math.min(trimmed.length, entity.offset + entity.length - start);
    return { ...entity, offset, length: end - offset };
  });
  return {
    text: trimmed,
    entities: moved.filter((entity) => entity.length > 0).sort((left, right) => left.offset - right.offset),
  };
}
