/** @jsxImportSource react */
// The calendar of posts: a month or a week, walked by keyboard; a post opens with what can be done to it.
import { type JSX, type KeyboardEvent, useEffect, useState } from "react";
import type { CalendarData, CalendarEntry } from "../pages/calendar.ts";
import { CalendarPost } from "./calendar-post.tsx";
import { Choice, slugOptions } from "./choice.tsx";
import { type PageWords, usePageWords } from "./page-words.ts";
import { usePageData } from "./use-page-data.ts";

/** A cell of a month has room for so many; a week shows all. */
const MOST_A_CELL = 4;
const WEEK_DAYS = 7;

interface Asked {
  readonly view: string;
  readonly day: string;
  readonly avatar: string;
  readonly account: string;
}

const asDate = (day: string) => new Date(`${day}T00:00:00Z`);
const named = (day: string, language: string, options: Intl.DateTimeFormatOptions) =>
  asDate(day).toLocaleDateString(language, { timeZone: "UTC", ...options });

function fromAddress(): Asked {
  const search = new URLSearchParams(window.location.search);
  const of = (name: string) => search.get(name) ?? "";
  return { view: of("view") || "month", day: of("day"), avatar: of("avatar"), account: of("account") };
}

export function Calendar(): JSX.Element {
  const words = usePageWords();
  const { say } = words;
  const [asked, setAsked] = useState(fromAddress);
  const [opened, setOpened] = useState<string | null>(null);
  const query = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ""));
  const { data, reload } = usePageData<CalendarData>("calendar", query);
  useEffect(() => {
    document.title = `${say("calendar.title")} · VixenBliss`;
  });
  const choose = (change: Partial<Asked>) => {
    const next = { ...asked, ...change };
    setAsked(next);
    // To be kept or sent to somebody.
    window.history.replaceState(null, "", `?${new URLSearchParams({ ...next })}`);
  };
  if (data === null) return <p className="vb-empty">{say("common.loading")}</p>;
  if (data === "failed") return <p className="vb-empty">{say("common.failed")}</p>;
  const move = (steps: number) => choose({ day: dayAway(data, steps) });
  const entry = data.entries.find(({ id }) => id === opened);
  return (
    <section className="vb-page" aria-labelledby="vb-calendar-title">
      <h1 id="vb-calendar-title">{titleOf(data, words)}</h1>
      <Controls data={data} choose={choose} move={move} />
      {data.entries.length === 0 ? (
        <p className="vb-soft">{say("calendar.empty")}</p>
      ) : (
        <p className="vb-soft vb-keys">{say("calendar.help")}</p>
      )}
      <Grid data={data} open={setOpened} choose={choose} move={move} />
      {entry && <CalendarPost entry={entry} onClose={() => setOpened(null)} onMoved={reload} />}
    </section>
  );
}

function titleOf({ view, day, days }: CalendarData, { language }: PageWords): string {
  if (view === "month") return named(day, language, { month: "long", year: "numeric" });
  const short = { day: "numeric", month: "short" } as const;
  return `${named(days[0] ?? day, language, short)} – ${named(days.at(-1) ?? day, language, { ...short, year: "numeric" })}`;
}

/** The same place of the next or previous month or week. */
function dayAway({ view, day }: CalendarData, steps: number): string {
  const date = asDate(day);
  if (view === "week") date.setUTCDate(date.getUTCDate() + steps * WEEK_DAYS);
  else date.setUTCMonth(date.getUTCMonth() + steps, 1);
  return date.toISOString().slice(0, 10);
}

interface ControlsProps {
  readonly data: CalendarData;
  readonly choose: (change: Partial<Asked>) => void;
  readonly move: (steps: number) => void;
}

function Controls({ data, choose, move }: ControlsProps): JSX.Element {
  const { say } = usePageWords();
  return (
    <div className="vb-row">
      <button type="button" className="vb-button is-small" onClick={() => move(-1)}>
        <span aria-hidden="true">‹ </span>
        {say("calendar.before")}
      </button>
      <button type="button" className="vb-button is-small" onClick={() => choose({ day: data.today })}>
        {say("calendar.today")}
      </button>
      <button type="button" className="vb-button is-small" onClick={() => move(1)}>
        {say("calendar.after")}
        <span aria-hidden="true"> ›</span>
      </button>
      <fieldset className="vb-segments" aria-label={say("calendar.view")}>
        {(["month", "week"] as const).map((view) => (
          <button key={view} type="button" aria-pressed={data.view === view} onClick={() => choose({ view })}>
            {say(`calendar.${view}`)}
          </button>
        ))}
      </fieldset>
      <Choice
        label={say("calendar.avatar")}
        value={data.avatar}
        options={slugOptions(say("calendar.allAvatars"), data.avatars)}
        choose={(avatar) => choose({ avatar, account: "" })}
      />
      <Choice
        label={say("calendar.account")}
        value={data.account}
        options={[
          { value: "", name: say("calendar.allAccounts") },
          ...data.accounts.map(({ id, name }) => ({ value: id, name })),
        ]}
        choose={(account) => choose({ account })}
      />
    </div>
  );
}

interface GridProps extends ControlsProps {
  readonly open: (id: string) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };
const PAGES: Readonly<Record<string, number>> = { PageUp: -1, PageDown: 1 };

function Grid({ data, open, choose, move }: GridProps): JSX.Element {
  const { language } = usePageWords();
  const weeks = Array.from({ length: data.days.length / WEEK_DAYS }, (_, week) =>
    data.days.slice(week * WEEK_DAYS, (week + 1) * WEEK_DAYS),
  );
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const page = PAGES[event.key];
    const step = STEPS[event.key];
    if (page === undefined && step === undefined) return;
    event.preventDefault();
    if (page !== undefined) move(page);
    else if (step !== undefined) focusPost(event.currentTarget, step);
  };
  return (
    <table className={`vb-calendar is-${data.view}`} onKeyDown={onKeyDown}>
      <thead>
        <tr>
          {data.days.slice(0, WEEK_DAYS).map((day) => (
            <th key={day} scope="col">
              {named(day, language, { weekday: "short" })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((days) => (
          <tr key={days[0]}>
            {days.map((day) => (
              <Cell key={day} day={day} data={data} open={open} choose={choose} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function focusPost(table: HTMLElement, step: number): void {
  // On a phone days of other months are left out.
  const posts = [...table.querySelectorAll<HTMLElement>(".vb-post")].filter((post) => post.offsetParent !== null);
  const at = posts.indexOf(document.activeElement as HTMLElement);
  posts[Math.min(Math.max(at + step, 0), posts.length - 1)]?.focus();
}

function Cell({ day, data, open, choose }: Omit<GridProps, "move"> & { readonly day: string }): JSX.Element {
  const { say, language } = usePageWords();
  const entries = data.entries.filter((entry) => entry.day === day);
  const shown = data.view === "month" ? entries.slice(0, MOST_A_CELL) : entries;
  const isOutside = data.view === "month" && day.slice(0, 7) !== data.day.slice(0, 7);
  const classes = [day === data.today && "is-today", isOutside && "is-outside", entries.length === 0 && "is-empty"];
  return (
    <td className={classes.filter(Boolean).join(" ")} {...(day === data.today ? { "aria-current": "date" } : {})}>
      <time dateTime={day}>
        <span className="vb-day-long">{named(day, language, { weekday: "long", day: "numeric", month: "long" })}</span>
        <span className="vb-day-short" aria-hidden="true">
          {Number(day.slice(8))}
        </span>
      </time>
      <ul>
        {shown.map((entry) => (
          <li key={entry.id}>
            <Post entry={entry} open={open} />
          </li>
        ))}
      </ul>
      {entries.length > shown.length && (
        <button type="button" className="vb-button is-small" onClick={() => choose({ view: "week", day })}>
          {say("calendar.more", { count: entries.length - shown.length })}
        </button>
      )}
    </td>
  );
}

function Post({ entry, open }: { readonly entry: CalendarEntry; readonly open: (id: string) => void }): JSX.Element {
  return (
    <button
      type="button"
      className={`vb-post is-${entry.state} ${entry.problem ? "has-problem" : ""}`}
      onClick={() => open(entry.id)}
    >
      {entry.thumbnailUrl ? <img src={entry.thumbnailUrl} alt="" loading="lazy" /> : null}
      <span className="vb-post-facts">
        <strong>{entry.time}</strong> <span>{entry.piece}</span>
        <span className="vb-soft">
          @{entry.handle} · {entry.stateName}
        </span>
        <span className="vb-soft vb-post-why">{entry.why}</span>
        {entry.problem && <span className="vb-reason">{entry.problem}</span>}
      </span>
    </button>
  );
}
