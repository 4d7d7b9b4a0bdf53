// Where the visitor writes. Enter sends where there is a keyboard; on a phone it makes a new line, as phones do.
import { useRef, useState } from "preact/hooks";
import type { ChatWords } from "./boot.ts";

interface ComposerProps {
  readonly words: ChatWords;
  readonly maxChars: number;
  readonly onSend: (text: string) => void;
}

/** From here on the limit is shown coming. */
const SHOW_COUNT_FROM = 0.8;

export function Composer({ words, maxChars, onSend }: ComposerProps) {
  const [text, setText] = useState("");
  const area = useRef<HTMLTextAreaElement>(null);
  const send = () => {
    const said = text.trim();
    if (said === "") return;
    onSend(said);
    setText("");
    area.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isPlain = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (!isPlain || matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label class="hidden" for="text">
        {words.write}
      </label>
      <textarea
        id="text"
        ref={area}
        rows={1}
        value={text}
        maxLength={maxChars}
        placeholder={words.write}
        autocomplete="off"
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {text.length > maxChars * SHOW_COUNT_FROM && (
        <span class="count">
          {text.length}/{maxChars}
        </span>
      )}
      <button type="submit" aria-label={words.send} disabled={text.trim() === ""}>
        <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
          <path d="M3 11.5 21 3l-6.5 18-3.2-7.3L3 11.5z" fill="currentColor" />
        </svg>
      </button>
    </form>
  );
}
