// The messages on the phone, and the fan's field.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { SimulatedAccount, SimulatedMessage } from "../fan-simulator.ts";
import type { Api } from "./api.ts";
import { Icon } from "./icons.tsx";
import { RichText } from "./rich-text.tsx";
import { clock } from "./time.ts";
import type { Events } from "./use-events.ts";
import { type Thread, useThread } from "./use-thread.ts";
import { useLanguage, useWords } from "./words.ts";

interface FanThreadProps {
  readonly api: Api;
  readonly events: Events;
  readonly account: SimulatedAccount;
  readonly fan: string;
}

export function FanThread({ api, events, account, fan }: FanThreadProps): JSX.Element {
  const words = useWords().fanPanel;
  const thread = useThread(api, events, account.id, fan);
  const frame = useRef<HTMLDivElement>(null);
  const count = (thread.messages?.length ?? 0) + thread.pending.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message or the typing dots move the end.
  useLayoutEffect(() => {
    const element = frame.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [count, thread.isTyping]);
  return (
    <>
      <div
        class="thread"
        ref={frame}
        role="log"
        aria-live="polite"
        aria-label={words.thread(fan, account.name)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the thread is scrolled with the keyboard too.
        tabIndex={0}
      >
        {count === 0 && thread.messages !== null && <p class="thread-empty">{words.empty(account.name)}</p>}
        <Bubbles thread={thread} />
        {thread.isTyping && (
          <p class="bubble is-creator is-typing">
            <span class="dots" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            <span class="hidden">{words.typing(account.name)}</span>
          </p>
        )}
      </div>
      <FanComposer isEmpty={count === 0} onSend={thread.write} />
    </>
  );
}

function Bubbles({ thread }: { thread: Thread }): JSX.Element {
  const words = useWords().fanPanel;
  const messages = thread.messages ?? [];
  return (
    <ol class="bubbles">
      {messages.map((message, index) => (
        <Bubble
          key={message.id}
          message={message}
          isLast={messages[index + 1]?.from !== message.from}
          isSeen={thread.isSeen && index === messages.length - 1}
        />
      ))}
      {thread.pending.map((message) => (
        <li key={message.id} class="bubble-row is-fan">
          {message.state === "failed" ? (
            <button type="button" class="bubble is-fan is-failed" onClick={() => thread.retry(message.id)}>
              {message.text}
              <small>{words.failed}</small>
            </button>
          ) : (
            <p class="bubble is-fan is-sending">{message.text}</p>
          )}
        </li>
      ))}
    </ol>
  );
}

interface BubbleProps {
  readonly message: SimulatedMessage;
  readonly isLast: boolean;
  readonly isSeen: boolean;
}

function Bubble({ message, isLast, isSeen }: BubbleProps): JSX.Element {
  const words = useWords().fanPanel;
  const language = useLanguage();
  return (
    <li class={`bubble-row is-${message.from}`}>
      <p class={`bubble is-${message.from}${isLast ? " is-last" : ""}`}>
        {message.imageUrl && <img src={message.imageUrl} alt={words.picture} loading="lazy" />}
        <RichText text={message.text} />
      </p>
      {isLast && (
        <time class="stamp" dateTime={message.at}>
          {clock(message.at, language)}
          {isSeen && ` · ${words.seen}`}
        </time>
      )}
    </li>
  );
}

function FanComposer({ isEmpty, onSend }: { isEmpty: boolean; onSend: (text: string) => void }): JSX.Element {
  const words = useWords().fanPanel;
  const [text, setText] = useState("");
  const send = (message: string) => {
    if (message.trim() === "") return;
    onSend(message.trim());
    setText("");
  };
  return (
    <form
      class="fan-composer"
      onSubmit={(event) => {
        event.preventDefault();
        send(text);
      }}
    >
      {isEmpty && (
        <button type="button" class="opener" onClick={() => send(words.opener)}>
          {words.opener}
        </button>
      )}
      <div class="composer-field">
        <input
          value={text}
          placeholder={words.placeholder}
          aria-label={words.message}
          autocomplete="off"
          maxLength={2_000}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="send" aria-label={words.send} disabled={text.trim() === ""}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
