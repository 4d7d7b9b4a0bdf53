// The back office's one document. Our own instead of AdminJS's: no request to other hosts, scripts only by nonce, JSON
// that cannot end the script it stands in, and colours by the person's choice.
import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type AdminJS from "adminjs";
import { initializeStore, type ResourceJSON } from "adminjs";
import type { Request, Response } from "express";
import type { Actor } from "../agents/commands/context.ts";
import { isHidden } from "./access.ts";
import type { PageAssets } from "./asset-router.ts";
import { asCurrentAdmin } from "./current-admin.ts";
import { mayOpen, type OwnPage } from "./pages/all-pages.ts";
import { tableOf } from "./tables/all-tables.ts";
import type { ModelName } from "./tables/table.ts";
import { darkTheme, lightTheme } from "./theme.ts";

const compress = promisify(gzip);

const NONCE_BYTES = 16;
export const ASSETS_PATH = "/frontend/assets";

export interface PageOptions {
  readonly admin: AdminJS;
  readonly pages: readonly OwnPage[];
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
    "media-src 'self'",
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
  const state = await pageState(options, actor);
  const root = options.admin.options.rootPath;
  response.setHeader("Content-Security-Policy", pagePolicy(nonce));
  response.setHeader("Cache-Control", "no-store");
  response.setHeader("Vary", "Accept-Encoding");
  const page = document({
    nonce,
    state,
    language: actor.language,
    csrfToken: options.csrfTokenOf?.(request) ?? "",
    assets: options.assets,
    base: `${root}${ASSETS_PATH}`,
  });
  response.type("html");
  // The description of fifty tables shrinks to a tenth. Nothing of the request stands beside the token in it.
  if (request.acceptsEncodings("gzip") !== "gzip") response.send(page);
  else response.setHeader("Content-Encoding", "gzip").end(await compress(page));
}

async function pageState({ admin, pages: own }: PageOptions, actor: Actor): Promise<object> {
  const state = (await initializeStore(admin, asCurrentAdmin(actor))).getState();
  // Tables and columns this person may not read need no mention.
  const resources = state.resources
    .filter((resource) => resource.href)
    .map((resource) => withoutHidden(resource, actor));
  const pages = state.pages.filter(({ name }) => own.some((page) => page.name === name && mayOpen(page, actor)));
  return { ...state, resources, pages };
}

function withoutHidden(resource: ResourceJSON, actor: Actor): ResourceJSON {
  const table = tableOf(resource.id as ModelName);
  const shown = ({ propertyPath }: { readonly propertyPath: string }) => !isHidden(table, propertyPath, actor);
  return {
    ...resource,
    listProperties: resource.listProperties.filter(shown),
    showProperties: resource.showProperties.filter(shown),
    filterProperties: resource.filterProperties.filter(shown),
    // Only forms read these, and nothing is edited here.
    editProperties: [],
    properties: {},
  };
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
