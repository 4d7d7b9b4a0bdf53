/** @jsxImportSource react */
// The first page: money, work that waits for a person, and the state of the installation.
import { ApiClient } from "adminjs";
import { type JSX, useEffect, useState } from "react";
import type { DashboardData } from "../pages/dashboard.ts";
import { DayChart } from "./day-chart.tsx";
import { onLinkClick } from "./go-to.ts";
import { type Say, usePageWords } from "./page-words.ts";

const usd = (amount: number, language: string) =>
  amount.toLocaleString(language, { style: "currency", currency: "USD", currencyDisplay: "narrowSymbol" });

export function Dashboard(): JSX.Element {
  const { say } = usePageWords();
  const [data, setData] = useState<DashboardData | "failed" | null>(null);
  useEffect(() => {
    new ApiClient().getDashboard().then(
      (response) => setData(response.data as DashboardData),
      () => setData("failed"),
    );
  }, []);
  if (data === null) return <p className="vb-empty">{say("common.loading")}</p>;
  if (data === "failed") return <p className="vb-empty">{say("common.failed")}</p>;
  return (
    <main className="vb-dashboard">
      <h1>{say("dashboard.title")}</h1>
      <Tiles data={data} />
      <section className="vb-panel">
        <h2>{say("dashboard.chart")}</h2>
        <DayChart days={data.days} />
      </section>
      <div className="vb-columns">
        <Pieces pieces={data.pieces} />
        {data.accounts.length > 0 && <Accounts accounts={data.accounts} />}
        {data.queues && <Queues queues={data.queues} say={say} />}
        {data.status && (
          <section className="vb-panel">
            <h2>{say("dashboard.offline")}</h2>
            <dl className="vb-facts">
              {data.status.fields.map(({ label, value }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            <p className="vb-soft">{data.status.note}</p>
          </section>
        )}
      </div>
    </main>
  );
}

function Tiles({ data }: { readonly data: DashboardData }): JSX.Element {
  const { say, language } = usePageWords();
  const cost = data.days.reduce((sum, day) => sum + day.costUsd, 0);
  const revenue = data.days.reduce((sum, day) => sum + day.revenueUsd, 0);
  const list = (model: string, state: string) => `/admin/resources/${model}?filters.state=${state}`;
  const tiles = [
    { label: say("dashboard.costToday"), value: usd(data.days.at(-1)?.costUsd ?? 0, language) },
    { label: say("dashboard.cost14"), value: usd(cost, language) },
    {
      label: say("dashboard.revenue14"),
      value: usd(revenue, language),
      note: data.sandboxUsd > 0 ? `${say("dashboard.sandbox14")} ${usd(data.sandboxUsd, language)}` : "",
    },
    ...(data.waitingCards === null
      ? []
      : [{ label: say("dashboard.waitingCards"), value: String(data.waitingCards), href: list("RunCard", "waiting") }]),
    { label: say("dashboard.drafts"), value: String(data.drafts), href: list("OutboundMessage", "draft") },
    { label: say("dashboard.held"), value: String(data.pieces.held ?? 0), href: list("Piece", "held") },
  ];
  return (
    <ul className="vb-tiles">
      {tiles.map((tile) => (
        <li key={tile.label} className="vb-panel">
          <span className="vb-soft">{tile.label}</span>
          {"href" in tile ? (
            <a className="vb-figure" href={tile.href} onClick={onLinkClick}>
              {tile.value}
            </a>
          ) : (
            <span className="vb-figure">{tile.value}</span>
          )}
          {"note" in tile && tile.note ? <span className="vb-soft">{tile.note}</span> : null}
        </li>
      ))}
    </ul>
  );
}

function Pieces({ pieces }: { readonly pieces: DashboardData["pieces"] }): JSX.Element {
  const { say, valueName } = usePageWords();
  const entries = Object.entries(pieces);
  const most = Math.max(1, ...entries.map(([, count]) => count));
  return (
    <section className="vb-panel">
      <h2>{say("dashboard.pieces")}</h2>
      {entries.length === 0 && <p className="vb-soft">{say("dashboard.none")}</p>}
      {entries.map(([state, count]) => (
        <div key={state} className="vb-bar">
          <a href={`/admin/resources/Piece?filters.state=${state}`} onClick={onLinkClick}>
            {valueName("state", state)}
          </a>
          <meter min={0} max={most} value={count} aria-label={valueName("state", state)} />
          <span>{count}</span>
        </div>
      ))}
    </section>
  );
}

const MOST_SCORE = 100;

function Accounts({ accounts }: Pick<DashboardData, "accounts">): JSX.Element {
  const { say, valueName } = usePageWords();
  return (
    <section className="vb-panel">
      <h2>{say("dashboard.accounts")}</h2>
      {accounts.map(({ id, handle, state, score, paused }) => (
        <div key={id} className="vb-bar">
          <a href={`/admin/resources/Account/records/${id}/show`} onClick={onLinkClick}>
            @{handle} · {valueName("state", state)}
            {paused ? ` · ${say("dashboard.paused")}` : ""}
          </a>
          <meter min={0} max={MOST_SCORE} value={score ?? 0} aria-label={`@${handle}`} />
          <span>{score ?? "–"}</span>
        </div>
      ))}
    </section>
  );
}

function Queues({
  queues,
  say,
}: {
  readonly queues: NonNullable<DashboardData["queues"]>;
  readonly say: Say;
}): JSX.Element {
  const columns = ["waiting", "active", "delayed", "failed"] as const;
  const entries = Object.entries(queues);
  return (
    <section className="vb-panel">
      <h2>{say("dashboard.queues")}</h2>
      {entries.length === 0 && <p className="vb-soft">{say("dashboard.noQueues")}</p>}
      {entries.length > 0 && (
        <table className="vb-table">
          <thead>
            <tr>
              <th>{say("dashboard.queue")}</th>
              {columns.map((column) => (
                <th key={column}>{say(`dashboard.${column}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map(([name, counts]) => (
              <tr key={name}>
                <td>{name}</td>
                {columns.map((column) => (
                  <td key={column}>{counts[column]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
