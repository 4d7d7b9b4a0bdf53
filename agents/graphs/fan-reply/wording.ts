// What the text of an answer does, and the wording that stands or is tested for it (domain 8, A/B tests). A pure function of
// the turn: whoever asks gets the same.
import { chooseWording, type Wording } from "../../domain/experiments/choose-wording.ts";
import type { ExperimentElement } from "../../domain/experiments/element.ts";
import type { Turn } from "./state.ts";

type ReplyElement = Exclude<ExperimentElement, "pricing_offer">;

export interface ReplyWording extends Wording {
  readonly element: ReplyElement | null;
}

export function replyWording(turn: Turn): ReplyWording {
  const { snapshot, understanding } = turn;
  const element = elementOf(turn);
  if (element === null) return { element, content: {}, variant: null };
  const { language } = understanding;
  return { element, ...chooseWording(snapshot, { element, fanId: snapshot.fan.id, language }) };
}

function elementOf({ snapshot, understanding, offer }: Turn): ReplyElement | null {
  if (understanding.intent === "objection") return "objection_response";
  // A disclosure or a delivery alone is no answer yet.
  const answered = snapshot.history.some(({ direction, kind }) => direction === "out" && !NO_ANSWER.has(kind));
  if (!answered) return "welcome_message";
  return offer !== null || understanding.intent === "content_request" ? "call_to_action" : null;
}

const NO_ANSWER: ReadonlySet<string> = new Set(["disclosure", "delivery"]);
