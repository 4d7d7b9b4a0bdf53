// Many virtual Postgres connections over the one session of an embedded database, like a small transaction pooler:
// a client owns the session from the first statement of a transaction to its end, everybody else waits in turn.
import type { PGlite } from "@electric-sql/pglite";
import { errorMessage } from "../database-error.ts";
import { Channels } from "./channels.ts";
import { Session, SessionLost } from "./session.ts";
import {
  type Unit,
  VirtualConnection,
  type VirtualConnectionHost,
  type VirtualConnectionOutput,
} from "./virtual-connection.ts";
import { message, SYNC } from "./wire.ts";

export interface MultiplexerOptions {
  /** A transaction that says nothing for so long while others wait is ended (SQLSTATE 25P03). Default 30 s. */
  idleInTransactionMs?: number;
  /** The database broke down (out of memory, disk full while writing its log). Nothing works from here on. */
  onBroken?: (error: unknown) => void;
}

// Timers and sockets get their turn at least this often, however busy the database is.
const LONGEST_RUN_MS = 8;
const SETTINGS_TAGS = ["SET", "RESET", "DISCARD ALL"];
const CHANNEL_TAGS = ["LISTEN", "UNLISTEN"];

export class Multiplexer implements VirtualConnectionHost {
  readonly parameters: Map<string, string>;
  readonly #session: Session;
  readonly #channels: Channels;
  readonly #idleInTransactionMs: number;
  readonly #onBroken: (error: unknown) => void;
  readonly #connections = new Set<VirtualConnection>();
  readonly #waiting = new Set<VirtualConnection>();
  readonly #ended: VirtualConnection[] = [];
  readonly #tasks: (() => Promise<void>)[] = [];
  #owner: VirtualConnection | null = null;
  #unnamedOwner: VirtualConnection | null = null;
  #isPumping = false;
  #isBroken = false;
  #lastYieldMs = performance.now();
  #idleTimer: NodeJS.Timeout | undefined;
  #nextId = 1;

  private constructor(database: PGlite, parameters: Map<string, string>, options: MultiplexerOptions) {
    this.parameters = parameters;
    this.#idleInTransactionMs = options.idleInTransactionMs ?? 30_000;
    this.#onBroken = options.onBroken ?? (() => undefined);
    this.#session = new Session(database, (channel, bytes) => this.#channels.deliver(channel, bytes));
    this.#channels = new Channels(this.#session);
  }

  /** Takes the database over: nobody else may use it directly afterwards, except within `exclusively`. */
  static async create(database: PGlite, options: MultiplexerOptions = {}): Promise<Multiplexer> {
    const { rows } = await database.query<{ name: string; setting: string }>(
      `SELECT name, setting FROM pg_settings WHERE name IN ('server_version', 'server_encoding', 'client_encoding',
         'DateStyle', 'TimeZone', 'integer_datetimes', 'standard_conforming_strings', 'IntervalStyle')`,
    );
    return new Multiplexer(database, new Map(rows.map(({ name, setting }) => [name, setting])), options);
  }

  open(output: VirtualConnectionOutput): VirtualConnection {
    const connection = new VirtualConnection(this.#nextId, this, output);
    this.#nextId += 1;
    this.#connections.add(connection);
    return connection;
  }

  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** Runs a task while no statement runs and no transaction is open. */
  exclusively<T>(task: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#tasks.push(() => task().then(resolve, reject));
      this.#wake();
    });
  }

  /** Ends every connection and waits until their transactions are rolled back. */
  async close(): Promise<void> {
    for (const connection of this.#connections) connection.close();
    if (!this.#isBroken) await this.exclusively(() => Promise.resolve());
  }

  unitReady(connection: VirtualConnection): void {
    this.#waiting.add(connection);
    this.#wake();
  }

  connectionEnded(connection: VirtualConnection): void {
    this.#connections.delete(connection);
    this.#waiting.delete(connection);
    this.#ended.push(connection);
    this.#wake();
  }

  #wake(): void {
    if (this.#isBroken) this.#refuseAll();
    else if (!this.#isPumping) this.#pump().catch((error: unknown) => this.#breakDown(error));
  }

  async #pump(): Promise<void> {
    this.#isPumping = true;
    clearTimeout(this.#idleTimer);
    try {
      for (let step = this.#nextStep(); step; step = this.#nextStep()) {
        await step();
        // Everything here resolves in microtasks: without this a busy client would starve timers and sockets for ever.
        if (performance.now() - this.#lastYieldMs > LONGEST_RUN_MS) {
          await new Promise((resolve) => setImmediate(resolve));
          this.#lastYieldMs = performance.now();
        }
      }
    } finally {
      this.#isPumping = false;
    }
    this.#watchOwner();
  }

  #nextStep(): (() => Promise<void>) | undefined {
    const ended = this.#ended.shift();
    if (ended) return () => this.#forget(ended);
    if (!this.#owner) {
      const task = this.#tasks.shift();
      if (task) return task;
    }
    const connection = this.#owner ?? this.#waiting.values().next().value;
    const unit = connection?.units.shift();
    if (!connection || !unit) return undefined;
    // To the end of the line, so that every connection gets its turn.
    this.#waiting.delete(connection);
    if (connection.units.length > 0) this.#waiting.add(connection);
    return () => this.#run(connection, unit);
  }

  async #run(connection: VirtualConnection, unit: Unit): Promise<void> {
    if (this.#owner !== connection && !(await this.#enter(connection))) return;
    const repeatsParse = unit.earlierParse && this.#unnamedOwner !== connection;
    const bytes = repeatsParse && unit.earlierParse ? Buffer.concat([unit.earlierParse, unit.bytes]) : unit.bytes;
    const answer = await this.#session.execute(bytes, { skipFirstParseComplete: repeatsParse === true });
    if (this.#session.lost) {
      connection.send(answer.bytes);
      throw this.#session.lost;
    }
    this.#unnamedOwner = unit.leavesUnnamedStatement ? connection : null;
    const isIdle = answer.status === "I";
    this.#owner = isIdle ? null : connection;
    if (SETTINGS_TAGS.some((tag) => answer.tags.has(tag)) || unit.bytes.includes("set_config")) {
      connection.settingsMayHaveChanged = true;
    }
    if (isIdle && connection.settingsMayHaveChanged) {
      connection.settingsMayHaveChanged = false;
      connection.settings = await this.#ownQuery(() => this.#session.readSettings());
    }
    if (CHANNEL_TAGS.some((tag) => answer.tags.has(tag))) {
      await this.#ownQuery(() => this.#channels.follow(connection, unit.bytes.toString("utf8")));
    }
    connection.send(answer.bytes);
  }

  /** Gives the session this client's settings; a client that asked for an impossible one is turned away. */
  async #enter(connection: VirtualConnection): Promise<boolean> {
    try {
      if (await this.#session.applySettings(connection.settings)) this.#unnamedOwner = null;
      return true;
    } catch (error) {
      if (error instanceof SessionLost) throw error;
      connection.fail("22023", errorMessage(error));
      return false;
    }
  }

  async #ownQuery<T>(query: () => Promise<T>): Promise<T> {
    this.#unnamedOwner = null;
    return query();
  }

  /** Undoes on the shared session what an ended client left there. */
  async #forget(connection: VirtualConnection): Promise<void> {
    if (this.#owner === connection) {
      await this.#session.execute(SYNC);
      await this.#ownQuery(() => this.#session.query("ROLLBACK"));
      this.#owner = null;
    }
    if (this.#owner) {
      // Its statements and channels can wait until the session is free.
      this.#tasks.push(() => this.#forget(connection));
      return;
    }
    if (connection.statements.size > 0) {
      const closes = [...connection.statements].map((name) => message("C", Buffer.from("S"), name));
      connection.statements.clear();
      await this.#session.execute(Buffer.concat([...closes, SYNC]));
    }
    if (this.#unnamedOwner === connection) this.#unnamedOwner = null;
    await this.#ownQuery(() => this.#channels.forget(connection));
  }

  #watchOwner(): void {
    const owner = this.#owner;
    if (!owner) return;
    this.#idleTimer = setTimeout(() => {
      if (this.#waiting.size === 0 && this.#tasks.length === 0) this.#watchOwner();
      else
        owner.fail(
          "25P03",
          "transaction ended: it was idle while others waited (the embedded database has one session)",
        );
    }, this.#idleInTransactionMs);
    this.#idleTimer.unref();
  }

  #breakDown(error: unknown): void {
    this.#isBroken = true;
    this.#onBroken(error);
    this.#refuseAll();
  }

  #refuseAll(): void {
    this.#ended.length = 0;
    for (const connection of this.#connections) {
      this.#connections.delete(connection);
      connection.fail("57P02", "the embedded database has stopped; restart the process");
    }
  }
}
