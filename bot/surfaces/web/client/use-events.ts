// Topics that changed on the server, over server-sent events; reconnects with growing pauses, rests in hidden tabs.
import { useEffect, useRef, useState } from "preact/hooks";

export type Connection = "connecting" | "open" | "lost";
type Listener = (topics: readonly string[]) => void;
/** What a model has written so far in answer to a request. */
interface WrittenText {
  readonly key: string;
  readonly text: string;
}
type TextListener = (written: WrittenText) => void;

export interface Events {
  readonly connection: Connection;
  /** Called with the changed topics; with none after a gap, when anything may have changed. */
  subscribe(listener: Listener): () => void;
  onText(listener: TextListener): () => void;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** Browsers allow six connections to a host: a tab nobody looks at gives its one back. */
const HIDDEN_LIMIT_MS = 30_000;

/** Keeps one stream open; `report` hears of its state, `notify` of changed topics. */
function connect(report: (connection: Connection) => void, notify: Listener, hear: TextListener): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  const open = () => {
    clearTimeout(timer);
    source?.close();
    source = new EventSource("/console-api/events");
    source.addEventListener("open", () => {
      failures = 0;
      report("open");
      notify([]);
    });
    source.addEventListener("changed", (event) => {
      const { topics } = JSON.parse((event as MessageEvent<string>).data) as { topics: string[] };
      notify(topics);
    });
    source.addEventListener("text", (event) => {
      hear(JSON.parse((event as MessageEvent<string>).data) as WrittenText);
    });
    source.addEventListener("error", () => {
      source?.close();
      failures += 1;
      report("lost");
      const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
      timer = setTimeout(open, pauseMs * (0.75 + Math.random() / 2));
    });
  };
  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const onVisibility = () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(close, HIDDEN_LIMIT_MS);
    else if (!source || source.readyState === EventSource.CLOSED) open();
  };
  open();
  document.addEventListener("visibilitychange", onVisibility);
  addEventListener("online", open);
  return () => {
    close();
    document.removeEventListener("visibilitychange", onVisibility);
    removeEventListener("online", open);
  };
}

export function useEvents(): Events {
  const [connection, setConnection] = useState<Connection>("connecting");
  const listeners = useRef(new Set<Listener>());
  const textListeners = useRef(new Set<TextListener>());
  useEffect(
    () =>
      connect(
        setConnection,
        (topics) => {
          for (const listener of listeners.current) listener(topics);
        },
        (written) => {
          for (const listener of textListeners.current) listener(written);
        },
      ),
    [],
  );
  const subscribe = useRef((listener: Listener) => added(listeners.current, listener));
  const onText = useRef((listener: TextListener) => added(textListeners.current, listener));
  return { connection, subscribe: subscribe.current, onText: onText.current };
}

/** @returns how to take it back */
function added<Item>(set: Set<Item>, item: Item): () => void {
  set.add(item);
  return () => {
    set.delete(item);
  };
}
