// Calls of the chat page to its server.
import type { Standing } from "./boot.ts";

export interface Line {
  /** Absent while it is on its way. */
  readonly seq?: number;
  readonly id: string;
  readonly from: "me" | "them";
  readonly text: string;
  readonly media?: { readonly kind: "image" | "audio"; readonly url: string } | null;
  /** ISO 8601. */
  readonly at: string;
}

export interface ThreadEvent {
  readonly standing: Standing;
  readonly seenSeq: number;
  readonly isPaused: boolean;
  readonly isEmpty: boolean;
  readonly lines: readonly Line[];
  /** Only of the first. */
  readonly hasEarlier?: boolean;
}

export class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface Api {
  begin(): Promise<string>;
  send(token: string, id: string, text: string): Promise<void>;
  earlier(token: string, before: number): Promise<{ readonly lines: readonly Line[]; readonly hasEarlier: boolean }>;
  events(token: string, lastEventId: string | null, signal: AbortSignal): Promise<Response>;
}

/** @param onRenewed gets the session under a newer key. @throws Refused with the server's words; TypeError when it cannot be reached */
export function openApi(path: string, onRenewed: (token: string) => void): Api {
  const call = async (route: string, init: RequestInit, token?: string) => {
    const headers = { ...init.headers, ...(token ? { "X-Chat-Session": token } : {}) };
    const response = await fetch(`${path}/${route}`, { ...init, headers, credentials: "omit" });
    const renewed = response.headers.get("X-Chat-Session");
    if (renewed) onRenewed(renewed);
    if (response.ok) return response;
    const problem: { title?: string; remedy?: string } = await response.json().catch(() => ({}));
    throw new Refused(response.status, [problem.title, problem.remedy].filter(Boolean).join(" "));
  };
  const post = (route: string, body: object, token?: string) =>
    call(route, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }, token);
  return {
    begin: async () => (await (await post("session", { adult: true })).json()).token,
    send: async (token, id, text) => void (await post("messages", { id, text }, token)),
    earlier: async (token, before) => (await call(`messages?before=${before}`, {}, token)).json(),
    events: (token, lastEventId, signal) =>
      call("events", { signal, headers: lastEventId ? { "Last-Event-ID": lastEventId } : {} }, token),
  };
}
