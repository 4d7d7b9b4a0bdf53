// The operator's conversation: history, new lines, and the field to write in.
import type { JSX } from "preact";
import { useCallback, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Api } from "./api.ts";
import { Composer, type ComposerHandle } from "./composer.tsx";
import { Icon } from "./icons.tsx";
import { LineView } from "./line-view.tsx";
import type { Line } from "./lines.ts";
import { dayLabel } from "./time.ts";
import type { Chat } from "./use-chat.ts";
import { Welcome } from "./welcome.tsx";
import { useLanguage, useWords } from "./words.ts";

interface ChatPanelProps {
  readonly chat: Chat;
  readonly api: Api;
  readonly operatorName: string;
}

/** Nearer to the end than this counts as reading along. */
const NEAR_END_PIXELS = 120;

export function ChatPanel({ chat, api, operatorName }: ChatPanelProps): JSX.Element {
  const words = useWords().console;
  const composer = useRef<ComposerHandle>(null);
  const { frame, isBehind, onScroll, toEnd } = useStickyEnd(chat.lines);
  const { lines } = chat;
  return (
    <main class="panel chat" aria-label={words.conversation}>
      <div
        class="history"
        ref={frame}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the history is scrolled with the keyboard too.
        tabIndex={0}
        role="log"
        aria-live="polite"
        aria-relevant="additions"
      >
        {lines === null && <p class="loading">{words.loading}</p>}
        {lines?.length === 0 && (
          <Welcome
            name={operatorName}
            onSay={chat.say}
            onRun={chat.press}
            onDraft={(text) => composer.current?.draft(text)}
          />
        )}
        {chat.hasOlder && (
          <button type="button" class="button is-plain older" onClick={() => void chat.loadOlder()}>
            {words.older}
          </button>
        )}
        {lines && <Lines lines={lines} chat={chat} />}
        {chat.isBusy && <Working />}
      </div>
      {isBehind && (
        <button type="button" class="to-end" onClick={toEnd}>
          {words.newMessages}
          <Icon name="down" />
        </button>
      )}
      <Composer
        ref={composer}
        api={api}
        onSend={chat.say}
        past={(lines ?? []).filter((line) => line.role === "operator").map((line) => line.text)}
      />
    </main>
  );
}

function Lines({ lines, chat }: { lines: readonly Line[]; chat: Chat }): JSX.Element {
  const words = useWords().console;
  const language = useLanguage();
  let lastDay = "";
  return (
    <ol class="lines">
      {lines.map((line) => {
        const day = dayLabel(line.at, new Date(), language, words.days);
        const isNewDay = day !== lastDay;
        lastDay = day;
        return (
          <li key={line.id} class={`line is-${line.role}${line.isNew ? " is-new" : ""}`}>
            {isNewDay && <p class="day">{day}</p>}
            <LineView line={line} onPress={chat.press} onRetry={chat.retry} />
          </li>
        );
      })}
    </ol>
  );
}

function Working(): JSX.Element {
  const words = useWords().console;
  return (
    <p class="working">
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span class="hidden">{words.working}</span>
    </p>
  );
}

/** Follows the end while the reader is there; otherwise says that there is more below. */
function useStickyEnd(lines: readonly Line[] | null) {
  const frame = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const [isBehind, setBehind] = useState(false);
  const toEnd = useCallback(() => {
    const element = frame.current;
    if (element) element.scrollTop = element.scrollHeight;
    isAtEnd.current = true;
    setBehind(false);
  }, []);
  const onScroll = () => {
    const element = frame.current;
    if (!element) return;
    isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PIXELS;
    if (isAtEnd.current) setBehind(false);
  };
  const lastId = useRef("");
  useLayoutEffect(() => {
    const last = lines?.at(-1);
    if (!last) return;
    const isNew = last.id !== lastId.current;
    lastId.current = last.id;
    // Cards grow as pictures arrive: whoever reads along stays at the end; whoever just wrote goes there.
    if (isAtEnd.current || (isNew && last.role === "operator")) toEnd();
    else if (isNew) setBehind(true);
  }, [lines, toEnd]);
  return { frame, isBehind, onScroll, toEnd };
}
