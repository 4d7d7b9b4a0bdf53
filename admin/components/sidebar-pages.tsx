/** @jsxImportSource react */
// Our own pages in the menu, below the tables.
import { type JSX, useSyncExternalStore } from "react";
import { onLinkClick } from "./go-to.ts";
import { usePageWords } from "./page-words.ts";

interface SidebarPagesProps {
  readonly pages?: readonly { readonly name: string }[];
}

function onPageChange(tell: () => void): () => void {
  window.addEventListener("popstate", tell);
  return () => window.removeEventListener("popstate", tell);
}

export function SidebarPages({ pages = [] }: SidebarPagesProps): JSX.Element | null {
  const { say } = usePageWords();
  const shown = useSyncExternalStore(onPageChange, () => window.location.pathname);
  if (pages.length === 0) return null;
  return (
    <nav className="vb-sections vb-pages" aria-label={say("common.pages")}>
      <ul>
        {pages.map(({ name }) => {
          const address = `/admin/pages/${name}`;
          return (
            <li key={name}>
              <a href={address} onClick={onLinkClick} aria-current={shown === address ? "page" : undefined}>
                {say(`pages.${name}`)}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
