// The few parts of the PostgreSQL wire protocol (version 3) that a multiplexer has to read and write itself.

/** One protocol message inside a buffer: its type letter and where it begins and ends (type and length included). */
export interface WireMessage {
  type: string;
  start: number;
  end: number;
}

export const HEADER_BYTES = 5;

export function* messagesIn(buffer: Buffer): Generator<WireMessage> {
  for (let start = 0; start + HEADER_BYTES <= buffer.length; ) {
    const end = start + 1 + buffer.readUInt32BE(start + 1);
    yield { type: String.fromCharCode(buffer[start] ?? 0), start, end };
    start = end;
  }
}

/** Builds a message; a string part becomes a zero-terminated string. */
export function message(type: string, ...parts: (string | Buffer)[]): Buffer {
  const body = parts.map((part) => (typeof part === "string" ? Buffer.from(`${part}\0`) : part));
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(type, 0, "latin1");
  header.writeUInt32BE(4 + body.reduce((sum, part) => sum + part.length, 0), 1);
  return Buffer.concat([header, ...body]);
}

/** Reads a zero-terminated string; `next` is the offset behind its terminator. */
export function readText(buffer: Buffer, offset: number): { text: string; next: number } {
  const end = buffer.indexOf(0, offset);
  return { text: buffer.toString("utf8", offset, end), next: end + 1 };
}

export function int32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => {
    bytes.writeInt32BE(value, 4 * index);
  });
  return bytes;
}

/** Copies a DataRow's columns out as text; null stays null. */
export function rowOf(buffer: Buffer, row: WireMessage): (string | null)[] {
  const columns: (string | null)[] = [];
  let offset = row.start + HEADER_BYTES + 2;
  for (let left = buffer.readInt16BE(row.start + HEADER_BYTES); left > 0; left -= 1) {
    const length = buffer.readInt32BE(offset);
    offset += 4;
    columns.push(length < 0 ? null : buffer.toString("utf8", offset, offset + length));
    offset += Math.max(length, 0);
  }
  return columns;
}

/** A FATAL ErrorResponse with an SQLSTATE. */
export function fatalError(sqlState: string, text: string): Buffer {
  return message("E", "SFATAL", "VFATAL", `C${sqlState}`, `M${text}`, Buffer.of(0));
}

/** One field of an ErrorResponse: V severity, C SQLSTATE, M text. */
export function errorFieldOf(buffer: Buffer, error: WireMessage, field: "V" | "C" | "M"): string {
  for (let offset = error.start + HEADER_BYTES; offset < error.end - 1; ) {
    const { text, next } = readText(buffer, offset);
    if (text.startsWith(field)) return text.slice(1);
    offset = next;
  }
  return "";
}

export const READY_IDLE = message("Z", Buffer.from("I"));
export const SYNC = message("S");
