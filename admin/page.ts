// The back office's one document. Our own instead of AdminJS's: no request to other hosts, scripts only by nonce, JSON
// that cannot end the script it stands in, and colours by the person's choice.
import { randomBytes } from "node:crypto";
import type AdminJS from "adminjs";
import { type CurrentAdmin, initializeStore } from "adminjs";
import type { Request, Response } from "express";
import type { Actor } from "../agents/commands/context.ts";
import type { PageAssets } from "./asset-router.ts";
import { asCurrentAdmin } from "./current-admin.ts";
import { darkTheme, lightTheme } from "./theme.ts";

const NONCE_BYTES = 16;
export const ASSETS_PATH = "/frontend/assets";

export interface PageOptions {
  readonly admin: AdminJS;
  readonly assets: PageAssets;
  readonly csrfTokenOf?: ((request: Request) => string) | undefined;
}

/** Styled-components writes its rules into the page, so styles may be inline; scripts may not. */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export async function sendPage(
  options: PageOptions,
  actor: Actor,
  request: Request,
  response: Response,
): Promise<void> {
  const nonce = randomBytes(NONCE_BYTES).toString("base64");
  const state = await pageState(options.admin, asCurrentAdmin(actor));
  const root = options.admin.options.rootPath;
  response.setHeader("Content-Security-Policy", pagePolicy(nonce));
  response.setHeader("Cache-Control", "no-store");
  response.type("html").send(
    document({
      nonce,
      state,
      language: actor.language,
      csrfToken: options.csrfTokenOf?.(request) ?? "",
      assets: options.assets,
      base: `${root}${ASSETS_PATH}`,
    }),
  );
}

async function pageState(admin: AdminJS, currentAdmin: CurrentAdmin): Promise<object> {
  const state = (await initializeStore(admin, currentAdmin)).getState();
  // Tables this person may not read need no mention; nothing is edited here, so no forms.
  const resources = state.resources
    .filter((resource) => resource.href)
    .map((resource) => ({ ...resource, editProperties: [] }));
  return { ...state, resources };
}

interface DocumentParts {
  readonly nonce: string;
  readonly state: object;
  readonly language: string;
  readonly csrfToken: string;
  readonly assets: PageAssets;
  readonly base: string;
}

/** JSON for a script element: no "</script>", no line separator that older engines end a line at. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

const attribute = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function document({ nonce, state, language, csrfToken, assets, base }: DocumentParts): string {
  const { scripts } = assets;
  const script = (address: string) => `<script src="${base}${address}"></script>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="csrf-token" content="${attribute(csrfToken)}">
<title>VixenBliss</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${base}${assets.style}">
<script nonce="${nonce}">
window.REDUX_STATE = ${scriptJson(state)};
window.THEME_COMPONENTS = {};
window.AdminJS = { Components: {} };
var chosen = /(?:^|; )vixenbliss_theme=(dark|light)/.exec(document.cookie);
var isDark = chosen ? chosen[1] === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
document.documentElement.dataset.theme = isDark ? "dark" : "light";
</script>
${script(scripts.global)}
${script(scripts.designSystem)}
<script nonce="${nonce}">
window.THEME = AdminJSDesignSystem.combineStyles(isDark ? ${scriptJson(darkTheme)} : ${scriptJson(lightTheme)});
</script>
${script(scripts.app)}
${script(scripts.pages)}
</head>
<body>
<div id="app"></div>
<script nonce="${nonce}">createRoot(document.getElementById("app")).render(AdminJS.Application);</script>
</body>
</html>
`;
}
