// Says when the server is away, and briefly when it is back.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Connection } from "./use-events.ts";
import { useWords } from "./words.ts";

/** A short hiccup is not worth a word. */
const PATIENCE_MS = 1_500;
const GOOD_NEWS_MS = 2_500;

export function ConnectionBanner({ connection }: { readonly connection: Connection }): JSX.Element {
  const words = useWords().console;
  const [shown, setShown] = useState<"none" | "lost" | "back">("none");
  const wasLost = useRef(false);
  useEffect(() => {
    if (connection === "lost") {
      const timer = setTimeout(() => {
        wasLost.current = true;
        setShown("lost");
      }, PATIENCE_MS);
      return () => clearTimeout(timer);
    }
    if (connection !== "open" || !wasLost.current) return;
    wasLost.current = false;
    setShown("back");
    const timer = setTimeout(() => setShown("none"), GOOD_NEWS_MS);
    return () => clearTimeout(timer);
  }, [connection]);
  return (
    <div class={`banner is-${shown}`} role="status">
      {shown === "lost" && words.reconnecting}
      {shown === "back" && words.reconnected}
    </div>
  );
}
