// The conversation's lines as the page keeps them: pure changes, so that the hook only does the talking.
import type { ChatLine } from "../../../../agents/commands/chat/chat-line.ts";
import type { Card, CardButton } from "../../../../agents/commands/view.ts";
import type { Answer } from "../conversation.ts";

export type { Card, CardButton, ChatLine };

/** What was asked, kept until the server confirmed it, so that it can be asked again. */
export type Request =
  | { readonly kind: "say"; readonly text: string; readonly key: string }
  | {
      readonly kind: "press";
      readonly key: string;
      readonly button: CardButton;
      readonly input: Readonly<Record<string, unknown>>;
      readonly lineId?: string;
      readonly imageKey?: string;
    };

export interface Line extends ChatLine {
  readonly state?: "sending" | "failed";
  readonly request?: Request;
  /** Of a line that is being answered: what was written of the answer so far. Goes when the answer is there, or failed. */
  readonly written?: string;
  /** Appeared while the page was open: announced and moved in. */
  readonly isNew?: boolean;
}

export function localLine(request: Request, at: string): Line {
  const text = request.kind === "say" ? request.text : request.button.label;
  return { id: request.key, role: "operator", text, at, state: "sending", request, isNew: true };
}

export function withAnswer(lines: readonly Line[], key: string, answer: Answer): readonly Line[] {
  const { replaced } = answer;
  return lines.flatMap((line): Line[] => {
    if (line.id === key) return [{ ...answer.said }, { ...answer.line, isNew: true }];
    if (replaced && line.id === replaced.id) return [{ ...line, card: replaced.card }];
    return [line];
  });
}

/** `card` says why; it goes when the request is tried again. */
export function withFailure(lines: readonly Line[], key: string, card: Card): readonly Line[] {
  return lines.flatMap((line): Line[] => {
    if (line.id !== key) return [line];
    const { written: _half, ...said } = line;
    return [
      { ...said, state: "failed" },
      { id: `${key}-failed`, role: "system", text: "", at: line.at, card, isNew: true },
    ];
  });
}

/** Only while the answer is waited for: a late piece changes nothing. */
export function withWritten(lines: readonly Line[], key: string, written: string): readonly Line[] {
  return lines.map((line) => (line.id === key && line.state === "sending" ? { ...line, written } : line));
}

export function withRetry(lines: readonly Line[], key: string): readonly Line[] {
  return lines
    .filter((line) => line.id !== `${key}-failed`)
    .map((line) => (line.id === key ? { ...line, state: "sending" } : line));
}

export function withCard(lines: readonly Line[], id: string, card: Card): readonly Line[] {
  return lines.map((line) => (line.id === id ? { ...line, card } : line));
}

/** Lines whose card may have changed: unfinished, and about one of the topics (none: about any). */
export function staleLines(lines: readonly Line[], topics: readonly string[]): readonly string[] {
  const about = (topic: string) => topics.length === 0 || topics.includes(topic);
  return lines.filter(({ card }) => card?.live && !card.live.finished && about(card.live.topic)).map((line) => line.id);
}
