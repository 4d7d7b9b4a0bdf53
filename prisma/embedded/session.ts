// The one real session inside the embedded database, with what is set and prepared on it at the moment.
import type { PGlite } from "@electric-sql/pglite";
import { errorMessage } from "../database-error.ts";
import { errorFieldOf, HEADER_BYTES, message, messagesIn, readText, rowOf, type WireMessage } from "./wire.ts";

/** A server's answer without notifications, which go to `onNotification` instead. */
export interface Answer {
  bytes: Buffer;
  /** Of the last ReadyForQuery: I idle, T in a transaction, E in a failed one; null when there was none. */
  status: string | null;
  /** Command tags ("SET", "LISTEN", "INSERT 0 1"). */
  tags: Set<string>;
}

/** The session is dead, and with it the database: after a FATAL or PANIC the next call would never return. */
export class SessionLost extends Error {
  /** SQLSTATE when the server had the time to give one. */
  readonly code: string | undefined;

  constructor(text: string, code?: string, cause?: unknown) {
    super(text, { cause });
    this.code = code;
  }
}

// These show up as set in every session, or belong to a transaction: they are not a client's settings.
const NOT_SETTINGS = new Set([
  "application_name",
  "transaction_isolation",
  "transaction_read_only",
  "transaction_deferrable",
  "is_superuser",
  "session_authorization",
]);

export class Session {
  readonly #database: PGlite;
  readonly #onNotification: (channel: string, bytes: Buffer) => void;
  #settings = new Map<string, string>();
  #lost: SessionLost | undefined;

  constructor(database: PGlite, onNotification: (channel: string, bytes: Buffer) => void) {
    this.#database = database;
    this.#onNotification = onNotification;
  }

  /** Set as soon as an answer told of the end. */
  get lost(): SessionLost | undefined {
    return this.#lost;
  }

  /** Runs protocol messages without a break. Throws SessionLost only. */
  async execute(bytes: Buffer, options: { skipFirstParseComplete?: boolean } = {}): Promise<Answer> {
    if (this.#lost) throw this.#lost;
    const chunks: Buffer[] = [];
    try {
      await this.#database.execProtocolRawStream(bytes, {
        syncToFs: false,
        onRawData: (data) => {
          chunks.push(Buffer.from(data));
        },
      });
    } catch (error) {
      this.#lost = new SessionLost(errorMessage(error), undefined, error);
      throw this.#lost;
    }
    return this.#sift(Buffer.concat(chunks), options.skipFirstParseComplete === true);
  }

  /** Our own statements on the session. */
  async query(sql: string): Promise<(string | null)[][]> {
    const { bytes } = await this.execute(message("Q", sql));
    const rows: (string | null)[][] = [];
    for (const part of messagesIn(bytes)) {
      if (part.type === "E") throw this.#lost ?? new Error(errorFieldOf(bytes, part, "M"));
      if (part.type === "D") rows.push(rowOf(bytes, part));
    }
    return rows;
  }

  /** Makes the session look as one client left it. Returns whether anything had to change. */
  async applySettings(wanted: Map<string, string>): Promise<boolean> {
    const statements: string[] = [];
    for (const name of this.#settings.keys()) if (!wanted.has(name)) statements.push(`RESET ${identifier(name)}`);
    for (const [name, value] of wanted) {
      if (this.#settings.get(name) === value) continue;
      statements.push(`SELECT set_config(${literal(name)}, ${literal(value)}, false)`);
    }
    if (statements.length === 0) return false;
    await this.query(statements.join(";"));
    this.#settings = new Map(wanted);
    return true;
  }

  async readSettings(): Promise<Map<string, string>> {
    const rows = await this.query("SELECT name, setting FROM pg_settings WHERE source = 'session'");
    this.#settings = new Map(rows.map(([name, value]) => [name ?? "", value ?? ""] as const));
    for (const name of NOT_SETTINGS) this.#settings.delete(name);
    return new Map(this.#settings);
  }

  #sift(raw: Buffer, skipFirstParseComplete: boolean): Answer {
    const kept: Buffer[] = [];
    const tags = new Set<string>();
    let status: string | null = null;
    let isParseCompleteLeft = skipFirstParseComplete;
    let from = 0;
    const drop = ({ start, end }: WireMessage): void => {
      kept.push(raw.subarray(from, start));
      from = end;
    };
    for (const part of messagesIn(raw)) {
      if (part.type === "A") {
        drop(part);
        // Type, length and process id come before the channel's name.
        const channel = readText(raw, part.start + HEADER_BYTES + 4).text;
        this.#onNotification(channel, raw.subarray(part.start, part.end));
      } else if (part.type === "1" && isParseCompleteLeft) {
        isParseCompleteLeft = false;
        drop(part);
      } else if (part.type === "E") this.#noteEnd(raw, part);
      else if (part.type === "C") tags.add(readText(raw, part.start + HEADER_BYTES).text);
      else if (part.type === "Z") status = String.fromCharCode(raw[part.start + HEADER_BYTES] ?? 0);
    }
    return { bytes: from === 0 ? raw : Buffer.concat([...kept, raw.subarray(from)]), status, tags };
  }

  #noteEnd(raw: Buffer, error: WireMessage): void {
    if (!["FATAL", "PANIC"].includes(errorFieldOf(raw, error, "V"))) return;
    this.#lost = new SessionLost(errorFieldOf(raw, error, "M"), errorFieldOf(raw, error, "C"));
  }
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Quotes a name for SQL. */
export function identifier(name: string): string {
  return name
    .split(".")
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join(".");
}
