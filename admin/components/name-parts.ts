// AdminJS's own parts leave some buttons and fields without a name, and its closed filter can still be reached by keyboard:
// what people who cannot see the page go by is put on here.
import { useEffect } from "react";
import { type Say, usePageWords } from "./page-words.ts";

const PAGER = ["first", "previous", "next", "last"] as const;

/** For as long as the page lives. */
export function useNamedParts(): void {
  const { say } = usePageWords();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language changes with the page only.
  useEffect(() => {
    const name = () => nameParts(say);
    name();
    const observer = new MutationObserver(name);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, []);
}

function nameParts(say: Say): void {
  for (const button of document.querySelectorAll<HTMLElement>("button:not([aria-label])")) {
    if (button.textContent?.trim()) continue;
    const page = PAGER.find((each) => each === button.dataset.testid);
    button.setAttribute("aria-label", say(page ? `common.pages_${page}` : "common.close"));
  }
  for (const field of document.querySelectorAll<HTMLInputElement>(".adminjs_Drawer input:not([aria-label])")) {
    const labels = [...(field.closest(".adminjs_FormGroup")?.querySelectorAll("label") ?? [])];
    const before = labels.filter(
      (label) => label.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING && label.textContent,
    );
    // Of a stretch of days: the column, then "from" or "to".
    const words = [before[0], ...(before.length > 1 ? before.slice(-1) : [])].map((label) =>
      label?.textContent?.trim(),
    );
    if (words[0]) field.setAttribute("aria-label", words.join(" "));
  }
}
