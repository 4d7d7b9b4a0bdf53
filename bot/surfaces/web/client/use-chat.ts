// The conversation: optimistic sending, retries with the same key, live cards kept fresh.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Answer } from "../conversation.ts";
import { type Api, ApiError, newKey } from "./api.ts";
import {
  type Card,
  type CardButton,
  type ChatLine,
  type Line,
  localLine,
  type Request,
  staleLines,
  withAnswer,
  withCard,
  withFailure,
  withRetry,
  withWritten,
} from "./lines.ts";
import type { Events } from "./use-events.ts";
import { useWords } from "./words.ts";

export interface Chat {
  /** null while the history is loading. */
  readonly lines: readonly Line[] | null;
  readonly hasOlder: boolean;
  readonly isBusy: boolean;
  say(text: string): void;
  press(press: Press): void;
  retry(key: string): void;
  loadOlder(): Promise<void>;
  clear(): Promise<void>;
}

export interface Press {
  readonly button: CardButton;
  readonly input: Readonly<Record<string, unknown>>;
  readonly lineId?: string;
  readonly imageKey?: string;
}

const PAGE = 60;
/** A card is not asked for more often than this, however fast its topic changes. */
const REFRESH_PAUSE_MS = 400;

function post(api: Api, request: Request): Promise<Answer> {
  if (request.kind === "say") return api.post<Answer>("/say", { text: request.text, key: request.key });
  const { button, input, key, lineId, imageKey } = request;
  return api.post<Answer>("/run", { command: button.command, input, label: button.label, lineId, imageKey, key });
}

export function useChat(api: Api, events: Events): Chat {
  const [lines, setLines] = useState<readonly Line[] | null>(null);
  const [hasOlder, setHasOlder] = useState(false);
  const failureCard = useFailureCard();
  const send = async (request: Request) => {
    try {
      const answer = await post(api, request);
      setLines((now) => withAnswer(now ?? [], request.key, answer));
    } catch (thrown) {
      setLines((now) => withFailure(now ?? [], request.key, failureCard(thrown)));
    }
  };
  const start = (request: Request) => {
    setLines((now) => [...(now ?? []), localLine(request, new Date().toISOString())]);
    void send(request);
  };
  const load = useCallback(async () => {
    const loaded = await api.get<ChatLine[]>("/history");
    setHasOlder(loaded.length === PAGE);
    setLines((now) => [...loaded, ...(now ?? []).filter((line) => line.state !== undefined)]);
  }, [api]);
  useEffect(
    () => events.onText(({ key, text }) => setLines((now) => withWritten(now ?? [], key, text))),
    [events.onText],
  );
  useHistory(lines, load, events);
  useFreshCards(api, events, lines, (id, card) => setLines((now) => withCard(now ?? [], id, card)));
  return {
    lines,
    hasOlder,
    isBusy: lines?.some((line) => line.state === "sending") ?? false,
    say: (text) => start({ kind: "say", text, key: newKey() }),
    press: (press) => start({ kind: "press", key: newKey(), ...press }),
    retry: (key) => {
      const request = lines?.find((line) => line.id === key)?.request;
      setLines((now) => withRetry(now ?? [], key));
      if (request) void send(request);
    },
    loadOlder: async () => {
      const before = lines?.find((line) => line.state === undefined)?.id;
      if (before === undefined) return;
      const older = await api.get<ChatLine[]>("/history", { before });
      setHasOlder(older.length === PAGE);
      setLines((now) => [...older, ...(now ?? [])]);
    },
    clear: async () => {
      await api.post("/clear", {});
      setLines([]);
      setHasOlder(false);
    },
  };
}

/** Loads at the start, and again whenever the server comes back before it worked. */
function useHistory(lines: readonly Line[] | null, load: () => Promise<void>, events: Events): void {
  const isLoaded = lines !== null;
  useEffect(() => {
    if (isLoaded) return;
    const attempt = () => void load().catch(() => undefined);
    attempt();
    return events.subscribe((topics) => topics.length === 0 && attempt());
  }, [isLoaded, load, events.subscribe]);
}

function useFailureCard(): (thrown: unknown) => Card {
  const words = useWords().console;
  return (thrown) => {
    if (!(thrown instanceof ApiError) || thrown.status === 0) {
      return { title: words.failedTitle, text: words.failedText, tone: "bad" };
    }
    if (thrown.status === 401) {
      const links = [{ label: words.logIn, url: "/login" }];
      return { title: words.loggedOut, text: words.loggedOutText, tone: "warning", links };
    }
    return { title: thrown.message, tone: "bad", ...(thrown.remedy ? { text: thrown.remedy } : {}) };
  };
}

/** Asks for the new form of each card whose topic changed; one call a card at a time, the last change always counts. */
function useFreshCards(
  api: Api,
  events: Events,
  lines: readonly Line[] | null,
  update: (id: string, card: Card) => void,
): void {
  const latest = useRef({ lines, update });
  latest.current = { lines, update };
  const waiting = useRef(new Map<string, { again: boolean }>());
  const refresh = useCallback(
    async (id: string) => {
      const running = waiting.current.get(id);
      if (running) {
        running.again = true;
        return;
      }
      const mine = { again: false };
      waiting.current.set(id, mine);
      try {
        const { card } = await api.post<{ card: Card }>("/refresh", { lineId: id });
        latest.current.update(id, card);
      } catch (thrown) {
        // A lost connection shows in the banner; the next event or the reconnect asks again.
        if (!(thrown instanceof ApiError)) throw thrown;
      }
      setTimeout(() => {
        waiting.current.delete(id);
        if (mine.again) void refresh(id);
      }, REFRESH_PAUSE_MS);
    },
    [api],
  );
  useEffect(
    () =>
      events.subscribe((topics) => {
        for (const id of staleLines(latest.current.lines ?? [], topics)) void refresh(id);
      }),
    [events.subscribe, refresh],
  );
  const unseen = staleLines(lines ?? [], []).join(" ");
  useEffect(() => {
    // A card that arrived or was loaded may have missed what happened in between.
    for (const id of unseen.split(" ").filter((each) => each !== "")) void refresh(id);
  }, [unseen, refresh]);
}
