// Everything of a card that is only read: text, fields, table, progress, links, small print.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { CopyButton } from "./copy-button.tsx";
import { Icon } from "./icons.tsx";
import type { Card } from "./lines.ts";
import { RichText } from "./rich-text.tsx";
import { useWords } from "./words.ts";

export function CardBody({ card }: { readonly card: Card }): JSX.Element {
  return (
    <>
      {card.text && (
        <p class="card-text">
          <RichText text={card.text} />
        </p>
      )}
      {card.progress && <Progress progress={card.progress} />}
      {card.fields && card.fields.length > 0 && <Fields fields={card.fields} />}
      {card.table && <Table table={card.table} />}
      {card.links && card.links.length > 0 && <Links links={card.links} />}
      {card.note && <p class="card-note">{card.note}</p>}
    </>
  );
}

function Progress({ progress }: { progress: NonNullable<Card["progress"]> }): JSX.Element {
  const share = progress.total === 0 ? 0 : Math.min(1, progress.done / progress.total);
  return (
    <div class={share === 1 ? "progress is-full" : "progress"}>
      <div
        class="progress-track"
        role="progressbar"
        aria-valuemin={0}
        aria-valuemax={progress.total}
        aria-valuenow={progress.done}
        aria-label={progress.label}
      >
        <div class="progress-bar" style={{ width: `${share * 100}%` }} />
      </div>
      <span class="progress-label">{progress.label}</span>
    </div>
  );
}

/** Ids, tokens and links are there to be taken along. */
const WORTH_COPYING = /^\S{14,}$/;

function Fields({ fields }: { fields: NonNullable<Card["fields"]> }): JSX.Element {
  return (
    <dl class="fields">
      {fields.map(({ label, value }) => (
        <div key={`${label} ${value}`}>
          <dt>{label}</dt>
          <dd class={WORTH_COPYING.test(value) ? "is-code" : ""}>
            <RichText text={value} />
            {WORTH_COPYING.test(value) && <CopyButton text={value} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const ROWS_AT_FIRST = 12;
/** A date or a sum is not broken over lines. */
const FIGURE = /^[\d\s.,:;%$+/()–-]+$/;

/** From so many characters on it is read as a sentence, and given room for one: on a phone the table is scrolled instead. */
const SENTENCE_CHARACTERS = 40;

function kindOf(cell: string): string {
  if (FIGURE.test(cell)) return " is-figure";
  return cell.length > SENTENCE_CHARACTERS ? " is-sentence" : "";
}

function Table({ table }: { table: NonNullable<Card["table"]> }): JSX.Element {
  const words = useWords().console;
  const [isWhole, setWhole] = useState(table.rows.length <= ROWS_AT_FIRST + 3);
  const rows = isWhole ? table.rows : table.rows.slice(0, ROWS_AT_FIRST);
  const side = (column: number) => (table.columns[column]?.align === "right" ? "is-right" : "");
  return (
    <>
      <section
        class="table-frame"
        aria-label={table.columns.map((column) => column.label).join(", ")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard too.
        tabIndex={0}
      >
        <table>
          <thead>
            <tr>
              {table.columns.map((column, index) => (
                <th scope="col" class={side(index)} key={column.label}>
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.join(" | ")}>
                {row.map((cell, column) => (
                  <td class={`${side(column)}${kindOf(cell)}`} key={table.columns[column]?.label}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {!isWhole && (
        <p class="table-more">
          {words.rows(rows.length, table.rows.length)}{" "}
          <button type="button" class="link" onClick={() => setWhole(true)}>
            {words.showAll}
          </button>
        </p>
      )}
    </>
  );
}

function Links({ links }: { links: NonNullable<Card["links"]> }): JSX.Element {
  return (
    <p class="links">
      {links.map(({ label, url }) => (
        <a key={url} href={url} target={url.startsWith("/login") ? undefined : "_blank"} rel="noopener noreferrer">
          {label}
          <Icon name="external" />
        </a>
      ))}
    </p>
  );
}
