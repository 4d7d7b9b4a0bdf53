// One fan's messages with one account: what the platform has, and what is still on its way there.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { SimulatedMessage, SimulatedThread } from "../fan-simulator.ts";
import { type Api, ApiError } from "./api.ts";
import type { Events } from "./use-events.ts";

export interface PendingMessage {
  readonly id: string;
  readonly text: string;
  readonly state: "sending" | "failed";
}

export interface Thread {
  /** null while loading. */
  readonly messages: readonly SimulatedMessage[] | null;
  readonly pending: readonly PendingMessage[];
  readonly isTyping: boolean;
  /** The fan's last message was seen and not yet answered. */
  readonly isSeen: boolean;
  write(text: string): void;
  retry(id: string): void;
}

const WAITING_POLL_MS = 1_200;
const QUIET_POLL_MS = 8_000;
/** Longer without an answer, and nobody is typing any more. */
const TYPING_LIMIT_MS = 60_000;

/** While the fan waits for an answer, whether or not the platform tells that somebody types. */
export function isWaiting(thread: SimulatedThread | null, nowMs: number): boolean {
  const last = thread?.messages.at(-1);
  return last?.from === "fan" && nowMs - new Date(last.at).getTime() < TYPING_LIMIT_MS;
}

function isSeen(thread: SimulatedThread | null): boolean {
  const last = thread?.messages.at(-1);
  return last?.from === "fan" && thread?.seenAt !== undefined && thread.seenAt >= last.at;
}

export function useThread(api: Api, events: Events, accountId: string, name: string): Thread {
  const [thread, setThread] = useState<SimulatedThread | null>(null);
  const [pending, setPending] = useState<readonly PendingMessage[]>([]);
  const next = useRef(0);
  const load = useCallback(async () => {
    try {
      setThread(await api.get<SimulatedThread>("/fan/thread", { accountId, name }));
    } catch (thrown) {
      if (!(thrown instanceof ApiError)) throw thrown;
    }
  }, [api, accountId, name]);
  const waits = isWaiting(thread, Date.now());
  useEffect(() => {
    void load();
    const timer = setInterval(() => !document.hidden && void load(), waits ? WAITING_POLL_MS : QUIET_POLL_MS);
    const unsubscribe = events.subscribe((topics) => {
      if (topics.length === 0 || topics.some((topic) => topic.startsWith("conversation:"))) void load();
    });
    return () => {
      clearInterval(timer);
      unsubscribe();
    };
  }, [load, events.subscribe, waits]);
  const deliver = async (id: string, text: string) => {
    try {
      await api.post("/fan/write", { accountId, name, text });
      await load();
      setPending((now) => now.filter((message) => message.id !== id));
    } catch (thrown) {
      if (!(thrown instanceof ApiError)) throw thrown;
      setPending((now) => now.map((message) => (message.id === id ? { ...message, state: "failed" } : message)));
    }
  };
  return {
    messages: thread?.messages ?? null,
    pending,
    isTyping: thread?.typing ?? waits,
    isSeen: isSeen(thread),
    write: (text) => {
      next.current += 1;
      const id = `pending-${next.current}`;
      setPending((now) => [...now, { id, text, state: "sending" }]);
      void deliver(id, text);
    },
    retry: (id) => {
      const message = pending.find((each) => each.id === id);
      setPending((now) => now.map((each) => (each.id === id ? { ...each, state: "sending" } : each)));
      if (message) void deliver(id, message.text);
    },
  };
}
