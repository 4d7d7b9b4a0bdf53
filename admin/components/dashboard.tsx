/** @jsxImportSource react */
// The first page: money, work that waits for a person, and the state of the installation.
import { ApiClient } from "adminjs";
import { type JSX, useEffect, useState } from "react";
import type { DashboardData } from "../pages/dashboard.ts";
import { Choice, slugOptions } from "./choice.tsx";
import { DayChart } from "./day-chart.tsx";
import { onLinkClick } from "./go-to.ts";
import { type Say, usePageWords } from "./page-words.ts";

const usd = (amount: number, language: string) =>
  amount.toLocaleString(language, { style: "currency", currency: "USD", currencyDisplay: "narrowSymbol" });

/** @param avatarId of a table that has the avatar as a column */
const listAddress = (model: string, state: string, avatarId = "") =>
  `/admin/resources/${model}?filters.state=${state}${avatarId ? `&filters.avatarId=${avatarId}` : ""}`;

const percent = (share: number | null, language: string) =>
  share === null ? "–" : `${(100 * share).toLocaleString(language, { maximumFractionDigits: 1 })} %`;

export function Dashboard(): JSX.Element {
  const { say } = usePageWords();
  const [data, setData] = useState<DashboardData | "failed" | null>(null);
  const [asked, setAsked] = useState<Asked>({ days: PERIODS[0], avatar: "" });
  useEffect(() => {
    let isWanted = true;
    const show = (shown: DashboardData | "failed") => {
      if (isWanted) setData(shown);
    };
    new ApiClient().getDashboard({ params: asked }).then(
      (response) => show(response.data as DashboardData),
      () => show("failed"),
    );
    return () => {
      isWanted = false;
    };
  }, [asked]);
  if (data === null) return <p className="vb-empty">{say("common.loading")}</p>;
  if (data === "failed") return <p className="vb-empty">{say("common.failed")}</p>;
  return (
    <main className="vb-dashboard">
      <h1>{say("dashboard.title")}</h1>
      <Scope asked={asked} avatars={data.avatars} choose={setAsked} />
      <Tiles data={data} />
      <section className="vb-panel">
        <h2>{say("dashboard.chart", { days: data.period })}</h2>
        <DayChart days={data.days} />
      </section>
      <div className="vb-columns">
        {data.funnel.length > 0 && <Funnel funnel={data.funnel} />}
        <Pieces data={data} />
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

interface Asked {
  readonly days: number;
  readonly avatar: string;
}

/** As the server has them: a component of the browser cannot import its code. */
const PERIODS = [14, 30, 90] as const;

function Scope({
  asked,
  avatars,
  choose,
}: {
  readonly asked: Asked;
  readonly avatars: readonly string[];
  readonly choose: (asked: Asked) => void;
}): JSX.Element {
  const { say } = usePageWords();
  return (
    <div className="vb-row">
      <Choice
        label={say("dashboard.period")}
        value={String(asked.days)}
        options={PERIODS.map((days) => ({ value: String(days), name: say("dashboard.days", { days }) }))}
        choose={(days) => choose({ ...asked, days: Number(days) })}
      />
      <Choice
        label={say("dashboard.avatar")}
        value={asked.avatar}
        options={slugOptions(say("dashboard.allAvatars"), avatars)}
        choose={(avatar) => choose({ ...asked, avatar })}
      />
    </div>
  );
}

function Funnel({ funnel }: Pick<DashboardData, "funnel">): JSX.Element {
  const { say } = usePageWords();
  const most = Math.max(1, ...funnel.map(({ fans }) => fans));
  return (
    <section className="vb-panel">
      <h2>{say("dashboard.funnel")}</h2>
      {funnel.map(({ step, fans }) => (
        <div key={step} className="vb-bar">
          <span>{say(`dashboard.steps.${step}`)}</span>
          <meter min={0} max={most} value={fans} aria-label={say(`dashboard.steps.${step}`)} />
          <span>{fans}</span>
        </div>
      ))}
    </section>
  );
}

function Tiles({ data }: { readonly data: DashboardData }): JSX.Element {
  const { say, language } = usePageWords();
  const cost = data.days.reduce((sum, day) => sum + day.costUsd, 0);
  const revenue = data.days.reduce((sum, day) => sum + day.revenueUsd, 0);
  const tiles = [
    { label: say("dashboard.costToday"), value: usd(data.days.at(-1)?.costUsd ?? 0, language) },
    { label: say("dashboard.cost14", { days: data.period }), value: usd(cost, language) },
    {
      label: say("dashboard.revenue14", { days: data.period }),
      value: usd(revenue, language),
      note: data.sandboxUsd > 0 ? `${say("dashboard.sandbox14")} ${usd(data.sandboxUsd, language)}` : "",
    },
    ...(data.business
      ? [
          { label: say("dashboard.profit"), value: usd(data.business.profitUsd, language) },
          { label: say("dashboard.margin"), value: percent(data.business.margin, language) },
          { label: say("dashboard.conversion"), value: percent(data.business.conversion, language) },
        ]
      : []),
    { label: say("dashboard.alarms"), value: String(data.alarms), href: "/admin/resources/OperatorNotice" },
    ...(data.waitingCards === null
      ? []
      : [
          {
            label: say("dashboard.waitingCards"),
            value: String(data.waitingCards),
            href: listAddress("RunCard", "waiting"),
          },
        ]),
    { label: say("dashboard.drafts"), value: String(data.drafts), href: listAddress("OutboundMessage", "draft") },
    {
      label: say("dashboard.held"),
      value: String(data.pieces.held ?? 0),
      href: listAddress("Piece", "held", data.avatarId),
    },
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

function Pieces({ data }: { readonly data: DashboardData }): JSX.Element {
  const { say, valueName } = usePageWords();
  const entries = Object.entries(data.pieces);
  const most = Math.max(1, ...entries.map(([, count]) => count));
  return (
    <section className="vb-panel">
      <h2>{say("dashboard.pieces")}</h2>
      {entries.length === 0 && <p className="vb-soft">{say("dashboard.none")}</p>}
      {entries.map(([state, count]) => (
        <div key={state} className="vb-bar">
          <a href={listAddress("Piece", state, data.avatarId)} onClick={onLinkClick}>
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
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than a phone is scrolled with the keyboard too.
    <section className="vb-panel vb-scroll" aria-label={say("dashboard.queues")} tabIndex={0}>
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
