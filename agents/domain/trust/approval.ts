// Trust C19: a human yes counts only for exactly what was shown, for a while, and from the right role.
import { createHash } from "node:crypto";
import { canonicalJson } from "./hash-chain.ts";

export type Role = "owner" | "manager" | "chatter" | "analyst";

const RANK: Readonly<Record<Role, number>> = { analyst: 0, chatter: 1, manager: 2, owner: 3 };

/** From this explicitness on, approval is the owner's, or a manager's with a second person (domain 10). */
const HIGH_EXPLICITNESS = 7;

/** Hash of the content an approval is bound to: sha256 of its canonical JSON (hex). */
export function contentHash(content: unknown): string {
  return createHash("sha256").update(canonicalJson(content)).digest("hex");
}

export interface ApprovalRow {
  readonly contentHash: string;
  readonly role: Role;
  readonly operatorId: string;
  readonly expiresAt: Date | null;
}

export type ApprovalVerdict =
  | { readonly valid: true }
  | { readonly valid: false; readonly reason: "missing" | "changed" | "expired" | "role" };

/** Does this yes still cover that content? */
export function checkApproval(
  approval: ApprovalRow | null,
  needed: { readonly contentHash: string; readonly role: Role },
  now: Date,
): ApprovalVerdict {
  if (!approval) return { valid: false, reason: "missing" };
  if (approval.contentHash !== needed.contentHash) return { valid: false, reason: "changed" };
  if (approval.expiresAt && approval.expiresAt <= now) return { valid: false, reason: "expired" };
  return hasRole(approval.role, needed.role) ? { valid: true } : { valid: false, reason: "role" };
}

/** Owner covers manager, manager covers chatter, chatter covers analyst (domain 10). */
export function hasRole(role: Role, needed: Role): boolean {
  return RANK[role] >= RANK[needed];
}

/** Who must approve a piece of this explicitness: `secondPerson` when a manager may do it only together with another. */
export function approverFor(
  explicitness: number,
  role: Role,
): { readonly allowed: boolean; readonly secondPerson: boolean } {
  if (role === "owner") return { allowed: true, secondPerson: false };
  if (role !== "manager") return { allowed: false, secondPerson: false };
  return { allowed: true, secondPerson: explicitness >= HIGH_EXPLICITNESS };
}
