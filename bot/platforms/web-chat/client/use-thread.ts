// The thread as this page has it: what the stream tells, and what is on its way.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { type Api, type Line, Refused, type ThreadEvent } from "./api.ts";
import type { Standing } from "./boot.ts";
import { listen } from "./listen.ts";

export interface Outgoing extends Line {
  /** Why it was not sent; absent: on its way. */
  readonly failure?: string;
}

export interface Thread {
  readonly lines: readonly Line[];
  readonly outgoing: readonly Outgoing[];
  readonly hasEarlier: boolean;
  readonly standing: Standing;
  readonly isPaused: boolean;
  readonly seenSeq: number;
  readonly isTyping: boolean;
  readonly isOffline: boolean;
  send(text: string): void;
  again(line: Outgoing): void;
  loadEarlier(): Promise<void>;
}

interface Told {
  readonly lines: readonly Line[];
  readonly hasEarlier: boolean;
  readonly standing: Standing;
  readonly isPaused: boolean;
  readonly seenSeq: number;
}

const NOTHING: Told = { lines: [], hasEarlier: false, standing: "open", isPaused: false, seenSeq: 0 };
/** An answer that does not come takes its sign with it. */
const TYPING_MS = 45_000;

/** @param onLost the session is no longer valid */
export function useThread(api: Api, token: string, onLost: () => void): Thread {
  const [told, setTold] = useState<Told>(NOTHING);
  const [outgoing, setOutgoing] = useState<readonly Outgoing[]>([]);
  const [isTyping, setTyping] = useState(false);
  const [isOffline, setOffline] = useState(false);
  const typingUntil = useRef<number | undefined>(undefined);

  const showTyping = useCallback((on: boolean) => {
    clearTimeout(typingUntil.current);
    setTyping(on);
    if (on) typingUntil.current = window.setTimeout(() => setTyping(false), TYPING_MS);
  }, []);

  const onEvent = useCallback(
    (event: string, data: unknown) => {
      if (event === "gone") location.reload();
      if (event === "typing") showTyping(true);
      if (event === "idle") showTyping(false);
      if (event === "seen") {
        setTold((now) => ({ ...now, seenSeq: Math.max(now.seenSeq, now.lines.at(-1)?.seq ?? 0) }));
      }
      if (event !== "thread") return;
      const news = data as ThreadEvent;
      if (news.lines.some((line) => line.from === "them")) showTyping(false);
      const arrived = new Set(news.lines.map((line) => line.id));
      setOutgoing((all) => all.filter((line) => !arrived.has(line.id)));
      setTold((now) => take(now, news));
    },
    [showTyping],
  );

  useEffect(() => {
    const ended = new AbortController();
    void listen({ api, token, signal: ended.signal, onEvent, setOffline, onLost });
    return () => ended.abort();
  }, [api, token, onEvent, onLost]);

  const deliver = useCallback(
    async (line: Outgoing) => {
      setOutgoing((all) => [...all.filter((other) => other.id !== line.id), line]);
      try {
        await api.send(token, line.id, line.text);
      } catch (thrown) {
        if (thrown instanceof Refused && thrown.status === 401) return onLost();
        const failure = thrown instanceof Refused ? thrown.message : "";
        setOutgoing((all) => all.map((other) => (other.id === line.id ? { ...line, failure } : other)));
      }
    },
    [api, token, onLost],
  );

  return {
    ...told,
    outgoing,
    isTyping,
    isOffline,
    send: (text) => void deliver({ id: newId(), from: "me", text, at: new Date().toISOString() }),
    again: ({ failure: _failure, ...line }) => void deliver(line),
    loadEarlier: async () => {
      const before = told.lines[0]?.seq;
      if (before === undefined) return;
      const { lines, hasEarlier } = await api.earlier(token, before);
      setTold((now) => ({ ...now, lines: merge(lines, now.lines), hasEarlier }));
    },
  };
}

function take(now: Told, { lines, hasEarlier, isEmpty, ...facts }: ThreadEvent): Told {
  return {
    ...facts,
    lines: isEmpty ? [] : merge(now.lines, lines),
    hasEarlier: hasEarlier ?? now.hasEarlier,
    seenSeq: Math.max(now.seenSeq, facts.seenSeq),
  };
}

/** In the thread's order, each once; the newer telling wins, since its links are fresh. */
function merge(older: readonly Line[], newer: readonly Line[]): readonly Line[] {
  const all = new Map([...older, ...newer].map((line) => [line.seq, line]));
  return [...all.values()].sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
}

/** `randomUUID` is there only where the page came by https. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
