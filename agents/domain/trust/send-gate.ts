// May this message go out now? One decision for every outbound message, taken inside the transaction that sends (trust C14).
import { windowClosesAt, windowCount } from "../fans/reply-window.ts";
import { CRISIS_NO_SALES_MS } from "./crisis.ts";

export const SEND_GATE_RULE_VERSION = "2026-11-26";

export const OUTBOUND_KINDS = [
  "disclosure",
  "reply",
  "offer",
  "break",
  "farewell",
  "opt_out",
  "crisis",
  "minor",
  "handover",
  "operator",
  "outreach",
  "refusal",
  "delivery",
] as const;
export type OutboundKind = (typeof OUTBOUND_KINDS)[number];

export interface SendFacts {
  readonly kind: OutboundKind;
  /** An outreach may carry one; a message of kind `offer` always does. */
  readonly carriesOffer?: boolean;
  readonly platform: string;
  readonly byHuman: boolean;
  readonly avatarState: string;
  readonly killSwitch: boolean;
  readonly autonomy: "auto" | "draft" | "off";
  /** A human approved this very text. */
  readonly approved: boolean;
  readonly lastInboundAt: Date | null;
  /** The platform said so, and nothing came since. */
  readonly closedByPlatform: boolean;
  readonly optedOutAt: Date | null;
  readonly minorLockedAt: Date | null;
  readonly crisisAt: Date | null;
  readonly bannedAt: Date | null;
  readonly blockedAt: Date | null;
  readonly silentUntil: Date | null;
  readonly botPausedUntil: Date | null;
  readonly noOfferUntil: Date | null;
  /** Automated answers since the fan last wrote, this one's own span not counted. */
  readonly unansweredOut: number;
  /** Messages of the account, of any kind and by anyone, since the fan last wrote. */
  readonly sentSinceInbound: number;
  readonly offersToday: number;
}

export type SendDecision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly control: string; readonly reason: string; readonly retryAt: Date | null };

const OFFERS_A_DAY = 3;
/** A lock silences everything but the message that explains it. */
const AFTER_LOCK: Readonly<Record<string, readonly OutboundKind[]>> = {
  minor: ["minor", "crisis", "disclosure"],
  opt_out: ["opt_out", "delivery"],
  silence: ["farewell", "opt_out", "delivery", "crisis", "minor"],
};

/** May use up the last message of a counted window. */
const LAST_WORDS: ReadonlySet<OutboundKind> = new Set([
  "crisis",
  "minor",
  "opt_out",
  "farewell",
  "handover",
  "refusal",
  "delivery",
]);

const no = (control: string, reason: string, retryAt: Date | null = null): SendDecision => ({
  allowed: false,
  control,
  reason,
  retryAt,
});

export function maySend(facts: SendFacts, now: Date): SendDecision {
  return standing(facts, now) ?? pacing(facts, now) ?? { allowed: true };
}

/** Locks: what may never go out while they hold, whoever wrote it. */
function standing(facts: SendFacts, now: Date): SendDecision | null {
  if (facts.killSwitch) return no("C14", "kill_switch");
  if (facts.avatarState === "paused" || facts.avatarState === "retired")
    return no("C14", `avatar_${facts.avatarState}`);
  if (facts.bannedAt !== null && facts.kind !== "crisis" && facts.kind !== "refusal") return no("C12", "banned");
  if (facts.blockedAt !== null) return no("C14", "blocked");
  if (facts.minorLockedAt !== null && !AFTER_LOCK.minor?.includes(facts.kind)) return no("C11", "minor_lock");
  if (facts.optedOutAt !== null && !AFTER_LOCK.opt_out?.includes(facts.kind)) return no("C14", "opted_out");
  const closesAt = windowClosesAt(facts.platform, facts.lastInboundAt, facts.byHuman);
  if (facts.closedByPlatform || (closesAt !== null && now > closesAt)) return no("C14", "window_closed");
  if (!fitsWindow(facts)) return no("C14", "window_full");
  return null;
}

/** A disclosure takes the place of what it stands before, too: alone it would say nothing. */
function fitsWindow({ platform, kind, sentSinceInbound }: SendFacts): boolean {
  const count = windowCount(platform, sentSinceInbound);
  if (count === null) return true;
  if (LAST_WORDS.has(kind)) return count.left > 0;
  return count.free > (kind === "disclosure" ? 1 : 0);
}

/** Pacing of what the machine sends, and of offers by anyone. */
function pacing(facts: SendFacts, now: Date): SendDecision | null {
  if (facts.kind === "offer" || facts.carriesOffer) {
    if (facts.crisisAt !== null && now.getTime() - facts.crisisAt.getTime() < CRISIS_NO_SALES_MS)
      return no("C13", "crisis_quiet");
    if (facts.noOfferUntil !== null && now < facts.noOfferUntil) return no("C14", "no_offer_until");
    if (facts.offersToday >= OFFERS_A_DAY) return no("C14", "offers_a_day");
  }
  if (facts.byHuman || facts.kind === "crisis" || facts.kind === "minor" || facts.kind === "delivery") return null;
  // A yes to a mailing was given to nobody in particular: it does not speak into a person's conversation.
  const saidYes = facts.approved && facts.kind !== "handover" && facts.kind !== "outreach";
  if (!saidYes && facts.botPausedUntil !== null && now < facts.botPausedUntil)
    return no("C14", "human_takeover", facts.botPausedUntil);
  // A disclosure stands before something that has its own leave to go out: a hand-over, an approved draft.
  if (facts.kind === "disclosure") return null;
  // Handing over turns autonomy off; the words that say so go out all the same, and so does what a human said yes to.
  if (facts.autonomy === "off" && !saidYes && facts.kind !== "opt_out" && facts.kind !== "handover")
    return no("C14", "autonomy_off");
  if (facts.autonomy === "draft" && !facts.approved && facts.kind !== "opt_out") return no("C14", "needs_approval");
  if (facts.silentUntil !== null && now < facts.silentUntil && !AFTER_LOCK.silence?.includes(facts.kind))
    return no("C4", "silent");
  if (facts.unansweredOut >= 1) return no("C14", "unanswered");
  return null;
}
