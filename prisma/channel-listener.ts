// LISTEN on one connection for all channels of a process, restored when the connection is lost.
import pg from "pg";
import { errorMessage } from "./database-error.ts";
import type { DatabaseLog } from "./database-log.ts";

export type OnPayload = (payload: string) => void;

const RECONNECT_DELAY_MS = 1_000;

export class ChannelListener {
  readonly #config: pg.ClientConfig;
  readonly #log: DatabaseLog;
  readonly #callbacks = new Map<string, Set<OnPayload>>();
  #client: Promise<pg.Client> | undefined;
  #reconnectTimer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(config: pg.ClientConfig, log: DatabaseLog) {
    this.#config = config;
    this.#log = log;
  }

  async listen(channel: string, onPayload: OnPayload): Promise<() => Promise<void>> {
    // A function of its own, so that listening twice with the same callback makes two subscriptions.
    const callback: OnPayload = (payload) => onPayload(payload);
    const callbacks = this.#callbacks.get(channel) ?? new Set();
    this.#callbacks.set(channel, callbacks.add(callback));
    const client = await this.#connected();
    if (callbacks.size === 1) await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    return async () => {
      callbacks.delete(callback);
      if (callbacks.size > 0 || this.#isClosed || this.#callbacks.get(channel) !== callbacks) return;
      this.#callbacks.delete(channel);
      const current = await this.#connected();
      await current.query(`UNLISTEN ${current.escapeIdentifier(channel)}`);
    };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#reconnectTimer);
    const client = await this.#client?.catch(() => undefined);
    await client?.end();
  }

  #connected(): Promise<pg.Client> {
    this.#client ??= this.#connect();
    return this.#client;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(this.#config);
    client.on("notification", ({ channel, payload }) => {
      for (const callback of this.#callbacks.get(channel) ?? []) callback(payload ?? "");
    });
    client.on("error", (error) => this.#log.warn({ err: error }, "notification connection failed"));
    client.on("end", () => this.#reconnectLater());
    try {
      await client.connect();
      for (const channel of this.#callbacks.keys()) await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    } catch (error) {
      this.#reconnectLater();
      throw error;
    }
    return client;
  }

  #reconnectLater(): void {
    this.#client = undefined;
    clearTimeout(this.#reconnectTimer);
    if (this.#isClosed || this.#callbacks.size === 0) return;
    this.#reconnectTimer = setTimeout(() => {
      this.#connected().catch((error: unknown) => {
        this.#log.warn({ reason: errorMessage(error) }, "notification connection is still down");
      });
    }, RECONNECT_DELAY_MS);
    this.#reconnectTimer.unref();
  }
}
