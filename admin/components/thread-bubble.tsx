/** @jsxImportSource react */
// One message of a thread.
import type { JSX } from "react";
import type { ThreadEntry } from "../pages/thread.ts";
import { usePageWords } from "./page-words.ts";

interface ThreadBubbleProps {
  readonly entry: ThreadEntry;
  readonly isBusy: boolean;
  readonly onAction: (name: string) => void;
}

export function ThreadBubble({ entry, isBusy, onAction }: ThreadBubbleProps): JSX.Element {
  const { say, valueName, language } = usePageWords();
  const topic = (name: string) => say(`thread.topics.${name}`, { defaultValue: name });
  const time = new Date(entry.at).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
  return (
    <article className={`vb-bubble is-${entry.direction} ${entry.state ? "is-unsent" : ""}`}>
      <header className="vb-soft">
        {valueName("author", entry.author)} · {time}
        {entry.kind === "text" ? "" : ` · ${topic(entry.kind)}`}
        {entry.intent ? ` · ${topic(entry.intent)}` : ""}
      </header>
      {entry.text !== null && <p>{entry.text}</p>}
      {entry.isDeleted && <p className="vb-soft">{say("thread.deleted")}</p>}
      {entry.state && <span className={`vb-badge is-${entry.state}`}>{valueName("state", entry.state)}</span>}
      {entry.blockedBy && <p className="vb-reason">{say("thread.blocked", { reason: entry.blockedBy })}</p>}
      {entry.error && <p className="vb-reason">{say("thread.failed", { reason: entry.error })}</p>}
      {entry.actions.length > 0 && (
        <p className="vb-row">
          {entry.actions.map((name) => (
            <button
              key={name}
              type="button"
              className={`vb-button is-small ${name === "reject" ? "is-danger" : "is-primary"}`}
              disabled={isBusy}
              onClick={() => onAction(name)}
            >
              {say(`thread.${name}`)}
            </button>
          ))}
        </p>
      )}
    </article>
  );
}
