// The part of a file that a request asks for (RFC 9110, section 14). Only one part at a time: what players and phones ask for.
import type { Request } from "express";
import type { ByteRange } from "../../agents/ports/object-store.ts";

const ONE_RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/i;

/** null: the whole file, also where several parts or something else than bytes are asked for. */
export function askedRange(
  request: Pick<Request, "method" | "get">,
  file: { readonly bytes: number; readonly etag: string },
): ByteRange | "beyond" | null {
  if (request.method !== "GET") return null;
  const [, first = "", last = ""] = ONE_RANGE.exec(request.get("range")?.trim() ?? "") ?? [];
  if (first === "" && last === "") return null;
  const condition = request.get("if-range");
  if (condition !== undefined && condition !== file.etag) return null;
  if (first === "") return lastBytes(Number(last), file.bytes);
  if (last !== "" && Number(last) < Number(first)) return null;
  const end = last === "" ? file.bytes : Math.min(Number(last) + 1, file.bytes);
  return Number(first) < end ? { start: Number(first), end } : "beyond";
}

function lastBytes(count: number, total: number): ByteRange | "beyond" {
  return count === 0 || total === 0 ? "beyond" : { start: Math.max(0, total - count), end: total };
}
