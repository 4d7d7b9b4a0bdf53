// Tells a call that never left this machine, which may be repeated, from one whose answer was lost, which may not.

/** The connection was never made, so nothing can have happened. */
const NEVER_SENT = new Set([
  "ERR_INVALID_URL",
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
]);

/** @param thrown by a fetch: the socket's code hides one or two causes down */
export function wasNeverSent(thrown: unknown): boolean {
  for (let error: unknown = thrown; error instanceof Error; error = error.cause) {
    if ("code" in error && typeof error.code === "string" && NEVER_SENT.has(error.code)) return true;
  }
  return false;
}
