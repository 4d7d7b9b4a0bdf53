// Server-sent events of chat pages: each open page is told what its visitor's thread holds, from the rows and in their
// order; events only say when to look. A page that comes back names the last line it has.
import type { Request, Response } from "express";
import type { AppContext } from "../../../agents/commands/context.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { chatPage } from "../../../agents/commands/web-chat/chat-page.ts";
import { type ChatThread, chatThread } from "../../../agents/commands/web-chat/chat-thread.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { AppEvent } from "../../../agents/ports/event-bus.ts";
import { visitorTopic } from "./fan-channel.ts";

/** Keeps proxies from closing a silent stream. */
const HEARTBEAT_MS = 25_000;
/** Finds what a lost event would have told, and what tells of itself by none, such as a ban. */
const LOOK_EVERY_BEATS = 4;
/** A reader who takes nothing is not waited for. */
const MOST_UNREAD_BYTES = 1024 * 1024;
const MOST_OF_A_VISITOR = 4;
const MOST_AT_ALL = 5_000;

interface Stream {
  readonly pageId: string;
  readonly visitorId: string;
  readonly topic: string;
  readonly response: Response;
  conversationId: string | null;
  lastSeq: number | undefined;
  /** Standing, read mark and pause as last told. */
  told: string;
  reading: Promise<void> | null;
  readAgain: boolean;
}

export interface StreamPlace {
  readonly pageId: string;
  readonly visitorId: string;
  /** The last line the page has. */
  readonly after: number | undefined;
}

export class ChatStreams {
  readonly #context: AppContext;
  readonly #streams = new Set<Stream>();
  #unsubscribe: (() => void) | undefined;

  constructor(context: AppContext) {
    this.#context = context;
  }

  /** @throws AppError `rate_limited` */
  open(request: Request, response: Response, { pageId, visitorId, after }: StreamPlace): void {
    const topic = visitorTopic(pageId, visitorId);
    const own = [...this.#streams].filter((stream) => stream.topic === topic);
    // A page that was left may still count as open for a while: the newest matter.
    for (const stream of own.slice(0, Math.max(0, own.length - MOST_OF_A_VISITOR + 1))) this.#end(stream);
    if (this.#streams.size >= MOST_AT_ALL)
      throw new AppError("rate_limited", "Too many chats are open at once.", { retryAfterMs: HEARTBEAT_MS });
    this.#unsubscribe ??= this.#context.ports.events.subscribe((event) => this.#onEvent(event));
    response.writeHead(200, {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-store",
      "X-Accel-Buffering": "no",
    });
    const stream: Stream = {
      ...{ pageId, visitorId, topic, response, conversationId: null, lastSeq: after },
      ...{ told: "", reading: null, readAgain: false },
    };
    this.#streams.add(stream);
    let beats = 0;
    const heartbeat = setInterval(() => {
      response.write(": alive\n\n");
      beats += 1;
      if (beats % LOOK_EVERY_BEATS === 0) this.#read(stream);
    }, HEARTBEAT_MS);
    request.once("close", () => {
      clearInterval(heartbeat);
      this.#streams.delete(stream);
    });
    this.#read(stream);
  }

  close(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    for (const stream of this.#streams) this.#end(stream);
  }

  #end(stream: Stream): void {
    this.#streams.delete(stream);
    stream.response.end();
  }

  #onEvent({ topic, kind }: AppEvent): void {
    for (const stream of this.#streams) {
      const isTheirs = topic === stream.topic;
      if (isTheirs && (kind === "typing" || kind === "seen")) write(stream, kind, {});
      else if (isTheirs || topic === `conversation:${stream.conversationId}`) this.#read(stream, kind === "advanced");
    }
  }

  /** One at a time for each stream; what happens meanwhile is read by one more. */
  #read(stream: Stream, isIdleAfter = false): void {
    if (stream.reading) {
      stream.readAgain = true;
      if (isIdleAfter) void stream.reading.then(() => write(stream, "idle", {}));
      return;
    }
    stream.reading = this.#tell(stream)
      .then(() => {
        if (isIdleAfter) write(stream, "idle", {});
      })
      .catch((error: unknown) => {
        this.#context.log.warn("a chat page could not be told", { error });
        this.#end(stream);
      })
      .finally(() => {
        stream.reading = null;
        if (!stream.readAgain) return;
        stream.readAgain = false;
        this.#read(stream);
      });
  }

  async #tell(stream: Stream): Promise<void> {
    const { pageId, visitorId } = stream;
    const page = await callInternal(this.#context, chatPage, { pageId });
    if (page.state === "unknown" || page.state === "gone") {
      write(stream, "gone", {});
      this.#end(stream);
      return;
    }
    const isPaused = page.state === "paused";
    let isFollowing: boolean;
    let thread: ChatThread | null;
    do {
      isFollowing = stream.lastSeq !== undefined;
      const after = stream.lastSeq === undefined ? {} : { after: stream.lastSeq };
      thread = await callInternal(this.#context, chatThread, { pageId, visitorId, ...after });
      stream.conversationId = thread?.conversationId ?? null;
      tell(stream, thread, isPaused);
    } while (isFollowing && thread?.hasMore);
  }
}

/** Nothing where nothing is new. */
function tell(stream: Stream, thread: ChatThread | null, isPaused: boolean): void {
  const { standing = "open", seenSeq = 0, lines = [], hasMore = false } = thread ?? {};
  const facts = { standing, seenSeq, isPaused, isEmpty: thread === null };
  const told = JSON.stringify(facts);
  if (lines.length === 0 && told === stream.told) return;
  const isFirst = stream.lastSeq === undefined;
  stream.told = told;
  // Erased, or nothing written yet: whatever comes next is the first.
  stream.lastSeq = thread ? (lines.at(-1)?.seq ?? stream.lastSeq ?? 0) : undefined;
  write(stream, "thread", { ...facts, lines, ...(isFirst ? { hasEarlier: hasMore } : {}) }, stream.lastSeq);
}

function write({ response }: Stream, event: string, data: object, id?: number): void {
  if (response.writableEnded || response.destroyed) return;
  if (response.writableLength > MOST_UNREAD_BYTES) {
    response.destroy();
    return;
  }
  response.write(`${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
