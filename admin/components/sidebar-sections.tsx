/** @jsxImportSource react */
// The menu: sections of tables, the one with the table that is shown being open.
import { type ResourceJSON, useNavigationResources } from "adminjs";
import type { JSX } from "react";
import { onLinkClick } from "./go-to.ts";
import { usePageWords } from "./page-words.ts";

export function SidebarSections({ resources }: { readonly resources: ResourceJSON[] }): JSX.Element {
  const { say } = usePageWords();
  const sections = useNavigationResources(resources);
  return (
    <nav className="vb-sections" aria-label={say("common.tables")}>
      {sections.map((section) => {
        const tables = section.elements ?? [];
        return (
          <details key={section.label} open={tables.some((table) => table.isSelected)}>
            <summary>{section.label}</summary>
            <ul>
              {tables.map((table) => (
                <li key={table.href}>
                  <a href={table.href} onClick={onLinkClick} aria-current={table.isSelected ? "page" : undefined}>
                    {table.label}
                  </a>
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </nav>
  );
}
