/** @jsxImportSource react */
// Head of a table's and a record's page: where one is, what is shown, what can be done. AdminJS's says "List" and "Show".
import { ActionButton, type ActionHeaderProps, type ActionJSON, useFilterDrawer, useTranslation } from "adminjs";
import { type JSX, useEffect } from "react";
import { onLinkClick } from "./go-to.ts";
import { usePageWords } from "./page-words.ts";

const BUTTONS: Readonly<Record<string, string>> = { primary: "is-primary", danger: "is-danger" };

export function ActionHeader({ resource, record, action, tag, toggleFilter, actionPerformed }: ActionHeaderProps) {
  const { say, tableName } = usePageWords();
  const { translateAction, translateLabel } = useTranslation();
  const title = record ? record.title || record.id : tableName(resource.id);
  useEffect(() => {
    document.title = `${title} · VixenBliss`;
  }, [title]);
  const offered = (record?.recordActions ?? []).filter((each: ActionJSON) => each.name !== action.name);
  return (
    <header className="vb-head">
      <nav className="vb-path">
        <a href="/admin" onClick={onLinkClick}>
          {translateLabel("dashboard")}
        </a>
        {record && (
          <a href={resource.href ?? "/admin"} onClick={onLinkClick}>
            {tableName(resource.id)}
          </a>
        )}
      </nav>
      <div className="vb-row">
        <h1>
          {title} {tag ? <span className="vb-badge">{tag}</span> : null}
        </h1>
        {offered.map((each: ActionJSON) => (
          <ActionButton
            key={each.name}
            action={each}
            resourceId={resource.id}
            {...(record ? { recordId: record.id } : {})}
            {...(actionPerformed ? { actionPerformed } : {})}
          >
            <button type="button" className={`vb-button ${BUTTONS[each.variant ?? ""] ?? ""}`}>
              {translateAction(each.label, resource.id)}
            </button>
          </ActionButton>
        ))}
        {!record && action.name === "list" && (
          <a className="vb-button" href={`/admin/sheets/${resource.id}${window.location.search}`} download>
            {say("common.sheet")}
          </a>
        )}
        {toggleFilter ? <FilterButton resourceId={resource.id} /> : null}
      </div>
    </header>
  );
}

function FilterButton({ resourceId }: { readonly resourceId: string }): JSX.Element {
  const { translateButton } = useTranslation();
  const { toggleFilter, close, filtersCount, isVisible } = useFilterDrawer();
  const { search } = window.location;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a filter that was just applied should not cover its rows.
  useEffect(close, [search]);
  // Out of sight, it is out of the way of the keyboard too.
  useEffect(() => {
    document.querySelector("form.adminjs_Drawer")?.toggleAttribute("inert", !isVisible);
  });
  const label = translateButton(filtersCount > 0 ? "filterActive" : "filter", resourceId, { count: filtersCount });
  return (
    <button type="button" className={`vb-button ${filtersCount > 0 ? "is-primary" : ""}`} onClick={toggleFilter}>
      {label}
    </button>
  );
}
