// The console's one document: everything else is loaded by its script.
import type { Request, Response } from "express";
import type { App } from "../../../agents/commands/app.ts";
import { texts } from "../../../agents/texts/texts.ts";
import { readCookie } from "../../http/cookies.ts";
import { html } from "../../http/page.ts";
import { sessionOf } from "../../http/request-facts.ts";
import type { ConsoleAssets } from "./console-assets.ts";

/** What the page hands to its script, in `data-boot`. */
export interface Boot {
  readonly csrfToken: string;
  readonly language: "en" | "es";
  readonly operator: { readonly id: string; readonly name: string; readonly role: string };
  readonly version: string;
  readonly hasFanSimulator: boolean;
}

export const THEME_COOKIE = "vixenbliss_theme";

export function sendConsolePage(
  app: App,
  assets: ConsoleAssets,
  hasFanSimulator: boolean,
  request: Request,
  response: Response,
): void {
  const { actor, csrfToken } = sessionOf(request);
  const chosen = readCookie(request, THEME_COOKIE);
  const theme = chosen === "dark" || chosen === "light" ? chosen : "auto";
  const boot: Boot = {
    csrfToken,
    language: actor.language,
    operator: { id: actor.id, name: actor.name, role: actor.role },
    version: app.context.installation.version,
    hasFanSimulator,
  };
  const document = html`<!doctype html>
<html lang="${actor.language}" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>VixenBliss · ${texts(actor.language).web.console.title}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${assets.style}">
<script type="module" src="${assets.script}"></script>
</head>
<body><div id="app" data-boot="${JSON.stringify(boot)}"></div></body>
</html>`;
  response.setHeader("Cache-Control", "no-store");
  response.type("html").send(document.text);
}
