// Brand, state of the system, and everything about this person's view of it.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Boot } from "../console-page.ts";
import type { Api } from "./api.ts";
import { Icon } from "./icons.tsx";
import { StatusPill } from "./status-pill.tsx";
import { chooseTheme, currentTheme, type Theme } from "./theme.ts";
import type { Chat } from "./use-chat.ts";
import { useDismiss } from "./use-dismiss.ts";
import type { Events } from "./use-events.ts";
import { type Language, useLanguage, useWords } from "./words.ts";

interface TopBarProps {
  readonly boot: Boot;
  readonly api: Api;
  readonly events: Events;
  readonly chat: Chat;
  readonly onLanguage: (language: Language) => void;
}

export function TopBar(props: TopBarProps): JSX.Element {
  return (
    <header class="top-bar">
      <span class="brand">
        <img src="/assets/icon.svg" alt="" width="28" height="28" />
        <span class="brand-name">VixenBliss</span>
      </span>
      <StatusPill api={props.api} events={props.events} />
      <span class="spacer" />
      <LanguageSwitch api={props.api} onLanguage={props.onLanguage} />
      <Menu {...props} />
    </header>
  );
}

function LanguageSwitch({ api, onLanguage }: Pick<TopBarProps, "api" | "onLanguage">): JSX.Element {
  const words = useWords().console;
  const language = useLanguage();
  const choose = (next: Language) => {
    onLanguage(next);
    void api.post("/language", { language: next }, { keepalive: true }).catch(() => onLanguage(language));
  };
  return (
    <fieldset class="segments" aria-label={words.language}>
      {(["en", "es"] as const).map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={each === language}
          aria-label={each === "en" ? "EN: English" : "ES: Español"}
          onClick={() => choose(each)}
        >
          {each.toUpperCase()}
        </button>
      ))}
    </fieldset>
  );
}

function Menu({ boot, api, chat }: TopBarProps): JSX.Element {
  const words = useWords().console;
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useDismiss(root, isOpen, () => setOpen(false));
  const signOut = async () => {
    await api.post("/sign-out", {}).catch(() => undefined);
    location.assign("/login");
  };
  return (
    <div class="menu" ref={root}>
      <button
        type="button"
        class="round"
        aria-expanded={isOpen}
        aria-controls="menu-list"
        aria-label={words.menu}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="more" />
      </button>
      {isOpen && (
        <div class="popover menu-list" id="menu-list">
          <p class="menu-person">
            {boot.operator.name}
            <span>{boot.operator.role}</span>
          </p>
          <ThemeSwitch />
          <a href="/admin">{words.admin}</a>
          <a href="/api/docs" target="_blank" rel="noopener">
            {words.docs}
          </a>
          <button type="button" onClick={() => void chat.clear().then(() => setOpen(false))}>
            {words.clear}
          </button>
          <button type="button" onClick={() => void signOut()}>
            {words.signOut}
          </button>
          <p class="menu-version">VixenBliss {boot.version}</p>
        </div>
      )}
    </div>
  );
}

function ThemeSwitch(): JSX.Element {
  const words = useWords().console;
  const [theme, setTheme] = useState<Theme>(currentTheme);
  // At once, not in an effect: whoever reloads in the same moment keeps the choice.
  const choose = (chosen: Theme): void => {
    chooseTheme(chosen);
    setTheme(chosen);
  };
  return (
    <fieldset class="segments is-wide" aria-label={words.theme}>
      {(["auto", "dark", "light"] as const).map((each) => (
        <button key={each} type="button" aria-pressed={each === theme} onClick={() => choose(each)}>
          {words.themes[each]}
        </button>
      ))}
    </fieldset>
  );
}
