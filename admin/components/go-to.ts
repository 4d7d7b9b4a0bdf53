// Another page of the back office without loading everything anew: the page's router listens to the history.
import type { MouseEvent } from "react";

export function goTo(address: string): void {
  window.history.pushState(null, "", address);
  window.dispatchEvent(new PopStateEvent("popstate"));
}

/** For links: a plain click stays in the page, any other opens as the person asked. */
export function onLinkClick(event: MouseEvent<HTMLAnchorElement>): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  goTo(event.currentTarget.getAttribute("href") ?? "/admin");
}

export const recordAddress = (resourceId: string, id: string): string =>
  `/admin/resources/${resourceId}/records/${encodeURIComponent(id)}/show`;
