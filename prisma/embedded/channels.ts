// LISTEN for many clients over one session: who listens to what, and what the session itself has to listen to.
import type { Session } from "./session.ts";
import type { VirtualConnection } from "./virtual-connection.ts";

const COMMAND = /\b(un)?listen\s+("(?:[^"]|"")+"|[\w$]+|\*)/gi;

export class Channels {
  readonly #session: Session;
  readonly #listeners = new Map<string, Set<VirtualConnection>>();

  constructor(session: Session) {
    this.#session = session;
  }

  deliver(channel: string, bytes: Buffer): void {
    for (const listener of this.#listeners.get(channel) ?? []) listener.send(bytes);
  }

  /** Follows the LISTEN and UNLISTEN commands in a unit that the session has just run. */
  async follow(connection: VirtualConnection, sql: string): Promise<void> {
    for (const [, un, name = ""] of sql.matchAll(COMMAND)) {
      const names = name === "*" ? [...connection.channels] : [channelName(name)];
      for (const channel of names) {
        if (un) this.#remove(connection, channel);
        else this.#add(connection, channel);
      }
      // UNLISTEN took the shared session off channels which others still want.
      if (un) await this.#listenAgain();
    }
  }

  async forget(connection: VirtualConnection): Promise<void> {
    if (connection.channels.size === 0) return;
    const orphans = [...connection.channels].filter((channel) => this.#remove(connection, channel));
    if (orphans.length > 0) await this.#session.query(orphans.map((name) => `UNLISTEN ${quoted(name)}`).join(";"));
  }

  #add(connection: VirtualConnection, channel: string): void {
    connection.channels.add(channel);
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners.add(connection));
  }

  /** Returns whether nobody is left on the channel. */
  #remove(connection: VirtualConnection, channel: string): boolean {
    connection.channels.delete(channel);
    const listeners = this.#listeners.get(channel);
    listeners?.delete(connection);
    if (listeners && listeners.size > 0) return false;
    return this.#listeners.delete(channel);
  }

  async #listenAgain(): Promise<void> {
    const names = [...this.#listeners.keys()];
    if (names.length > 0) await this.#session.query(names.map((name) => `LISTEN ${quoted(name)}`).join(";"));
  }
}

// A channel is one identifier, dots included.
function quoted(channel: string): string {
  return `"${channel.replaceAll('"', '""')}"`;
}

function channelName(written: string): string {
  return written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written.toLowerCase();
}
