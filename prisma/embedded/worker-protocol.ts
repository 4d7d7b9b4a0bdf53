// What the main thread and the database thread say to each other. Each connection has a message port of its own, on
// which plain bytes go both ways and null ends it.
import type { MessagePort } from "node:worker_threads";

export interface WorkerSettings {
  filesDir?: string | undefined;
  template?: Uint8Array | undefined;
  idleInTransactionMs?: number | undefined;
}

export type WorkerRequest =
  | { kind: "connect"; port: MessagePort }
  | { kind: "dump"; requestId: number }
  | { kind: "close"; requestId: number };

export type WorkerEvent =
  | { kind: "open" }
  | { kind: "answered"; requestId: number; dump?: Uint8Array }
  | { kind: "failed"; requestId: number; message: string }
  | { kind: "broken"; message: string; isDiskFull: boolean };

export type ConnectionMessage = Uint8Array<ArrayBuffer> | null;
