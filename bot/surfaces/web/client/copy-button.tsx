// Takes a text to the clipboard.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "./icons.tsx";
import { useWords } from "./words.ts";

const THANKS_MS = 1_500;

/** Hidden where the browser has no clipboard (plain http on another machine). */
export function CopyButton({ text }: { readonly text: string }): JSX.Element | null {
  const words = useWords().console;
  const [isCopied, setCopied] = useState(false);
  if (!navigator.clipboard) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), THANKS_MS);
  };
  return (
    <button type="button" class="copy" aria-label={isCopied ? words.copied : words.copy} onClick={() => void copy()}>
      {isCopied ? "✓" : <Icon name="copy" />}
    </button>
  );
}
