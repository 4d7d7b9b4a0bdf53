/** @jsxImportSource react */
// The queues as they stand, and what was given up with trying it again and letting it go.
import { type JSX, useEffect } from "react";
import type { QueueData, QueueRow } from "../pages/queues.ts";
import { onLinkClick, recordAddress } from "./go-to.ts";
import { type Say, usePageWords } from "./page-words.ts";
import { useActionRunner } from "./run-action.ts";
import { usePageData } from "./use-page-data.ts";

const REFRESH_MS = 15_000;
const ENGINES = { redis: "Redis", postgres: "Postgres" } as const;
const COUNTS = ["waiting", "active", "delayed", "failed"] as const;

export function Queues(): JSX.Element {
  const { say, language } = usePageWords();
  const { data, reload } = usePageData<QueueData>("queues", {});
  useEffect(() => {
    document.title = `${say("jobs.title")} · VixenBliss`;
  });
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && reload(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [reload]);
  if (data === null) return <p className="vb-empty">{say("common.loading")}</p>;
  if (data === "failed") return <p className="vb-empty">{say("common.failed")}</p>;
  return (
    <section className="vb-page" aria-labelledby="vb-queues-title">
      <h1 id="vb-queues-title">{say("jobs.title")}</h1>
      <div className="vb-row">
        <button type="button" className="vb-button is-small" onClick={reload}>
          {say("jobs.refresh")}
        </button>
        <span className="vb-soft">
          {say("jobs.engine", { engine: ENGINES[data.engine] })}{" "}
          {say("jobs.updated", { time: new Date(data.at).toLocaleTimeString(language) })}
        </span>
      </div>
      {!data.isReachable && (
        <p className="vb-reason" role="alert">
          {say("jobs.unreachable")}
        </p>
      )}
      <QueueTable queues={data.queues} say={say} />
      <GivenUp jobs={data.givenUp} reload={reload} />
    </section>
  );
}

function QueueTable({ queues, say }: { readonly queues: readonly QueueRow[]; readonly say: Say }): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than a phone is scrolled with the keyboard too.
    <section className="vb-panel vb-scroll" aria-label={say("jobs.title")} tabIndex={0}>
      <table className="vb-table">
        <thead>
          <tr>
            <th scope="col">{say("jobs.queue")}</th>
            {COUNTS.map((column) => (
              <th key={column} scope="col">
                {say(`jobs.${column}`)}
              </th>
            ))}
            <th scope="col">{say("jobs.due")}</th>
            <th scope="col">{say("jobs.oldest")}</th>
          </tr>
        </thead>
        <tbody>
          {queues.map((row) => (
            <tr key={row.queue}>
              <th scope="row">{row.queue}</th>
              {COUNTS.map((column) => (
                <td key={column}>{row[column] ?? say("jobs.none")}</td>
              ))}
              <td>{row.due}</td>
              <td>{ageOf(row.oldestSeconds, say)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ageOf(seconds: number | null, say: Say): string {
  if (seconds === null) return say("jobs.none");
  if (seconds < 120) return say("jobs.seconds", { count: seconds });
  const minutes = Math.round(seconds / 60);
  return minutes < 120
    ? say("jobs.minutes", { count: minutes })
    : say("jobs.hours", { count: Math.round(minutes / 60) });
}

interface GivenUpProps {
  readonly jobs: QueueData["givenUp"];
  readonly reload: () => void;
}

function GivenUp({ jobs, reload }: GivenUpProps): JSX.Element {
  const { say, language } = usePageWords();
  const runner = useActionRunner();
  const run = async (recordId: string, actionName: string) => {
    if (await runner.run({ resourceId: "Outbox", recordId, actionName })) reload();
  };
  return (
    <section className="vb-panel vb-given-up">
      <h2>{say("jobs.givenUp")}</h2>
      {jobs === null && <p className="vb-soft">{say("jobs.ownerOnly")}</p>}
      {jobs?.length === 0 && <p className="vb-soft">{say("jobs.nothingGivenUp")}</p>}
      <ul>
        {(jobs ?? []).map((job) => (
          <li key={job.id}>
            <p className="vb-row">
              <a href={recordAddress("Outbox", job.id)} onClick={onLinkClick}>
                {job.name}
              </a>
              <span className="vb-badge">{job.queue}</span>
              <span className="vb-soft">
                {new Date(job.failedAt).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" })} ·{" "}
                {say("jobs.tries")}: {job.attempts}
              </span>
            </p>
            <p className="vb-reason">{job.error}</p>
            <p className="vb-row">
              {(["retry", "discard"] as const).map((action) => (
                <button
                  key={action}
                  type="button"
                  className={`vb-button is-small ${action === "discard" ? "is-danger" : "is-primary"}`}
                  aria-label={`${say(`jobs.${action}`)}: ${job.name}`}
                  disabled={runner.running !== null}
                  onClick={() => void run(job.id, action)}
                >
                  {say(`jobs.${action}`)}
                </button>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
