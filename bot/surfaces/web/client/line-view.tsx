// One line: the operator's words on the right, the system's card on the left.
import type { JSX } from "preact";
import { CardView } from "./card-view.tsx";
import type { Line } from "./lines.ts";
import { clock } from "./time.ts";
import type { Press } from "./use-chat.ts";
import { useLanguage, useWords } from "./words.ts";

interface LineViewProps {
  readonly line: Line;
  readonly onPress: (press: Press) => void;
  readonly onRetry: (key: string) => void;
}

export function LineView({ line, onPress, onRetry }: LineViewProps): JSX.Element {
  const words = useWords().console;
  const language = useLanguage();
  if (line.role === "system") {
    return (
      <>
        <span class="hidden">{words.system}: </span>
        {line.card && <CardView card={line.card} lineId={line.id} onPress={onPress} />}
        <time class="stamp" dateTime={line.at}>
          {clock(line.at, language)}
        </time>
      </>
    );
  }
  return (
    <>
      <span class="hidden">{words.you}: </span>
      <p class={line.state ? `said is-${line.state}` : "said"}>{line.text}</p>
      {line.written !== undefined && (
        <p class="written" aria-hidden="true">
          {line.written}
        </p>
      )}
      {line.state === "failed" && (
        <p class="stamp">
          {words.notSent} ·{" "}
          <button type="button" class="link" onClick={() => onRetry(line.id)}>
            {words.retry}
          </button>
        </p>
      )}
    </>
  );
}
