// Server-sent events: tells open consoles which topics changed; they ask for the new state themselves.
import type { Request, Response } from "express";
import type { AppContext } from "../../../agents/commands/context.ts";

/** Keeps proxies from closing a silent stream, and is when an ended session is noticed. */
const HEARTBEAT_MS = 25_000;
/** Events of one burst travel together. */
const BURST_MS = 100;

export class EventStreams {
  readonly #context: AppContext;
  /** With whose each is. */
  readonly #streams = new Map<Response, string>();
  readonly #topics = new Set<string>();
  #unsubscribe: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(context: AppContext) {
    this.#context = context;
  }

  /** `isAllowed` is asked again at every heartbeat. */
  open(request: Request, response: Response, operatorId: string, isAllowed: () => Promise<boolean>): void {
    this.#unsubscribe ??= this.#context.ports.events.subscribe((event) => this.#collect(event.topic));
    response.writeHead(200, {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-store",
      "X-Accel-Buffering": "no",
    });
    response.write("retry: 3000\nevent: open\ndata: {}\n\n");
    this.#streams.set(response, operatorId);
    const heartbeat = setInterval(() => {
      void isAllowed().then(
        (allowed) => (allowed ? response.write(": alive\n\n") : response.end()),
        () => response.end(),
      );
    }, HEARTBEAT_MS);
    request.once("close", () => {
      clearInterval(heartbeat);
      this.#streams.delete(response);
    });
  }

  /** To the open pages of one operator, and nobody else. */
  tell(operatorId: string, event: string, data: object): void {
    for (const [stream, of] of this.#streams) {
      if (of === operatorId) stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    }
  }

  close(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    clearTimeout(this.#timer);
    for (const stream of this.#streams.keys()) stream.end();
  }

  #collect(topic: string): void {
    this.#topics.add(topic);
    this.#timer ??= setTimeout(() => this.#flush(), BURST_MS);
  }

  #flush(): void {
    this.#timer = undefined;
    const data = JSON.stringify({ topics: [...this.#topics] });
    this.#topics.clear();
    for (const stream of this.#streams.keys()) stream.write(`event: changed\ndata: ${data}\n\n`);
  }
}
