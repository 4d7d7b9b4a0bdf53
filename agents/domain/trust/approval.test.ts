import { expect, test } from "vitest";
import { approverFor, checkApproval, contentHash } from "./approval.ts";

const now = new Date("2026-11-24T12:00:00Z");
const hash = contentHash({ caption: "hi", sha256: "abc" });
const row = {
  contentHash: hash,
  role: "manager",
  operatorId: "op_1",
  expiresAt: new Date("2026-11-25T12:00:00Z"),
} as const;

test.each([
  ["as shown", row, { contentHash: hash, role: "manager" }, now, { valid: true }],
  [
    "file swapped",
    row,
    { contentHash: contentHash({ caption: "hi", sha256: "abd" }), role: "manager" },
    now,
    { valid: false, reason: "changed" },
  ],
  ["expired", row, { contentHash: hash, role: "manager" }, row.expiresAt, { valid: false, reason: "expired" }],
  ["too low a role", row, { contentHash: hash, role: "owner" }, now, { valid: false, reason: "role" }],
  ["none", null, { contentHash: hash, role: "chatter" }, now, { valid: false, reason: "missing" }],
] as const)("approval %s", (_name, approval, needed, at, verdict) =>
  expect(checkApproval(approval, needed, at)).toEqual(verdict),
);

test.each([
  [6, "manager", { allowed: true, secondPerson: false }],
  [7, "manager", { allowed: true, secondPerson: true }],
  [9, "owner", { allowed: true, secondPerson: false }],
  [1, "chatter", { allowed: false, secondPerson: false }],
] as const)("level %d by %s", (level, role, expected) => expect(approverFor(level, role)).toEqual(expected));
