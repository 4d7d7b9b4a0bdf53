/** @jsxImportSource react */
// The person's corner of the top bar: back to the console, language, colours, log out.
import type { CurrentAdmin } from "adminjs";
import type { JSX } from "react";
import { useNamedParts } from "./name-parts.ts";
import { usePageWords } from "./page-words.ts";
import { csrfToken } from "./run-action.ts";

const YEAR_SECONDS = 31_536_000;
const THEMES = ["auto", "dark", "light"] as const;
const LANGUAGES = { en: "English", es: "Español" } as const;

const currentTheme = () => /(?:^|; )vixenbliss_theme=(dark|light)/.exec(document.cookie)?.[1] ?? "auto";

function chooseTheme(theme: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on plain http.
  document.cookie = `vixenbliss_theme=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  window.location.reload();
}

async function askConsole(path: string, data: object): Promise<void> {
  const headers = { "x-csrf-token": csrfToken(), "content-type": "application/json" };
  await fetch(`/console-api${path}`, { method: "POST", headers, body: JSON.stringify(data) });
}

export function LoggedIn({ session }: { readonly session: CurrentAdmin }): JSX.Element {
  const { say, language } = usePageWords();
  useNamedParts();
  const speak = (next: string) => void askConsole("/language", { language: next }).then(() => window.location.reload());
  const signOut = () => void askConsole("/sign-out", {}).then(() => window.location.assign("/login"));
  return (
    <nav className="vb-row vb-account" aria-label={say("account.menu")}>
      <a className="vb-button is-small" href="/">
        {say("account.console")}
      </a>
      <fieldset className="vb-segments" aria-label={say("account.language")}>
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <button
            key={code}
            type="button"
            lang={code}
            aria-label={`${code.toUpperCase()}: ${name}`}
            aria-pressed={code === language}
            onClick={() => speak(code)}
          >
            {code.toUpperCase()}
          </button>
        ))}
      </fieldset>
      <button type="button" className="vb-round" aria-label={say("account.menu")} {...{ popovertarget: "vb-menu" }}>
        ⋯
      </button>
      <div id="vb-menu" className="vb-menu" {...{ popover: "auto" }}>
        <p>
          {session.email} <span className="vb-soft">{session.title}</span>
        </p>
        <fieldset className="vb-segments" aria-label={say("account.theme")}>
          {THEMES.map((theme) => (
            <button
              key={theme}
              type="button"
              aria-pressed={theme === currentTheme()}
              onClick={() => chooseTheme(theme)}
            >
              {say(`account.${theme}`)}
            </button>
          ))}
        </fieldset>
        <button type="button" className="vb-button" onClick={signOut}>
          {say("account.signOut")}
        </button>
      </div>
    </nav>
  );
}
