/** @jsxImportSource react */
// Pieces as pictures: what each is, where it stands, and a yes or no in one click.
import { type ActionProps, type RecordJSON, useRecords } from "adminjs";
import { type JSX, useEffect } from "react";
import { valuesOf } from "../adapter/values-of.ts";
import { onLinkClick, recordAddress } from "./go-to.ts";
import { usePageWords } from "./page-words.ts";
import { Pager } from "./pager.tsx";
import { type ActionRunner, useActionRunner } from "./run-action.ts";

const QUICK = ["approve", "reject", "retry"] as const;
/** What was settled is undone on the piece's own page. */
const WAITING = ["ready", "held", "failed"];

export function PieceGallery({ resource, setTag }: ActionProps): JSX.Element {
  const { records, loading, page, perPage, total, fetchData } = useRecords(resource.id);
  const { say } = usePageWords();
  const runner = useActionRunner();
  useEffect(() => setTag?.(String(total)), [setTag, total]);
  return (
    <section className="vb-panel" aria-busy={loading}>
      {records.length === 0 && <p className="vb-empty">{loading ? say("common.loading") : say("gallery.empty")}</p>}
      <ul className="vb-gallery">
        {records.map((record) => (
          <PieceCard key={record.id} record={record} runner={runner} onDone={() => void fetchData()} />
        ))}
      </ul>
      <Pager page={page} pages={Math.ceil(total / perPage)} />
    </section>
  );
}

interface PieceCardProps {
  readonly record: RecordJSON;
  readonly runner: ActionRunner;
  readonly onDone: () => void;
}

function PieceCard({ record, runner, onDone }: PieceCardProps): JSX.Element {
  const { say, valueName } = usePageWords();
  const { params, id } = record;
  const isWaiting = WAITING.includes(String(params.state));
  const offered = QUICK.filter((name) => isWaiting && record.recordActions.some((action) => action.name === name));
  const run = async (actionName: string) => {
    if (await runner.run({ resourceId: "Piece", recordId: id, actionName })) onDone();
  };
  return (
    <li className="vb-piece">
      <a href={recordAddress("Piece", id)} onClick={onLinkClick} className="vb-piece-picture">
        {params.thumbnailUrl ? (
          <>
            <img src={String(params.thumbnailUrl)} alt={record.title} loading="lazy" />
            {params.isFilm ? <span className="vb-play" aria-hidden="true" /> : null}
          </>
        ) : (
          <span className="vb-soft">{params.onHold ? say("gallery.onHold") : say("gallery.noPicture")}</span>
        )}
      </a>
      <div className="vb-piece-facts">
        <p className="vb-row">
          <strong>{record.title}</strong>
          <span className={`vb-badge is-${params.state}`}>{valueName("state", String(params.state))}</span>
          <span className={`vb-badge is-${params.tier}`}>{valueName("tier", String(params.tier))}</span>
        </p>
        {params.state === "held" && <HoldReasons reasons={valuesOf(params, "heldFor")} />}
        <p className="vb-caption">{params.error ? String(params.error) : String(params.caption ?? "")}</p>
        <PieceFigures params={params} />
        {offered.length > 0 && (
          <p className="vb-row">
            {offered.map((name) => (
              <button
                key={name}
                type="button"
                className={`vb-button is-small ${name === "reject" ? "is-danger" : "is-primary"}`}
                disabled={runner.running !== null}
                onClick={() => void run(name)}
              >
                {say(`gallery.${name}`)}
              </button>
            ))}
          </p>
        )}
      </div>
    </li>
  );
}

function HoldReasons({ reasons }: { readonly reasons: readonly string[] }): JSX.Element | null {
  const { valueName } = usePageWords();
  if (reasons.length === 0) return null;
  return <p className="vb-reason">{reasons.map((reason) => valueName("heldFor", reason)).join(", ")}</p>;
}

function PieceFigures({ params }: Pick<RecordJSON, "params">): JSX.Element {
  const { say } = usePageWords();
  const figures = [say("gallery.explicitness", { level: Number(params.explicitness) })];
  if (typeof params.similarity === "number") {
    figures.push(say("gallery.likeness", { percent: Math.round(params.similarity * 100) }));
  }
  if (params.synthetic) figures.push(say("gallery.synthetic"));
  return <p className="vb-soft">{figures.join(" · ")}</p>;
}
