// What a fan's words ask for at once (minor, abuse, crisis, opt-out), written in the transaction that takes them in (trust C11-C14).
import { type GuardFindings, isSure } from "../../domain/fans/intent.ts";
import { ABUSE_RULE_VERSION } from "../../domain/trust/abuse.ts";
import { CRISIS_RULE_VERSION } from "../../domain/trust/crisis.ts";
import { ERASURE_RULE_VERSION } from "../../domain/trust/erasure.ts";
import { MINOR_RULE_VERSION } from "../../domain/trust/minor-lock.ts";
import { OPT_OUT_RULE_VERSION } from "../../domain/trust/opt-out.ts";
import type { AppContext, Transaction } from "../context.ts";
import { recordHarm } from "../experiment/record-harm.ts";
import { OPEN_OFFER_STATES } from "../offer/shown-offer.ts";
import { appendTrustEvent } from "../trust-event.ts";

const RULE_VERSIONS = {
  C11: MINOR_RULE_VERSION,
  C12: ABUSE_RULE_VERSION,
  C13: CRISIS_RULE_VERSION,
  C14: OPT_OUT_RULE_VERSION,
  C17: ERASURE_RULE_VERSION,
};

export interface LockPlace {
  readonly conversationId: string;
  readonly fanId: string;
}

export type LockFindings = Pick<GuardFindings, "minor" | "abuse" | "crisis" | "optOut" | "doubtful">;

/** Or for the care that a doubt asks for. */
export const asksForLock = ({ minor, abuse, crisis, optOut }: LockFindings): boolean =>
  minor || abuse || crisis || optOut;

/**
 * What only the second opinion heard locks nothing: a doubted age holds sales until the fan's plain word or a person settles
 * it, and the rest is a matter of the answer. The caller holds the conversation's lock.
 */
export async function applyLocks(
  context: AppContext,
  tx: Transaction,
  { conversationId, fanId }: LockPlace,
  findings: LockFindings,
  text: string,
): Promise<void> {
  const now = context.clock.now();
  const conversation = { where: { id: conversationId } };
  if (isSure(findings, "minor")) {
    // Over all linked channels: every conversation of this fan.
    await tx.conversation.updateMany({ where: { fanId, minorLockedAt: null }, data: { minorLockedAt: now } });
    await tx.fan.update({ where: { id: fanId }, data: { ageState: "minor" } });
    await tx.offer.updateMany({
      where: { fanId, state: { in: [...OPEN_OFFER_STATES] } },
      data: { state: "withdrawn" },
    });
    await recordLock(context, tx, conversationId, "C11", "locked", text);
  } else if (findings.minor) {
    const doubted = await tx.fan.updateMany({
      where: { id: fanId, ageState: { in: ["unknown", "declared_adult"] } },
      data: { ageState: "doubted" },
    });
    if (doubted.count > 0) await recordLock(context, tx, conversationId, "C11", "doubted", text);
  }
  if (findings.abuse) {
    await tx.conversation.update({ ...conversation, data: { bannedAt: now } });
    await recordLock(context, tx, conversationId, "C12", "banned", text);
  }
  if (isSure(findings, "crisis")) {
    await tx.conversation.update({ ...conversation, data: { crisisAt: now } });
    await recordLock(context, tx, conversationId, "C13", "crisis", text);
  }
  if (isSure(findings, "optOut")) {
    await tx.conversation.update({ ...conversation, data: { optedOutAt: now } });
    await recordHarm(context, tx, fanId, "opted_out", now);
    await recordLock(context, tx, conversationId, "C14", "opted_out", text);
  }
}

export async function recordLock(
  context: AppContext,
  tx: Transaction,
  conversationId: string,
  control: keyof typeof RULE_VERSIONS,
  decision: string,
  judged: string,
): Promise<void> {
  const ruleVersion = RULE_VERSIONS[control];
  await appendTrustEvent(context, tx, conversationId, { control, ruleVersion, judged, decision });
}
