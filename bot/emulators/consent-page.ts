// The page on which an emulated platform asks a person: who they are, what they allow, yes or no. Works without scripts.

import type { Request, Response } from "express";
import { texts } from "../../agents/texts/texts.ts";
import { html, sendPage } from "../http/page.ts";
import { languageOf } from "../http/request-facts.ts";

export interface Consent {
  /** As people know the platform. */
  readonly platform: string;
  /** Where the form goes, relative to the page. */
  readonly action: string;
  /** What the platform was asked; comes back with the decision. */
  readonly asked: Readonly<Record<string, string>>;
  readonly scopes: readonly string[];
  /** User names to choose from; null: the person is who they are, whatever accounts they have. */
  readonly accounts: readonly string[] | null;
}

export function sendConsentPage(request: Request, response: Response, consent: Consent): void {
  const language = languageOf(request);
  const words = texts(language).logins.emulator;
  const { accounts, asked, scopes, platform, action } = consent;
  const hidden = Object.entries(asked).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  const choice = (accounts ?? []).map((name, index) => {
    const checked = index === 0 ? html` checked` : "";
    return html`<p><input type="radio" name="username" value="${name}" id="account-${index}"${checked}>
      <label for="account-${index}">@${name}</label></p>`;
  });
  const fresh = html`<label for="new">${words.newAccount}</label><input id="new" name="new_username" autocomplete="off">`;
  const ticks = scopes.map(
    (
      scope,
      index,
    ) => html`<p><input type="checkbox" name="granted_${index}" value="${scope}" id="scope-${index}" checked>
      <label for="scope-${index}"><code>${scope}</code></label></p>`,
  );
  sendPage(response, {
    language,
    title: words.title(platform),
    body: html`<main class="narrow">
      <h1>${words.title(platform)}</h1>
      <p>${words.asks}</p>
      <form method="post" action="${action}">
        ${hidden}
        ${accounts === null ? "" : html`<h2>${words.account}</h2>${choice}${fresh}`}
        <h2>${words.permissions}</h2>
        <div class="ticks">${ticks}</div>
        <button name="decision" value="allow">${words.allow}</button>
        <button name="decision" value="deny">${words.deny}</button>
      </form>
    </main>`,
  });
}

export interface Decision {
  readonly isAllowed: boolean;
  readonly username: string;
  readonly scopes: readonly string[];
}

const USERNAME = /^[a-z0-9._]{1,30}$/;

/** @returns null when no account was named */
export function readDecision(form: Readonly<Record<string, unknown>>, asked: readonly string[]): Decision | null {
  const text = (name: string) => (typeof form[name] === "string" ? String(form[name]).trim().toLowerCase() : "");
  const username = text("new_username") || text("username");
  const granted = Object.entries(form).flatMap(([name, value]) => (name.startsWith("granted_") ? [String(value)] : []));
  const isAllowed = form.decision === "allow";
  if (isAllowed && username !== "" && !USERNAME.test(username)) return null;
  return { isAllowed, username, scopes: asked.filter((scope) => granted.includes(scope)) };
}

/** What a platform shows instead of sending anybody back to an address it does not know. */
export function sendRefusalPage(request: Request, response: Response, platform: string, why: string): void {
  const language = languageOf(request);
  const words = texts(language).logins.emulator;
  const body = html`<main class="narrow"><h1>${words.badRequest}</h1><p class="error">${platform}: ${why}</p></main>`;
  sendPage(response.status(400), { language, title: words.title(platform), body });
}
