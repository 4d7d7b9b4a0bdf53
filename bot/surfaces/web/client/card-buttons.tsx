// Buttons of a card or a picture; one that asks for a word opens a field first.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { CardButton } from "./lines.ts";
import type { Press } from "./use-chat.ts";
import { useWords } from "./words.ts";

interface CardButtonsProps {
  readonly buttons: readonly CardButton[];
  readonly onPress: (press: Press) => void;
  readonly isSmall?: boolean;
}

export function CardButtons({ buttons, onPress, isSmall }: CardButtonsProps): JSX.Element {
  const [asking, setAsking] = useState<CardButton | null>(null);
  const press = (button: CardButton) => {
    if (button.ask) setAsking(button);
    else onPress({ button, input: button.input });
  };
  if (asking) {
    return (
      <AskForm
        button={asking}
        onCancel={() => setAsking(null)}
        onDone={(text) => {
          setAsking(null);
          onPress({ button: asking, input: { ...asking.input, [asking.ask?.field ?? ""]: text } });
        }}
      />
    );
  }
  return (
    <div class={isSmall ? "buttons is-small" : "buttons"}>
      {buttons.map((button) => (
        <button
          key={`${button.command} ${button.label}`}
          type="button"
          class={`button is-${button.style ?? "plain"}`}
          onClick={() => press(button)}
        >
          {button.label}
        </button>
      ))}
    </div>
  );
}

/** Characters; longer text gets more lines. */
const ROOMY_FROM = 120;

interface AskFormProps {
  readonly button: CardButton;
  readonly onDone: (text: string) => void;
  readonly onCancel: () => void;
}

function AskForm({ button, onDone, onCancel }: AskFormProps): JSX.Element {
  const words = useWords().console;
  const [text, setText] = useState(button.ask?.value ?? "");
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      class="ask"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") onDone(text.trim());
      }}
      onKeyDown={(event) => event.key === "Escape" && onCancel()}
    >
      <label>
        {button.ask?.label}
        <textarea
          ref={field}
          value={text}
          rows={text.length > ROOMY_FROM ? 4 : 2}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
      </label>
      <div class="buttons">
        <button type="submit" class={`button is-${button.style === "danger" ? "danger" : "primary"}`}>
          {button.label}
        </button>
        <button type="button" class="button is-plain" onClick={onCancel}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}
