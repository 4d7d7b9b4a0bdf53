/** @jsxImportSource react */
// The person's corner of the top bar: back to the console, colours, log out.
import type { CurrentAdmin } from "adminjs";
import type { JSX } from "react";
import { usePageWords } from "./page-words.ts";

const YEAR_SECONDS = 31_536_000;

function switchTheme(): void {
  const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on plain http.
  document.cookie = `vixenbliss_theme=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  window.location.reload();
}

async function signOut(token: string): Promise<void> {
  const headers = { "x-csrf-token": token, "content-type": "application/json" };
  await fetch("/console-api/sign-out", { method: "POST", headers, body: "{}" });
  window.location.assign("/login");
}

export function LoggedIn({ session }: { readonly session: CurrentAdmin }): JSX.Element {
  const { say } = usePageWords();
  const token = document.querySelector<HTMLMetaElement>("meta[name=csrf-token]")?.content ?? "";
  return (
    <nav className="vb-row vb-account" aria-label={say("account.menu")}>
      <span className="vb-person">
        {session.email} <span className="vb-soft">{session.title}</span>
      </span>
      <a className="vb-button is-small" href="/">
        {say("account.console")}
      </a>
      <button type="button" className="vb-button is-small" onClick={switchTheme}>
        {say("account.theme")}
      </button>
      {token && (
        <button type="button" className="vb-button is-small" onClick={() => void signOut(token)}>
          {say("account.signOut")}
        </button>
      )}
    </nav>
  );
}
