// One client of the multiplexer: turns its byte stream into units that may run on the shared session without a break.
import { greeting, parseStartup, STARTUP_CODE } from "./startup.ts";
import { fatalError, HEADER_BYTES, message, readText } from "./wire.ts";

/** Everything up to a Sync, Flush or simple Query: the least that can run without another client in between. */
export interface Unit {
  bytes: Buffer;
  /** It binds the unnamed statement that an earlier unit parsed; this Parse has to be repeated if that one is gone. */
  earlierParse: Buffer | null;
  leavesUnnamedStatement: boolean;
}

export interface VirtualConnectionHost {
  readonly parameters: Map<string, string>;
  unitReady(connection: VirtualConnection): void;
  connectionEnded(connection: VirtualConnection): void;
}

export interface VirtualConnectionOutput {
  send(bytes: Buffer): void;
  end(): void;
}

const UNIT_ENDS = new Set(["Q", "S", "H", "c", "f", "F", "d"]);

export class VirtualConnection {
  readonly id: number;
  readonly units: Unit[] = [];
  /** Names on the shared session of the statements this client prepared. */
  readonly statements = new Set<string>();
  readonly channels = new Set<string>();
  settings = new Map<string, string>();
  settingsMayHaveChanged = false;
  isClosed = false;

  readonly #host: VirtualConnectionHost;
  readonly #output: VirtualConnectionOutput;
  #received: Buffer = Buffer.alloc(0);
  #isStarted = false;
  #parts: Buffer[] = [];
  #lastParse: Buffer | null = null;
  #isParsedInUnit = false;
  #earlierParse: Buffer | null = null;

  constructor(id: number, host: VirtualConnectionHost, output: VirtualConnectionOutput) {
    this.id = id;
    this.#host = host;
    this.#output = output;
  }

  receive(chunk: Buffer): void {
    this.#received = this.#received.length > 0 ? Buffer.concat([this.#received, chunk]) : chunk;
    let isProgress = true;
    while (isProgress && !this.isClosed) isProgress = this.#isStarted ? this.#takeMessage() : this.#takeStartup();
  }

  send(bytes: Buffer): void {
    if (!this.isClosed && bytes.length > 0) this.#output.send(bytes);
  }

  /** Ends the connection from the server's side. */
  fail(sqlState: string, text: string): void {
    this.send(fatalError(sqlState, text));
    this.close();
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.units.length = 0;
    this.#host.connectionEnded(this);
    this.#output.end();
  }

  #take(byteCount: number): Buffer | null {
    if (this.#received.length < byteCount) return null;
    const bytes = this.#received.subarray(0, byteCount);
    this.#received = this.#received.subarray(byteCount);
    return bytes;
  }

  #takeStartup(): boolean {
    if (this.#received.length < 8) return false;
    const packet = this.#take(this.#received.readUInt32BE(0));
    if (!packet) return false;
    const code = packet.readInt32BE(4);
    if (code === STARTUP_CODE.sslRequest || code === STARTUP_CODE.gssRequest) this.send(Buffer.from("N"));
    else if (code === STARTUP_CODE.cancelRequest) this.close();
    else {
      const startup = parseStartup(packet.subarray(8));
      this.settings = startup.settings;
      this.#isStarted = true;
      this.send(greeting(this.id, this.#host.parameters, startup.applicationName));
    }
    return true;
  }

  #takeMessage(): boolean {
    if (this.#received.length < HEADER_BYTES) return false;
    const bytes = this.#take(1 + this.#received.readUInt32BE(1));
    if (!bytes) return false;
    const type = String.fromCharCode(bytes[0] ?? 0);
    if (type === "X") this.close();
    else {
      this.#parts.push(this.#withOwnNames(type, bytes));
      if (UNIT_ENDS.has(type)) this.#finishUnit(type);
    }
    return true;
  }

  #finishUnit(type: string): void {
    // A simple Query drops the unnamed statement (protocol documentation, "Extended Query").
    if (type === "Q") this.#lastParse = null;
    const bytes = this.#parts.length === 1 ? this.#parts[0] : undefined;
    this.units.push({
      bytes: bytes ?? Buffer.concat(this.#parts),
      earlierParse: this.#earlierParse,
      leavesUnnamedStatement: this.#isParsedInUnit || this.#earlierParse !== null,
    });
    this.#parts = [];
    this.#earlierParse = null;
    this.#isParsedInUnit = false;
    this.#host.unitReady(this);
  }

  /** Statement names are made this client's own, because all clients share one session. */
  #withOwnNames(type: string, bytes: Buffer): Buffer {
    switch (type) {
      case "P": {
        const { text: name, next } = readText(bytes, HEADER_BYTES);
        if (name === "") {
          this.#lastParse = Buffer.from(bytes);
          this.#isParsedInUnit = true;
          return bytes;
        }
        this.statements.add(this.#ownName(name));
        return message("P", this.#ownName(name), bytes.subarray(next));
      }
      case "B": {
        const portal = readText(bytes, HEADER_BYTES);
        const { text: name, next } = readText(bytes, portal.next);
        if (name !== "") return message("B", portal.text, this.#ownName(name), bytes.subarray(next));
        this.#needUnnamed();
        return bytes;
      }
      case "D":
      case "C":
        return this.#withOwnTarget(type, bytes);
      default:
        return bytes;
    }
  }

  /** Describe and Close name a statement ("S") or a portal. */
  #withOwnTarget(type: "D" | "C", bytes: Buffer): Buffer {
    const kind = bytes.subarray(HEADER_BYTES, HEADER_BYTES + 1);
    if (kind.toString("latin1") !== "S") return bytes;
    const { text: name } = readText(bytes, HEADER_BYTES + 1);
    if (name === "") {
      if (type === "D") this.#needUnnamed();
      return bytes;
    }
    if (type === "C") this.statements.delete(this.#ownName(name));
    return message(type, kind, this.#ownName(name));
  }

  #ownName(name: string): string {
    return `c${this.id}_${name}`;
  }

  #needUnnamed(): void {
    if (!this.#isParsedInUnit) this.#earlierParse ??= this.#lastParse;
  }
}
