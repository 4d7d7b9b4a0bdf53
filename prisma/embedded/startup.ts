// The opening of a connection: what the client asks for, and what a server says before its first ReadyForQuery.
import { int32, message, READY_IDLE, readText } from "./wire.ts";

/** Codes that stand where a protocol version would; the first two are answered with "N" (no encryption here). */
export const STARTUP_CODE = { sslRequest: 80877103, gssRequest: 80877104, cancelRequest: 80877102 } as const;

export interface Startup {
  applicationName: string;
  /** Session settings asked for at start: `options: "-c search_path=bullmq"`, `statement_timeout`, ... */
  settings: Map<string, string>;
}

const NOT_SETTINGS = new Set(["user", "database", "options", "application_name", "replication", "client_encoding"]);
const OPTION = /(?:-c\s*|--)([\w.-]+)=((?:\\.|[^\s\\])*)/g;

/** `body` is the startup packet behind its length and version. */
export function parseStartup(body: Buffer): Startup {
  const parameters = new Map<string, string>();
  for (let offset = 0; offset < body.length && body[offset] !== 0; ) {
    const name = readText(body, offset);
    const value = readText(body, name.next);
    parameters.set(name.text, value.text);
    offset = value.next;
  }
  const settings = new Map<string, string>();
  for (const [, name = "", value = ""] of (parameters.get("options") ?? "").matchAll(OPTION)) {
    settings.set(name.replaceAll("-", "_"), value.replace(/\\(.)/g, "$1"));
  }
  for (const [name, value] of parameters) if (!NOT_SETTINGS.has(name)) settings.set(name, value);
  return { applicationName: parameters.get("application_name") ?? "", settings };
}

/** AuthenticationOk, the server's parameters, a key (cancelling is not possible) and ReadyForQuery. */
export function greeting(connectionId: number, parameters: Map<string, string>, applicationName: string): Buffer {
  const statuses = [...parameters, ["application_name", applicationName] as const];
  return Buffer.concat([
    message("R", int32(0)),
    ...statuses.map(([name, value]) => message("S", name, value)),
    message("K", int32(connectionId, 0)),
    READY_IDLE,
  ]);
}
