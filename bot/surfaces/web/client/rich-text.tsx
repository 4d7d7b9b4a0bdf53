// Text with its addresses made clickable; nothing else of it is ever markup.
import type { ComponentChildren, JSX } from "preact";

const ADDRESS = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/g;

/** "shop.example/checkout/ab…": what a person needs of a long address. */
function shortAddress(address: string): string {
  const { host, pathname } = new URL(address);
  const text = `${host}${pathname === "/" ? "" : pathname}`;
  return text.length > 38 ? `${text.slice(0, 36)}…` : text;
}

export function RichText({ text }: { readonly text: string }): JSX.Element {
  const parts: ComponentChildren[] = text.split(ADDRESS).map((part, index) =>
    index % 2 === 1 && URL.canParse(part) ? (
      <a href={part} target="_blank" rel="noopener noreferrer" key={part}>
        {shortAddress(part)}
      </a>
    ) : (
      part
    ),
  );
  return <>{parts}</>;
}
