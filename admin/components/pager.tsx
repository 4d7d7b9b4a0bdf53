/** @jsxImportSource react */
// Previous and next page of a list; the number stands in the address.
import type { JSX } from "react";
import { goTo } from "./go-to.ts";
import { usePageWords } from "./page-words.ts";

interface PagerProps {
  readonly page: number;
  readonly pages: number;
}

export function Pager({ page, pages }: PagerProps): JSX.Element | null {
  const { say } = usePageWords();
  if (pages <= 1) return null;
  const open = (number: number) => {
    const search = new URLSearchParams(window.location.search);
    search.set("page", String(number));
    goTo(`${window.location.pathname}?${search}`);
  };
  return (
    <nav className="vb-row vb-pager">
      <button type="button" className="vb-button is-small" disabled={page <= 1} onClick={() => open(page - 1)}>
        {say("common.previous")}
      </button>
      <span>{say("common.pageOf", { page, pages })}</span>
      <button type="button" className="vb-button is-small" disabled={page >= pages} onClick={() => open(page + 1)}>
        {say("common.next")}
      </button>
    </nav>
  );
}
