// The id under which ComfyUI keeps an attempt: made from the attempt's key, so that a lost answer can be asked for.
import { createHash } from "node:crypto";

/** A UUID of version 8 (RFC 9562: contents of one's own), in the lower case and hyphens ComfyUI insists on. */
export function promptIdOf(attemptKey: string): string {
  const bytes = createHash("sha256").update(`vixenbliss:${attemptKey}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
