// The console's frame: top bar, conversation, fan simulator; on a phone one of the two at a time.
import type { JSX } from "preact";
import { useEffect, useErrorBoundary, useMemo, useState } from "preact/hooks";
import type { Boot } from "../console-page.ts";
import { createApi } from "./api.ts";
import { ChatPanel } from "./chat-panel.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";
import { FanPanel } from "./fan-panel.tsx";
import { Icon } from "./icons.tsx";
import { readStored, writeStored } from "./stored.ts";
import { TopBar } from "./top-bar.tsx";
import { useChat } from "./use-chat.ts";
import { useEvents } from "./use-events.ts";
import { type Language, useWords, WORDS, WordsContext } from "./words.ts";

export function App({ boot }: { readonly boot: Boot }): JSX.Element {
  const [language, setLanguage] = useState<Language>(boot.language);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <WordsContext.Provider value={{ language, words: WORDS[language] }}>
      <Console boot={boot} onLanguage={setLanguage} />
    </WordsContext.Provider>
  );
}

type Tab = "chat" | "fan";

function Console({ boot, onLanguage }: { boot: Boot; onLanguage: (language: Language) => void }): JSX.Element {
  const words = useWords().console;
  const api = useMemo(() => createApi(boot.csrfToken), [boot.csrfToken]);
  const events = useEvents();
  const chat = useChat(api, events);
  const [tab, setTab] = useState<Tab>(() => readStored<Tab>("tab", "chat"));
  const [fault] = useErrorBoundary();
  if (fault) return <Crash />;
  const choose = (next: Tab) => {
    setTab(next);
    writeStored("tab", next);
  };
  return (
    <div class={`console shows-${tab}`}>
      <a class="skip" href="#composer">
        {words.skip}
      </a>
      <TopBar boot={boot} api={api} events={events} chat={chat} onLanguage={onLanguage} />
      <ConnectionBanner connection={events.connection} />
      <Tabs tab={tab} onChoose={choose} />
      <div class="panels">
        <ChatPanel chat={chat} api={api} operatorName={boot.operator.name} />
        <FanPanel api={api} events={events} isPresent={boot.hasFanSimulator} onRun={chat.press} />
      </div>
    </div>
  );
}

function Tabs({ tab, onChoose }: { tab: Tab; onChoose: (tab: Tab) => void }): JSX.Element {
  const words = useWords().console;
  const entries = [
    { name: "chat", label: words.chat, icon: "chat" },
    { name: "fan", label: words.fan, icon: "phone" },
  ] as const;
  return (
    <nav class="tabs">
      {entries.map(({ name, label, icon }) => (
        <button
          key={name}
          type="button"
          class={tab === name ? "tab is-chosen" : "tab"}
          aria-pressed={tab === name}
          onClick={() => onChoose(name)}
        >
          <Icon name={icon} />
          {label}
        </button>
      ))}
    </nav>
  );
}

function Crash(): JSX.Element {
  const words = useWords().console;
  return (
    <div class="crash" role="alert">
      <h1>{words.crashed}</h1>
      <button type="button" class="button is-primary" onClick={() => location.reload()}>
        {words.reload}
      </button>
    </div>
  );
}
