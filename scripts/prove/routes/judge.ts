// What an answer means: open, closed, or broken. Nothing but named routes may be open to a caller without a name.
import { HARMLESS_METHODS, isPublic } from "./public-routes.ts";

export interface Answer {
  readonly method: string;
  /** As it was sent. */
  readonly path: string;
  readonly status: number;
  /** Where it sends the caller; empty: nowhere. */
  readonly location: string;
  readonly body: string;
}

export type Verdict = "closed" | "public" | "open" | "broken" | "leaks";

/** @param secrets what must be in no answer */
export function judge(answer: Answer, secrets: readonly string[]): Verdict {
  const { method, path, status, location, body } = answer;
  if (secrets.some((secret) => body.includes(secret))) return "leaks";
  // 503 and 507 are said on purpose: a source without its secret answers so (trust T1).
  if (status === 0 || (status >= 500 && status !== 503 && status !== 507)) return "broken";
  if (status >= 400) return "closed";
  if (status >= 300 && /^\/login(\?|$)/.test(location)) return "closed";
  if (isPublic(method, path.split("?")[0] ?? "")) return "public";
  if (HARMLESS_METHODS.includes(method) && /^(|[A-Z, ]+)$/.test(body)) return "closed";
  return "open";
}
