// State of one turn. Each field is written by the step named beside it.
import type { ConversationSnapshot } from "../../../prisma/conversation-turn.ts";
import type { AppContext } from "../../commands/context.ts";
import type { Settlements } from "../../commands/money/settlements.ts";
import type { ShownOffer } from "../../commands/offer/shown-offer.ts";
import type { TrustDecision } from "../../commands/trust-event.ts";
import type { ShownVariant } from "../../domain/experiments/choose-wording.ts";
import type { HandoverReason } from "../../domain/fans/handover.ts";
import type { GuardFindings, Intent, RefusalReason } from "../../domain/fans/intent.ts";
import type { MemoryWish } from "../../domain/fans/memory-wish.ts";
import type { Score } from "../../domain/fans/score.ts";
import type { Stage } from "../../domain/fans/stage.ts";
import type { WishObstacle } from "../../domain/sales/custom-request.ts";
import type { OutboundKind } from "../../domain/trust/send-gate.ts";
import type { ChatUsage } from "../../models/chat-model.ts";
import type { Language } from "../../texts/texts.ts";

export interface Understanding {
  readonly text: string;
  /** What machines saw on what came with it: data, like the text. */
  readonly shown: readonly string[];
  readonly language: Language;
  readonly intent: Intent;
  readonly refusal: RefusalReason | null;
  readonly guards: GuardFindings;
  /** By message, in the order of `snapshot.unanswered`. */
  readonly sentiments: readonly number[];
  readonly sentiment: number;
  readonly score: Score;
  readonly chance: number;
  readonly stage: Stage;
  readonly handover: HandoverReason | null;
  readonly declaresAdult: boolean;
  /** What the fan asks of the memory itself. */
  readonly memoryWish: MemoryWish | null;
  /** Something is to be made for them, or a quote of it is answered by a price. */
  readonly custom: "wish" | "counter" | null;
  /** Wants a code for another channel, or typed one. */
  readonly link: "ask" | "typed" | null;
}

/** What becomes of a wish for something made for the fan; its words are the turn's. */
export interface CustomDraft {
  readonly kind: "wish" | "counter";
  /** null: people look into it. */
  readonly refusedBy: WishObstacle | null;
}

export interface Recall {
  readonly persona: readonly string[];
  readonly memories: readonly string[];
  /** What she told this fan of herself, oldest first; days are her own. */
  readonly said: readonly { readonly day: string; readonly text: string }[];
}

/** An offer to be made with this answer; a new one's row is written with the plan. */
export interface OfferDraft extends ShownOffer {
  readonly packName: string;
  /** Said before name, price and link. */
  readonly lead: string | null;
  readonly variant: ShownVariant | null;
}

export interface Draft {
  readonly text: string;
  readonly facts: readonly string[];
  /** What it newly says of the creator herself, in the third person. */
  readonly said: readonly string[];
  readonly usage: ChatUsage;
  readonly promptVersion: string;
  /** Why the text is not the model's own first one. */
  readonly replaced: string | null;
  /** Whose wording it is built on. */
  readonly variant: ShownVariant | null;
}

export interface PlannedMessage {
  readonly kind: OutboundKind;
  readonly text: string;
  readonly offerId?: string;
  readonly variant?: ShownVariant | null;
}

/** Each field is there from the step on that writes it. */
export interface Turn {
  /** the caller */
  readonly context: AppContext;
  /** the caller */
  readonly snapshot: ConversationSnapshot;
  /** the caller */
  readonly now: Date;
  /** the caller */
  readonly signal: AbortSignal;
  /** the graph; absent: each paid call is settled at once */
  readonly settlements?: Settlements;
  /** understand */
  readonly understanding: Understanding;
  /** recall; null when the turn needs no words of the model */
  readonly recall: Recall | null;
  /** offer */
  readonly offer: OfferDraft | null;
  /** fixed; absent: nothing is to be made */
  readonly custom: CustomDraft | null;
  /** fixed; a code that goes out with this answer */
  readonly linkCode: string | null;
  /** write, then check */
  readonly draft: Draft;
  /** fixed (guards) or check */
  readonly messages: readonly PlannedMessage[];
  /** the caller, then fixed or check */
  readonly trust: readonly TrustDecision[];
}

export type TurnStart = Pick<Turn, "context" | "snapshot" | "now" | "signal" | "trust">;

/** Makes an answer of a turn: the graph. */
export interface Replier {
  invoke(start: TurnStart): Promise<Turn>;
}
