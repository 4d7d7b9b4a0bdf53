/** @jsxImportSource react */
// A record action before it is done: asks for the reason where there is one, and for a yes.
import { type ActionProps, useTranslation } from "adminjs";
import { type FormEvent, type JSX, useState } from "react";
import { goTo, recordAddress } from "./go-to.ts";
import { usePageWords } from "./page-words.ts";
import { useActionRunner } from "./run-action.ts";

/** What the commands ask for at least. */
const LEAST_REASON_LETTERS = 3;

export function CommandForm({ action, record, resource }: ActionProps): JSX.Element | null {
  const { translateAction } = useTranslation();
  const { say, tableName } = usePageWords();
  const { run, running } = useActionRunner();
  const [reason, setReason] = useState("");
  if (!record) return null;
  const isReasonNeeded = action.custom.asksReason === "required";
  const name = translateAction(action.name, resource.id);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const call = { resourceId: resource.id, recordId: record.id, actionName: action.name, reason };
    const answer = await run(call);
    if (answer) goTo(answer.redirectUrl ?? recordAddress(resource.id, record.id));
  };
  return (
    <form className="vb-form" onSubmit={(event) => void submit(event)}>
      <h2>{name}</h2>
      <p className="vb-form-subject">
        {tableName(resource.id)} · {record.title || record.id}
      </p>
      <p className="vb-soft">{say("common.sure")}</p>
      {action.custom.asksReason && (
        <label>
          {say(isReasonNeeded ? "common.reasonNeeded" : "common.reason")}
          <textarea
            rows={3}
            required={isReasonNeeded}
            minLength={isReasonNeeded ? LEAST_REASON_LETTERS : 0}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      )}
      <p className="vb-row">
        <button type="submit" className={`vb-button is-${action.custom.style}`} disabled={running !== null}>
          {say("common.confirm", { action: name.toLowerCase() })}
        </button>
        <button type="button" className="vb-button" onClick={() => goTo(recordAddress(resource.id, record.id))}>
          {say("common.back")}
        </button>
      </p>
    </form>
  );
}
