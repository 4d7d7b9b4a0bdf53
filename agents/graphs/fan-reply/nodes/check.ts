// Reads the draft as a stranger would: claims, promises, prices, leaks. One rewrite, then the rules' own words (trust C2, C15, T5).
import type { TrustDecision } from "../../../commands/trust-event.ts";
import { brokenPromises, FALSE_PROMISE_RULE_VERSION } from "../../../domain/trust/false-promise.ts";
import { HUMANITY_RULE_VERSION, humanityClaims } from "../../../domain/trust/humanity-claim.ts";
import { INJECTION_RULE_VERSION, injectionKinds } from "../../../domain/trust/injection.ts";
import { promptLeak } from "../../../domain/trust/prompt-leak.ts";
import { formatUsd } from "../../../kernel/money.ts";
import { texts } from "../../../texts/texts.ts";
import { withDisclosure } from "../disclose.ts";
import { offlineReply } from "../offline-reply.ts";
import { canaryOf, SECRET_INSTRUCTIONS } from "../prompts.ts";
import type { Draft, OfferDraft, PlannedMessage, Turn } from "../state.ts";
import { writeDraft } from "./write.ts";

const RULE_VERSIONS: Readonly<Record<string, string>> = {
  C2: HUMANITY_RULE_VERSION,
  C15: FALSE_PROMISE_RULE_VERSION,
  T5: INJECTION_RULE_VERSION,
};

interface Fault {
  readonly control: string;
  readonly what: string;
}

export async function check(
  turn: Turn,
): Promise<{ draft: Draft; messages: readonly PlannedMessage[]; trust: readonly TrustDecision[] }> {
  const trust: TrustDecision[] = injectionsSeen(turn);
  const note = (faults: readonly Fault[], text: string) =>
    trust.push(
      ...faults.map(({ control, what }) => ({
        control,
        ruleVersion: RULE_VERSIONS[control] ?? "",
        judged: text,
        decision: `blocked:${what}`,
      })),
    );
  let { draft } = turn;
  let faults = faultsOf(turn, draft.text);
  if (faults.length > 0) {
    note(faults, draft.text);
    draft = { ...(await writeDraft(turn, faults.map((fault) => fault.what).join(", "))), replaced: "rewrite" };
    faults = faultsOf(turn, draft.text);
  }
  if (faults.length > 0) {
    note(faults, draft.text);
    draft = { ...draft, text: safeReply(turn), facts: [], replaced: "template" };
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

function faultsOf(turn: Turn, text: string): Fault[] {
  return [
    ...humanityClaims(text).map((claim) => ({ control: "C2", what: claim })),
    // The model is told of no offer: any price or promise in its words is made up.
    ...brokenPromises(text, null).map((promise) => ({ control: "C15", what: promise.kind })),
    ...(promptLeak(text, canaryOf(turn), SECRET_INSTRUCTIONS) ? [{ control: "T5", what: "instructions" }] : []),
  ];
}

/** The rules' own answer; should a persona phrase trip a rule, the plainest one. */
function safeReply(turn: Turn): string {
  const offline = offlineReply(turn);
  if (faultsOf(turn, offline).length === 0) return offline;
  const words = texts(turn.understanding.language).fans;
  return words.replies.objection[0]?.(turn.snapshot.avatar.name, "") ?? "";
}

function compose(turn: Turn, draft: Draft): readonly PlannedMessage[] {
  const reply: PlannedMessage = { kind: "reply", text: draft.text };
  if (!turn.offer) return [reply];
  return [reply, { kind: "offer", text: offerText(turn, turn.offer), offerId: turn.offer.id }];
}

/** Name, price and link as the offer row has them; no model ever sees or writes these. */
function offerText(turn: Turn, offer: OfferDraft): string {
  return texts(turn.understanding.language).fans.offerLine(
    offer.packName,
    formatUsd(offer.priceCents * 10_000),
    offer.url,
  );
}
