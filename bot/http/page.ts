// Small server-rendered pages (log-in, errors, documentation, checkout): escaping, one stylesheet, no scripts.
import { createHash } from "node:crypto";
import type { Request, Response } from "express";
import type { Language } from "../../agents/texts/texts.ts";
import { PAGE_STYLE } from "./page-style.ts";

/** HTML that is safe to insert as it is. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | readonly Html[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

function render(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map((inner) => inner.text).join("");
  return escapeHtml(String(part));
}

/** html`<p>${text}</p>`: every value is escaped unless it is Html itself. */
export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(pieces.map((piece, index) => piece + render(parts[index] ?? "")).join(""));
}

export const PAGE_STYLE_PATH = `/assets/page-${createHash("sha256").update(PAGE_STYLE).digest("hex").slice(0, 12)}.css`;

export interface Page {
  readonly language: Language;
  readonly title: string;
  readonly body: Html;
  /** More for the head, e.g. further style sheets. */
  readonly head?: Html;
}

/** Sends a whole document with the shared style sheet; never cached. */
export function sendPage(response: Response, page: Page): void {
  const document = html`<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${page.title} · VixenBliss</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${PAGE_STYLE_PATH}">
${page.head ?? ""}
</head>
<body>${page.body}</body>
</html>`;
  response.setHeader("Cache-Control", "no-store");
  response.type("html").send(document.text);
}

export function sendPageStyle(_request: Request, response: Response): void {
  response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
  response.type("css").send(PAGE_STYLE);
}
