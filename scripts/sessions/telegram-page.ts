// The chat of the emulated Telegram drawn as its app draws it: a view of the record, and labelled as one.
import type { SeenMessage } from "../../bot/surfaces/telegram/emulator/chat-log.ts";
import { PAGE_FONTS } from "./page-fonts.ts";
import { escapedHtml, telegramHtml } from "./telegram-entities.ts";

export type Theme = "light" | "dark";

const COLOURS: Readonly<Record<Theme, string>> = {
  light: "--back:#c9dcb9;--head:#fff;--ink:#111;--theirs:#fff;--mine:#effdde;--key:rgb(70 100 60 / .55);--soft:#667",
  dark: "--back:#0e1621;--head:#17212b;--ink:#f1f4f7;--theirs:#182533;--mine:#2b5278;--key:rgb(60 90 120 / .55);--soft:#8fa3b5",
};

const STYLE = `*{box-sizing:border-box}
body{margin:0;font:15px/1.35 Inter,"DejaVu Sans",sans-serif;color:var(--ink);height:100vh;display:flex;flex-direction:column;background:var(--back)}
header{background:var(--head);padding:10px 14px}header b{display:block}header small{color:var(--soft)}
main{flex:1;overflow:hidden;padding:10px;display:flex;flex-direction:column;gap:6px}
.m{max-width:88%;align-self:flex-start;flex:none}.mine{align-self:flex-end}
.b{background:var(--theirs);border-radius:14px;padding:7px 11px;white-space:pre-wrap;overflow-wrap:anywhere}
.mine .b{background:var(--mine)}
.b img{display:block;max-width:100%;max-height:340px;border-radius:10px}
.album{display:grid;grid-template-columns:repeat(3,1fr);gap:3px;max-width:88%;flex:none}.album img{width:100%;border-radius:6px;display:block}
pre{margin:6px 0 0;font:11.5px/1.35 "DejaVu Sans Mono",monospace;white-space:pre-wrap}code{font:12.5px "DejaVu Sans Mono",monospace}
a{color:#3390ec}
.r{display:flex;gap:4px;margin-top:4px}.k{flex:1;text-align:center;background:var(--key);color:#fff;border-radius:8px;padding:7px 4px;font-size:13.5px}`;

export function telegramPage(messages: readonly SeenMessage[], theme: Theme): string {
  return `<!doctype html><meta charset="utf-8"><style>${PAGE_FONTS}:root{${COLOURS[theme]}}${STYLE}</style>
<header><b>VixenBliss</b><small>bot · drawn from the record of the Telegram emulator</small></header>
<main>${drawn(messages).join("")}</main>`;
}

function drawn(messages: readonly SeenMessage[]): string[] {
  const parts: string[] = [];
  for (const [index, message] of messages.entries()) {
    const { albumId } = message;
    if (albumId === undefined) parts.push(bubble(message));
    else if (messages[index - 1]?.albumId !== albumId) {
      const album = messages.filter((each) => each.albumId === albumId);
      parts.push(`<div class="album">${album.map(image).join("")}</div>`);
    }
  }
  return parts;
}

function bubble(message: SeenMessage): string {
  const { from, text, entities, buttons } = message;
  const rows = buttons.map((row) => `<div class="r">${row.map(key).join("")}</div>`).join("");
  const words = text === "" ? "" : telegramHtml(text, entities);
  return `<div class="m${from === "person" ? " mine" : ""}"><div class="b">${image(message)}${words}</div>${rows}</div>`;
}

const key = (label: string) => `<span class="k">${escapedHtml(label)}</span>`;

function image({ media }: SeenMessage): string {
  const bytes = media?.kind === "photo" ? media.bytes : media?.thumbnailBytes;
  return bytes ? `<img src="${dataUrl(bytes)}">` : "";
}

export const dataUrl = (bytes: Uint8Array) => `data:image/jpeg;base64,${Buffer.from(bytes).toString("base64")}`;
