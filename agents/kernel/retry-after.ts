// How long a server asks to be left alone (RFC 9110, "Retry-After").
import { SECOND_MS } from "./clock.ts";

/** "2" or "1.5" seconds. undefined without the header, and for a date, which is left to the caller's own backoff. */
export function retryAfterMs(header: string | null | undefined): number | undefined {
  const seconds = Number(header ?? "");
  return header && Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * SECOND_MS) : undefined;
}
