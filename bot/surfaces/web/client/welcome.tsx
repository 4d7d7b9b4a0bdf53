// The first thing a new operator sees: what this is, and four ways to begin.
import type { JSX } from "preact";
import { Icon, type IconName } from "./icons.tsx";
import type { Press } from "./use-chat.ts";
import { useWords } from "./words.ts";

interface WelcomeProps {
  readonly name: string;
  readonly onSay: (text: string) => void;
  readonly onRun: (press: Press) => void;
  readonly onDraft: (text: string) => void;
}

export function Welcome({ onSay, onRun, onDraft }: WelcomeProps): JSX.Element {
  const words = useWords().console;
  const texts = words.suggestions;
  const example = { label: texts.example, command: "example.load", input: {} };
  return (
    <section class="welcome">
      <img src="/assets/icon.svg" alt="" width="64" height="64" />
      <h1>{words.welcome}</h1>
      <p>{words.welcomeText}</p>
      <ul class="suggestions">
        <Suggestion
          icon="spark"
          title={texts.example}
          text={texts.exampleText}
          isMain
          onChoose={() => onRun({ button: example, input: {} })}
        />
        <Suggestion
          icon="person"
          title={texts.avatar}
          text={texts.avatarText}
          onChoose={() => onDraft(words.avatarDraft)}
        />
        <Suggestion icon="plug" title={texts.status} text={texts.statusText} onChoose={() => onSay("system status")} />
        <Suggestion icon="book" title={texts.help} text={texts.helpText} onChoose={() => onSay("help show")} />
      </ul>
    </section>
  );
}

interface SuggestionProps {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly isMain?: boolean;
  readonly onChoose: () => void;
}

function Suggestion({ icon, title, text, isMain, onChoose }: SuggestionProps): JSX.Element {
  return (
    <li>
      <button type="button" class={isMain ? "suggestion is-main" : "suggestion"} onClick={onChoose}>
        <Icon name={icon} />
        <span>
          <strong>{title}</strong>
          <small>{text}</small>
        </span>
      </button>
    </li>
  );
}
