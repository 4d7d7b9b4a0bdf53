// The chat page's one document: who one talks to and that it is no person stand in it before any script runs.
import type { Request, Response } from "express";
import type { ChatPage } from "../../../agents/commands/web-chat/chat-page.ts";
import { texts } from "../../../agents/texts/texts.ts";
import { type Html, html, PAGE_STYLE_PATH, sendPage } from "../../http/page.ts";
import { languageOf } from "../../http/request-facts.ts";
import { loadConsoleAssets } from "../../surfaces/web/console-assets.ts";
import type { ChatBoot } from "./client/boot.ts";

interface ShownChat {
  readonly page: Extract<ChatPage, { readonly portrait: unknown }>;
  readonly pageId: string;
  readonly maxChars: number;
}

export async function sendChatPage(request: Request, response: Response, chat: ShownChat): Promise<void> {
  const language = languageOf(request);
  const words = texts(language).webChat;
  const { name } = chat.page;
  const { script, style } = (await loadConsoleAssets()).chat;
  allowFrames(response, chat.page.embedOrigins);
  response.setHeader("Cache-Control", "no-store");
  response.vary("Accept-Language");
  const document = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${words.title(name)}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${PAGE_STYLE_PATH}">
<link rel="stylesheet" href="${style}">
<script type="module" src="${script}"></script>
</head>
<body><main id="chat" class="chat" data-boot="${JSON.stringify(bootOf(request, chat))}">
<header class="who">
${portrait(chat, words.portrait(name))}
<div><h1>${name}</h1><p class="badge">${words.badge}</p></div>
</header>
<p class="disclosure">${words.disclosure(name)} <a href="/privacy" target="_blank" rel="noopener">${words.privacy}</a></p>
<noscript><p class="bar" role="alert">${words.needsScript}</p></noscript>
</main></body>
</html>`;
  response.type("html").send(document.text);
}

function portrait({ page }: ShownChat, alt: string): Html {
  if (page.portrait) return html`<img class="portrait" src="${page.portrait}" alt="${alt}" width="48" height="48">`;
  return html`<span class="portrait" aria-hidden="true">${[...page.name][0] ?? ""}</span>`;
}

function bootOf(request: Request, { page, pageId, maxChars }: ShownChat): ChatBoot {
  const words = texts(languageOf(request)).webChat;
  const { name } = page;
  return {
    path: `/c/${pageId}`,
    maxChars,
    words: {
      ...words.states,
      paused: words.states.paused(name),
      ageTitle: words.ageTitle,
      ageConfirm: words.ageConfirm,
      begin: words.begin,
      log: words.log,
      write: words.write,
      send: words.send,
      you: words.you,
      them: name,
      typing: words.typing(name),
      seen: words.seen,
      sending: words.sending,
      notSent: words.notSent,
      again: words.again,
      older: words.older,
      offline: words.offline,
      picture: words.picture(name),
      voice: words.voice(name),
      forget: words.forget,
      forgetSure: words.forgetSure,
    },
  };
}

/** Other sites only where the operator named them (trust T13); the older header knows no list. */
function allowFrames(response: Response, origins: readonly string[]): void {
  const policy = String(response.getHeader("Content-Security-Policy") ?? "");
  const ancestors = ["'self'", ...origins].join(" ");
  response.setHeader(
    "Content-Security-Policy",
    policy.replace(/frame-ancestors [^;]*/, `frame-ancestors ${ancestors}`),
  );
  response.removeHeader("X-Frame-Options");
}

/** One that is over, politely; or none at all. */
export function sendNoChat(
  request: Request,
  response: Response,
  page: Extract<ChatPage, { readonly state: "unknown" | "gone" }>,
): void {
  const language = languageOf(request);
  const words = texts(language).webChat;
  const [title, text] = page.state === "gone" ? [words.goneTitle, words.goneText(page.name)] : [words.unknownTitle, ""];
  sendPage(response.status(page.state === "gone" ? 410 : 404), {
    language,
    title,
    body: html`<main class="narrow"><h1>${title}</h1>${text ? html`<p class="soft">${text}</p>` : ""}</main>`,
  });
}
