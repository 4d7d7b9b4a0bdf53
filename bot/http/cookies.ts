// Cookies of a request; Express writes them but does not read them.
import type { Request } from "express";

export function readCookie(request: Pick<Request, "headers">, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? "").split(";")) {
    const [key, ...value] = part.split("=");
    if (key?.trim() === name) return value.join("=").trim();
  }
  return undefined;
}
