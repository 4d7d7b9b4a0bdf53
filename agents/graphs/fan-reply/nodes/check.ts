// Reads the draft as a stranger would: claims, promises, prices, leaks. One rewrite, then the rules' own words (trust C2, C15, T5).
import type { TrustDecision } from "../../../commands/trust-event.ts";
import { INJECTION_RULE_VERSION, injectionKinds } from "../../../domain/trust/injection.ts";
import { formatUsd } from "../../../kernel/money.ts";
import { texts } from "../../../texts/texts.ts";
import { blockedBy, replyFaults } from "../../reply-rules.ts";
import { withDisclosure } from "../disclose.ts";
import { offlineReply } from "../offline-reply.ts";
import { secretsOf } from "../prompts.ts";
import type { Draft, OfferDraft, PlannedMessage, Turn } from "../state.ts";
import { writeDraft } from "./write.ts";

export async function check(
  turn: Turn,
): Promise<{ draft: Draft; messages: readonly PlannedMessage[]; trust: readonly TrustDecision[] }> {
  const trust: TrustDecision[] = injectionsSeen(turn);
  let { draft } = turn;
  let faults = replyFaults(draft.text, secretsOf(turn));
  if (faults.length > 0) {
    trust.push(...blockedBy(faults, draft.text));
    draft = { ...(await writeDraft(turn, faults.map((fault) => fault.what).join(", "))), replaced: "rewrite" };
    faults = replyFaults(draft.text, secretsOf(turn));
  }
  if (faults.length > 0) {
    trust.push(...blockedBy(faults, draft.text));
    draft = { ...draft, text: safeReply(turn), facts: [], replaced: "template", variant: null };
  }
  return { draft, messages: withDisclosure(turn, compose(turn, draft)), trust };
}

/** Fan text is data whatever it says; that it tried is kept for whoever looks after the conversation (trust T4, T7). */
function injectionsSeen(turn: Turn): TrustDecision[] {
  const { text } = turn.understanding;
  return injectionKinds(text).map((kind) => ({
    control: "T4",
    ruleVersion: INJECTION_RULE_VERSION,
    judged: text,
    decision: `seen:${kind}`,
  }));
}

/** The rules' own answer; should a persona phrase trip a rule, the plainest one. */
function safeReply(turn: Turn): string {
  const offline = offlineReply(turn);
  if (replyFaults(offline, secretsOf(turn)).length === 0) return offline;
  const words = texts(turn.understanding.language).fans;
  return words.replies.objection[0]?.(turn.snapshot.avatar.name, "") ?? "";
}

function compose(turn: Turn, draft: Draft): readonly PlannedMessage[] {
  const reply: PlannedMessage = { kind: "reply", text: draft.text, variant: draft.variant };
  if (!turn.offer) return [reply];
  const { id: offerId, variant } = turn.offer;
  return [reply, { kind: "offer", text: offerText(turn, turn.offer), offerId, variant }];
}

/** Name, price and link as the offer row has them; no model ever sees or writes these. */
function offerText(turn: Turn, offer: OfferDraft): string {
  const { offerLine } = texts(turn.understanding.language).fans;
  const line = offerLine(offer.packName, formatUsd(offer.priceCents * 10_000), offer.url);
  return offer.lead === null ? line : `${offer.lead}\n${line}`;
}
