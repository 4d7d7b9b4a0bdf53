// How Replicate says no, and the failures a test can have it suffer: `emulator.faults.add("create", REPLICATE_FAULTS.rateLimited(2))`.
import type { EmulatedReply, Misbehaviour } from "../../emulator/server.ts";

export const problem = (status: number, title: string, detail: string): EmulatedReply => ({
  status,
  headers: { "content-type": "application/problem+json" },
  body: { title, detail, status },
});

export const notFound = () => problem(404, "Not found", "The requested resource could not be found.");
export const invalid = (detail: string) => problem(422, "Input validation failed", detail);

export const REPLICATE_FAULTS = {
  unauthenticated: {
    kind: "reply",
    ...problem(401, "Unauthenticated", "You did not pass a valid authentication token"),
  },
  noCredit: {
    kind: "reply",
    ...problem(402, "Insufficient credit", "You have insufficient credit to run this model."),
  },
  invalid: { kind: "reply", ...invalid("- input: prompt is required") },
  rateLimited: (seconds: number): Misbehaviour => ({
    kind: "reply",
    status: 429,
    headers: { "retry-after": String(seconds) },
    body: { detail: `Request was throttled. Your rate limit resets in ~${seconds}s.`, status: 429 },
  }),
  broken: { kind: "reply", ...problem(500, "Internal server error", "An error occurred.") },
  gateway: { kind: "reply", status: 502, headers: { "content-type": "text/html" }, body: "<html>Bad Gateway</html>" },
  garbage: { kind: "reply", status: 201, headers: { "content-type": "application/json" }, body: '{"id": "half' },
  hang: { kind: "hang" },
  cut: { kind: "cut" },
  gone: { kind: "reply", status: 404, body: "Not found" },
} as const satisfies Record<string, Misbehaviour | ((seconds: number) => Misbehaviour)>;
