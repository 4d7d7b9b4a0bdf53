/** @jsxImportSource react */
// A conversation as a chat: bubbles, what was held back and why, the score with its reasons.
import { type ActionProps, ApiClient, BasePropertyComponent } from "adminjs";
import { type JSX, useCallback, useEffect, useRef, useState } from "react";
import type { Thread } from "../pages/thread.ts";
import { usePageWords } from "./page-words.ts";
import { useActionRunner } from "./run-action.ts";
import { ThreadBubble } from "./thread-bubble.tsx";

const LOCKS = ["minorLockedAt", "optedOutAt", "bannedAt", "crisisAt"] as const;

export function ConversationThread(props: ActionProps): JSX.Element | null {
  const { record, resource } = props;
  const { say } = usePageWords();
  const [thread, setThread] = useState<Thread | "failed" | null>(null);
  const runner = useActionRunner();
  const recordId = record?.id;
  const load = useCallback(async () => {
    if (!recordId) return;
    try {
      const call = { resourceId: resource.id, recordId, actionName: "thread" };
      const response = await new ApiClient().recordAction(call);
      setThread((response.data as { thread?: Thread }).thread ?? "failed");
    } catch {
      setThread("failed");
    }
  }, [recordId, resource.id]);
  useEffect(() => void load(), [load]);
  const bubbles = useRef<HTMLElement>(null);
  // A chat is read from its end.
  useEffect(() => {
    if (thread) bubbles.current?.scrollTo(0, bubbles.current.scrollHeight);
  }, [thread]);
  if (!record) return null;
  if (thread === null) return <p className="vb-empty">{say("common.loading")}</p>;
  if (thread === "failed") {
    return (
      <p className="vb-empty">
        {say("common.failed")}{" "}
        <button type="button" className="vb-button is-small" onClick={() => void load()}>
          {say("common.again")}
        </button>
      </p>
    );
  }
  const run = async (messageId: string, actionName: string) => {
    if (await runner.run({ resourceId: "OutboundMessage", recordId: messageId, actionName })) await load();
  };
  return (
    <div className="vb-conversation">
      <section
        ref={bubbles}
        className="vb-panel vb-thread"
        aria-label={record.title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the thread is scrolled with the keyboard too.
        tabIndex={0}
      >
        {thread.isTextHidden && <p className="vb-note">{say("thread.hidden")}</p>}
        {thread.hasEarlier && <p className="vb-note">{say("thread.earlier")}</p>}
        {thread.entries.length === 0 && <p className="vb-empty">{say("thread.empty")}</p>}
        {thread.entries.map((entry) => (
          <ThreadBubble
            key={entry.id}
            entry={entry}
            isBusy={runner.running !== null}
            onAction={(name) => void run(entry.id, name)}
          />
        ))}
      </section>
      <ScorePanel {...props} thread={thread} />
    </div>
  );
}

function ScorePanel({ record, resource, thread }: ActionProps & { readonly thread: Thread }): JSX.Element {
  const { say, valueName } = usePageWords();
  const params = record?.params ?? {};
  const locks = LOCKS.filter((lock) => params[lock]);
  return (
    <aside className="vb-panel vb-score">
      <dl>
        <dt>{say("thread.score")}</dt>
        <dd className="vb-figure">{String(params.score)}</dd>
        <dt>{say("thread.chance")}</dt>
        <dd>{Math.round(Number(params.conversionChance) * 100)} %</dd>
        <dt>{say("thread.stage")}</dt>
        <dd>{valueName("stage", String(params.stage))}</dd>
      </dl>
      {locks.length > 0 && (
        <p className="vb-row">
          {locks.map((lock) => (
            <span key={lock} className="vb-badge is-failed">
              {say(`thread.${lock}`)}
            </span>
          ))}
        </p>
      )}
      {thread.factors.length > 0 && <h3>{say("thread.why")}</h3>}
      {thread.factors.map(({ factor, points, weight }) => (
        <div key={factor} className="vb-factor">
          <span>{say(`thread.factors.${factor}`)}</span>
          <meter min={0} max={100} value={points} aria-label={say(`thread.factors.${factor}`)} />
          <span className="vb-soft">
            {say("thread.points", { points: Math.round(points), weight: Math.round(weight * 100) })}
          </span>
        </div>
      ))}
      <details className="vb-details">
        <summary>{say("thread.details")}</summary>
        {resource.showProperties.map((property) => (
          <BasePropertyComponent
            key={property.propertyPath}
            where="show"
            property={property}
            resource={resource}
            {...(record ? { record } : {})}
          />
        ))}
      </details>
    </aside>
  );
}
