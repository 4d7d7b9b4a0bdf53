// The words of the emulated queue for what it refuses, and the failures that can be scripted.
import type { z } from "zod";
import type { EmulatedReply, Misbehaviour } from "../../emulator/server.ts";

export const detail = (status: number, said: string | readonly object[], more: object = {}): EmulatedReply => ({
  status,
  headers: { "x-fal-retryable": String(status >= 500) },
  body: { detail: said, ...more },
});

export const issue = (loc: readonly (string | number)[], type: string, msg: string) => ({
  loc,
  msg,
  type,
  url: `https://docs.fal.ai/errors#${type}`,
});

export function invalid(issues: readonly z.core.$ZodIssue[]): EmulatedReply {
  return detail(
    422,
    issues.map(({ path, message }) => issue(["body", ...path.map(String)], "value_error", message)),
  );
}

/** With what was flagged, as the documentation shows it. */
export const policyViolation = (loc: readonly string[], input: unknown): EmulatedReply =>
  detail(422, [
    {
      ...issue(loc, "content_policy_violation", "The content was flagged by a content checker."),
      input,
      categories: ["sexual"],
    },
  ]);

/** Faults to script: `emulator.faults.add("submit", FAL_FAULTS.busy)`. */
export const FAL_FAULTS = {
  unauthenticated: { kind: "reply", ...detail(401, "Cannot access application: authentication is required.") },
  noCredit: { kind: "reply", ...detail(402, "Exhausted balance.") },
  locked: { kind: "reply", ...detail(403, "User is locked. Reason: Exhausted balance. Top up your balance.") },
  invalid: {
    kind: "reply",
    ...detail(422, [issue(["body", "loras"], "file_download_error", "Failed to download the file.")]),
  },
  refused: { kind: "reply", ...policyViolation(["body", "prompt"], "what was asked") },
  busy: { kind: "reply", ...detail(429, "Too many concurrent requests.") },
  broken: { kind: "reply", ...detail(500, "Internal Server Error") },
  gateway: { kind: "reply", status: 502, body: "<html>Bad Gateway</html>" },
  garbage: { kind: "reply", status: 200, headers: { "content-type": "application/json" }, body: '{"request_id": "ha' },
  gone: { kind: "reply", status: 404, body: "Not found" },
  hang: { kind: "hang" },
  cut: { kind: "cut" },
} as const satisfies Record<string, Misbehaviour>;
