// The team's channel of the emulated Discord drawn as its app draws it: a view of the record, and labelled as one.
import { type SeenMessage, textOf } from "../../bot/surfaces/discord/emulator/message-log.ts";
import type { Typed } from "./discord-seat.ts";
import { PAGE_FONTS } from "./page-fonts.ts";
import { escapedHtml } from "./telegram-entities.ts";
import { dataUrl, type Theme } from "./telegram-page.ts";

const COLOURS: Readonly<Record<Theme, string>> = {
  dark: "--back:#313338;--card:#2b2d31;--ink:#dbdee1;--soft:#949ba4;--key:#4e5058;--line:#26272b",
  light: "--back:#fff;--card:#f2f3f5;--ink:#313338;--soft:#5c5e66;--key:#6d6f78;--line:#e3e5e8",
};
/** Discord's styles of a button by number. */
const KEYS = ["", "#5865f2", "var(--key)", "#248046", "#da373c"];

const STYLE = `*{box-sizing:border-box}
body{margin:0;height:100vh;display:flex;flex-direction:column;background:var(--back);color:var(--ink);font:15px/1.4 Inter,"DejaVu Sans",sans-serif}
header{padding:11px 16px;border-bottom:1px solid var(--line)}header small{color:var(--soft);margin-left:10px}
main{flex:1;overflow:hidden;padding:14px 16px;display:flex;flex-direction:column;gap:14px}
.m{flex:none;padding-left:52px;position:relative}.m::before{content:attr(data-face);position:absolute;left:0;top:2px;width:38px;height:38px;border-radius:50%;background:#5865f2;color:#fff;text-align:center;line-height:38px;font-weight:600}
.mine::before{background:#248046}.who{font-weight:600}.tag{background:#5865f2;color:#fff;border-radius:3px;font-size:10px;padding:1px 4px;margin-left:5px}
.e{background:var(--card);border-left:4px solid #5865f2;border-radius:4px;padding:9px 13px;margin-top:5px;max-width:640px;overflow-wrap:anywhere;white-space:pre-wrap}
.e h3{margin:0 0 5px;font-size:15px}.e footer{color:var(--soft);font-size:12px;margin-top:6px}
pre{background:rgb(0 0 0 / .14);border-radius:4px;padding:7px 9px;margin:5px 0;font:12px/1.35 "DejaVu Sans Mono",monospace;white-space:pre-wrap}
.f{display:grid;grid-template-columns:repeat(3,190px);gap:4px;margin-top:5px}.f img{width:100%;border-radius:6px;display:block}
.r{display:flex;flex-wrap:wrap;gap:7px;margin-top:7px}.k{color:#fff;border-radius:4px;padding:5px 13px;font-size:13.5px;font-weight:500}
.s{border:1px solid var(--soft);border-radius:5px;padding:7px 11px;width:420px;color:var(--soft);display:flex;justify-content:space-between}
code.c{background:rgb(88 101 242 / .25);border-radius:4px;padding:1px 5px;font:14px Inter,sans-serif}a{color:#3391e8}`;

export function discordPage(messages: readonly SeenMessage[], typed: readonly Typed[], theme: Theme): string {
  const parts: string[] = [];
  for (let index = 0; index <= messages.length; index += 1) {
    parts.push(...typed.filter(({ after }) => after === index).map(({ words }) => own(words)));
    const message = messages[index];
    if (message) parts.push(theirs(message));
  }
  return `<!doctype html><meta charset="utf-8"><style>${PAGE_FONTS}:root{${COLOURS[theme]}}${STYLE}</style>
<header><b># team</b><small>drawn from the record of the Discord emulator</small></header><main>${parts.join("")}</main>`;
}

const own = (words: string) =>
  `<div class="m mine" data-face="O"><span class="who">Operator</span><div><code class="c">${escapedHtml(words)}</code></div></div>`;

function theirs(message: SeenMessage): string {
  const { content, embeds, files, components } = message;
  const pictures = files.map(({ content: bytes }) => `<img src="${dataUrl(bytes)}">`).join("");
  const cards = embeds.map(({ title, description = "", footer, color }) => {
    const edge = color === undefined ? "" : ` style="border-color:#${color.toString(16).padStart(6, "0")}"`;
    return `<div class="e"${edge}>${title ? `<h3>${marked(title)}</h3>` : ""}${marked(description)}${
      footer ? `<footer>${escapedHtml(footer.text)}</footer>` : ""
    }</div>`;
  });
  const rows = components.map(({ components: row }) => `<div class="r">${row.map(part).join("")}</div>`);
  const body = textOf(message) === "" && files.length === 0 ? "" : marked(content);
  return `<div class="m" data-face="V"><span class="who">VixenBliss</span><span class="tag">APP</span><div>${body}</div>${cards.join(
    "",
  )}${pictures ? `<div class="f">${pictures}</div>` : ""}${rows.join("")}</div>`;
}

type Part = SeenMessage["components"][number]["components"][number];

function part(component: Part): string {
  if (component.type === 3) return `<span class="s"><span>${escapedHtml(component.placeholder ?? "")}</span>▾</span>`;
  return `<span class="k" style="background:${KEYS[component.style] ?? ""}">${escapedHtml(component.label)}</span>`;
}

/** The few marks our cards use. */
function marked(text: string): string {
  return escapedHtml(text)
    .replaceAll(/```\n?([\s\S]*?)\n?```/g, "<pre>$1</pre>")
    .replaceAll(/\[([^\]]+)\]\(&lt;([^)]+?)&gt;\)/g, "<a>$1</a>")
    .replaceAll(/\*\*([^*]+)\*\*/g, "<b>$1</b>")
    .replaceAll(/(?<![\\*])\*([^*\n]+)\*/g, "<i>$1</i>")
    .replaceAll(/`([^`]+)`/g, "<code>$1</code>")
    .replaceAll(/\\([^0-9A-Za-z\s])/g, "$1");
}
