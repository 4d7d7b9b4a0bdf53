/** @jsxImportSource react */
// One post of the calendar: its facts, the ways to it and its piece, and another hour for it.
import { useNotice } from "adminjs";
import { type FormEvent, type JSX, useEffect, useRef, useState } from "react";
import type { CalendarEntry, MoveAnswer } from "../pages/calendar.ts";
import { onLinkClick, recordAddress } from "./go-to.ts";
import { usePageWords } from "./page-words.ts";
import { actOnPage } from "./use-page-data.ts";

interface CalendarPostProps {
  readonly entry: CalendarEntry;
  readonly onClose: () => void;
  readonly onMoved: () => void;
}

export function CalendarPost({ entry, onClose, onMoved }: CalendarPostProps): JSX.Element {
  const { say } = usePageWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const facts = [
    [say("calendar.when"), `${entry.day} ${entry.time} · ${entry.zone}`],
    [say("calendar.handle"), `@${entry.handle} · ${entry.platform}`],
    [say("calendar.state"), entry.stateName],
    [say("calendar.why"), entry.why],
    [say("calendar.problem"), entry.problem],
  ] as const;
  return (
    <dialog ref={dialog} className="vb-dialog" aria-labelledby="vb-post-title" onClose={onClose}>
      <h2 id="vb-post-title">{entry.piece}</h2>
      {entry.thumbnailUrl ? (
        <img src={entry.thumbnailUrl} alt={entry.piece} />
      ) : (
        <p className="vb-soft">{say("calendar.noPicture")}</p>
      )}
      <dl className="vb-facts">
        {facts.map(([label, value]) =>
          value ? (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {entry.mayMove && <MoveForm entry={entry} onMoved={onMoved} close={() => dialog.current?.close()} />}
      <p className="vb-row">
        <a className="vb-button" href={recordAddress("ScheduledPost", entry.id)} onClick={onLinkClick}>
          {say("calendar.post")}
        </a>
        <a className="vb-button" href={recordAddress("Piece", entry.pieceId)} onClick={onLinkClick}>
          {say("calendar.piece")}
        </a>
        <button type="button" className="vb-button" onClick={() => dialog.current?.close()}>
          {say("calendar.close")}
        </button>
      </p>
    </dialog>
  );
}

interface MoveFormProps {
  readonly entry: CalendarEntry;
  readonly onMoved: () => void;
  readonly close: () => void;
}

function MoveForm({ entry, onMoved, close }: MoveFormProps): JSX.Element {
  const { say } = usePageWords();
  const addNotice = useNotice();
  const [when, setWhen] = useState(`${entry.day} ${entry.time}`);
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<MoveAnswer | null>(null);
  const ask = async (to: string, force = false) => {
    setBusy(true);
    try {
      const answer = await actOnPage<MoveAnswer>("calendar", { post: entry.id, when: to, force });
      if (answer.isMoved) {
        addNotice({ type: "success", message: answer.title });
        onMoved();
        close();
      } else setRefused(answer);
    } catch {
      addNotice({ type: "error", message: "components.words.common.failed" });
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void ask(when);
  };
  return (
    <form className="vb-move" onSubmit={submit}>
      <label>
        {say("calendar.moveTo")}
        <input required maxLength={60} value={when} onChange={(event) => setWhen(event.target.value)} />
      </label>
      <button type="submit" className="vb-button is-primary" disabled={isBusy}>
        {say("calendar.move")}
      </button>
      <p className="vb-soft">{say("calendar.moveHint", { zone: entry.zone })}</p>
      {refused && (
        <div role="alert">
          <p className="vb-reason">{refused.title}</p>
          <p>{refused.text}</p>
          <p className="vb-row">
            {refused.choices.map((choice) => (
              <button
                key={choice.label}
                type="button"
                className={`vb-button is-small ${choice.force ? "is-danger" : "is-primary"}`}
                disabled={isBusy}
                onClick={() => void ask(choice.when, choice.force)}
              >
                {choice.label}
              </button>
            ))}
          </p>
        </div>
      )}
    </form>
  );
}
