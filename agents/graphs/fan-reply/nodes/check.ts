// Reads the draft as a stranger would: claims, promises, prices, leaks, echoes; and as the fan would: repeats, wrong language.
// One rewrite, then the rules' own words (trust C2, C15, T5-T7).
import type { TrustDecision } from "../../../commands/trust-event.ts";
import { judgedTexts } from "../../../domain/fans/attachments.ts";
import { INJECTION_RULE_VERSION, injectionKinds } from "../../../domain/trust/injection.ts";
import { formatUsd } from "../../../kernel/money.ts";
import { texts } from "../../../texts/texts.ts";
import { blockedBy, isSafeFact, isSafeSaid, type ReplyFault, replyFaults } from "../../reply-rules.ts";
import { withBreak } from "../break.ts";
import { withDisclosure } from "../disclose.ts";
import { unfitness } from "../fitness.ts";
import { offlineReply } from "../offline-reply.ts";
import { secretsOf } from "../prompts.ts";
import type { Draft, OfferDraft, PlannedMessage, Turn } from "../state.ts";
import { writeDraft } from "./write.ts";

interface Verdict {
  /** Against the rules: each is recorded. */
  readonly faults: readonly ReplyFault[];
  /** What to tell the model; empty: the draft may go out. */
  readonly complaints: readonly string[];
}

export async function check(
  turn: Turn,
): Promise<{ draft: Draft; messages: readonly PlannedMessage[]; trust: readonly TrustDecision[] }> {
  const trust: TrustDecision[] = injectionsSeen(turn);
  let { draft } = turn;
  let verdict = judge(turn, draft);
  if (verdict.complaints.length > 0) {
    trust.push(...blockedBy(verdict.faults, draft.text));
    draft = { ...(await writeDraft(turn, verdict.complaints.join(", "))), replaced: "rewrite" };
    verdict = judge(turn, draft);
  }
  if (verdict.complaints.length > 0) {
    trust.push(...blockedBy(verdict.faults, draft.text));
    draft = { ...draft, text: safeReply(turn), facts: [], said: [], replaced: "template", variant: null };
  }
  const secrets = secretsOf(turn);
  const fanName = turn.snapshot.fan.displayName;
  draft = {
    ...draft,
    facts: draft.facts.filter((fact) => isSafeFact(fact, secrets)),
    said: draft.said.filter((said) => isSafeSaid(said, secrets, fanName)),
  };
  return { draft, messages: withDisclosure(turn, withBreak(turn, compose(turn, draft))), trust };
}

function judge(turn: Turn, draft: Draft): Verdict {
  const faults = replyFaults(draft.text, secretsOf(turn), heardBy(turn));
  // Templates repeat themselves, and hold phrases in the persona's own language.
  const unfit = turn.context.chat.info.offline ? [] : unfitness(turn, draft.text);
  return { faults, complaints: [...faults.map((fault) => fault.what), ...unfit] };
}

function heardBy({ snapshot }: Turn): readonly string[] {
  return [...judgedTexts(snapshot.unanswered)];
}

/** Fan text is data whatever it says; that it tried is kept for whoever looks after the conversation (trust T4, T7). */
function injectionsSeen(turn: Turn): TrustDecision[] {
  const text = [turn.understanding.text, ...turn.understanding.shown].join("\n");
  return injectionKinds(text).map((kind) => ({
    control: "T4",
    ruleVersion: INJECTION_RULE_VERSION,
    judged: text,
    decision: `seen:${kind}`,
  }));
}

/** The rules' own answer; should a persona phrase trip a rule or be what was said last, a plainer one. */
function safeReply(turn: Turn): string {
  const { replies } = texts(turn.understanding.language).fans;
  const { name } = turn.snapshot.avatar;
  const plain = [...replies.objection, ...replies.casual_chat].map((choice) =>
    choice(name, "").replace(/\s+/g, " ").trim(),
  );
  const choices = [offlineReply(turn), ...plain];
  const secrets = secretsOf(turn);
  const allowed = choices.filter((text) => replyFaults(text, secrets).length === 0);
  return allowed.find((text) => unfitness(turn, text).length === 0) ?? allowed[0] ?? plain[0] ?? "";
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
