/** @jsxImportSource react */
// The mark of the console, here the way to the first page.
import type { JSX } from "react";
import { onLinkClick } from "./go-to.ts";

export function SidebarBranding(): JSX.Element {
  return (
    <a className="vb-brand" href="/admin" onClick={onLinkClick}>
      <img src="/assets/icon.svg" alt="" width={28} height={28} />
      VixenBliss
    </a>
  );
}
