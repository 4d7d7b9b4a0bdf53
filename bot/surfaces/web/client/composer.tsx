// The field commands are typed into: completion, history, and a draft that others may place there.
import type { JSX } from "preact";
import { forwardRef } from "preact/compat";
import { useImperativeHandle, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Completion } from "../../../../agents/commands/complete.ts";
import type { Api } from "./api.ts";
import { Icon } from "./icons.tsx";
import { useCompletions } from "./use-completions.ts";
import { useWords } from "./words.ts";

export interface ComposerHandle {
  /** Puts a half-written command into the field, the cursor in its first empty quotes. */
  draft(text: string): void;
}

interface ComposerProps {
  readonly api: Api;
  readonly onSend: (text: string) => void;
  /** What the operator said so far, oldest first. */
  readonly past: readonly string[];
}

export const Composer = forwardRef<ComposerHandle, ComposerProps>(({ api, onSend, past }, handle) => {
  const words = useWords().console;
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  const [back, setBack] = useState(0);
  const { found, active, setActive, dismiss } = useCompletions(api, back === 0 ? text : "");
  const write = (next: string) => {
    setText(next);
    setBack(0);
  };
  useGrowing(field, text);
  useImperativeHandle(handle, () => ({
    draft: (draft) => {
      write(draft);
      const cursor = draft.indexOf('""') + 1;
      requestAnimationFrame(() => {
        field.current?.focus();
        if (cursor > 0) field.current?.setSelectionRange(cursor, cursor);
      });
    },
  }));
  const send = () => {
    if (text.trim() === "") return;
    onSend(text.trim());
    write("");
    dismiss();
  };
  const take = (completion: Completion) => {
    write(completion.line);
    field.current?.focus();
  };
  const recall = (step: number) => {
    const next = Math.min(past.length, Math.max(0, back + step));
    setBack(next);
    setText(next === 0 ? "" : (past[past.length - next] ?? ""));
  };
  const onKey = (event: KeyboardEvent) => {
    const handled = handleKey(event, {
      found,
      active,
      isRecalling: back > 0 || text === "",
      setActive,
      take,
      dismiss,
      recall,
      send,
    });
    if (handled) event.preventDefault();
  };
  const isOpen = found.length > 0;
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {isOpen && <Completions found={found} active={active} onTake={take} />}
      <div class="composer-field">
        <textarea
          id="composer"
          ref={field}
          rows={1}
          value={text}
          placeholder={words.placeholder}
          aria-label={words.composerLabel}
          aria-describedby="composer-hint"
          aria-controls={isOpen ? "completions" : undefined}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 ? `completion-${active}` : undefined}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          maxLength={8_000}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={onKey}
          onBlur={dismiss}
        />
        <button type="submit" class="send" aria-label={words.send} disabled={text.trim() === ""}>
          <Icon name="send" />
        </button>
      </div>
      <p class="composer-hint" id="composer-hint">
        {words.composerHint}
      </p>
    </form>
  );
});

interface Keys {
  readonly found: readonly Completion[];
  readonly active: number;
  readonly isRecalling: boolean;
  readonly setActive: (index: number) => void;
  readonly take: (completion: Completion) => void;
  readonly dismiss: () => void;
  readonly recall: (step: number) => void;
  readonly send: () => void;
}

/** True when the key did something here and nothing else shall happen. */
function handleKey(event: KeyboardEvent, keys: Keys): boolean {
  if (event.isComposing || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return false;
  const { found, active } = keys;
  const chosen = found[active];
  const up = event.key === "ArrowUp";
  const down = event.key === "ArrowDown";
  if (event.key === "Enter") {
    if (chosen) keys.take(chosen);
    else keys.send();
    return true;
  }
  if ((up || down) && keys.isRecalling) {
    keys.recall(up ? 1 : -1);
    return true;
  }
  if (found.length === 0) return false;
  if (up || down) {
    // The list opens upwards from the field: its last entry is the nearest.
    keys.setActive((active + (down ? 1 : -1) + found.length + (active < 0 && up ? 1 : 0)) % found.length);
    return true;
  }
  if (event.key === "Escape") {
    keys.dismiss();
    return true;
  }
  const first = chosen ?? found[0];
  if (event.key !== "Tab" || !first) return false;
  keys.take(first);
  return true;
}

interface CompletionsProps {
  readonly found: readonly Completion[];
  readonly active: number;
  readonly onTake: (completion: Completion) => void;
}

function Completions({ found, active, onTake }: CompletionsProps): JSX.Element {
  const words = useWords().console;
  return (
    <div class="completions" id="completions" role="listbox" aria-label={words.completions}>
      {found.map((completion, index) => (
        <div
          key={completion.line}
          tabIndex={-1}
          id={`completion-${index}`}
          role="option"
          aria-selected={index === active}
          // Before the field loses its focus and the list goes away.
          onMouseDown={(event) => {
            event.preventDefault();
            onTake(completion);
          }}
        >
          <span class="completion-label">{completion.label}</span>
          <span class="completion-hint">{completion.hint}</span>
        </div>
      ))}
    </div>
  );
}

function useGrowing(field: { readonly current: HTMLTextAreaElement | null }, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text.
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);
}
