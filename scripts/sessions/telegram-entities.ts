// A Telegram text with its entities, as Markdown and as HTML.
import type { TextEntity } from "../../bot/surfaces/telegram/emulator/message-html.ts";
import { escapedMarkdown } from "./recorder.ts";

type Mark = (text: string, entity: TextEntity) => string;

/** Text that is only there to carry a mark. */
const INVISIBLE = /\u2060/g;

export function telegramMarkdown(text: string, entities: readonly TextEntity[]): string {
  return marked(text, entities, lined, (inner, entity) => {
    const bare = inner.trim();
    if (bare === "") return inner;
    switch (entity.type) {
      case "bold":
        return `**${lined(bare)}**`;
      case "italic":
        return `*${lined(bare)}*`;
      case "code":
        return `\`${bare}\``;
      case "pre":
        return `\n\n\`\`\`text\n${inner}\n\`\`\`\n\n`;
      case "text_link":
        return `[${escapedMarkdown(bare)}](${entity.url ?? ""})`;
      default:
        return lined(inner);
    }
  });
}

/** A line's end stays one. */
const lined = (text: string) => escapedMarkdown(text).replaceAll(/(?<!\n)\n(?!\n)/g, "\\\n");

const TAGS: Readonly<Record<string, string>> = { bold: "b", italic: "i", code: "code", pre: "pre" };

export function telegramHtml(text: string, entities: readonly TextEntity[]): string {
  return marked(text, entities, escapedHtml, (inner, entity) => {
    if (entity.type === "text_link") return `<a>${escapedHtml(inner)}</a>`;
    const tag = TAGS[entity.type] ?? "span";
    return `<${tag}>${escapedHtml(inner)}</${tag}>`;
  });
}

function marked(text: string, entities: readonly TextEntity[], plain: (text: string) => string, mark: Mark): string {
  let at = 0;
  let out = "";
  for (const entity of entities.toSorted((left, right) => left.offset - right.offset)) {
    if (entity.offset < at) continue;
    out += plain(text.slice(at, entity.offset).replaceAll(INVISIBLE, ""));
    at = entity.offset + entity.length;
    out += mark(text.slice(entity.offset, at).replaceAll(INVISIBLE, ""), entity);
  }
  return out + plain(text.slice(at).replaceAll(INVISIBLE, ""));
}

export const escapedHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
