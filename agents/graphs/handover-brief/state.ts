// State of briefing the person who takes a conversation over. Each field is written by the node named beside it.
import { Annotation } from "@langchain/langgraph";
import type { AppContext } from "../../commands/context.ts";
import type { TrustDecision } from "../../commands/trust-event.ts";
import type { HandoverAdvice } from "../../domain/fans/handover-advice.ts";
import type { Mood, MoodTrend } from "../../domain/fans/mood.ts";
import type { Language } from "../../texts/texts.ts";

/** What is stored about the conversation; all the brief may speak of. */
export interface HandoverFacts {
  readonly conversationId: string;
  readonly avatar: { readonly id: string; readonly name: string; readonly persona: Readonly<Record<string, unknown>> };
  readonly fan: {
    readonly name: string;
    readonly language: Language;
    readonly country: string | null;
    readonly platform: string;
    readonly since: Date;
    readonly messages: number;
  };
  /** Newest messages, oldest first. */
  readonly thread: readonly { readonly from: "fan" | "avatar" | "operator" | "system"; readonly text: string }[];
  readonly memories: readonly string[];
  /** Names of packs, newest first. */
  readonly bought: readonly string[];
  readonly mood: Mood;
  readonly trend: MoodTrend;
  readonly reason: string | null;
  readonly advice: HandoverAdvice;
}

export interface Brief {
  /** Who the fan is and what they want now, in the operator's language. */
  readonly who: string;
  readonly wants: string;
  /** What may be sent, in the fan's language; null where nothing may be, or nothing passed the check. */
  readonly reply: string | null;
  readonly writtenBy: "model" | "rules";
  /** Code of why the model's words are not used, where it was asked. */
  readonly problem: string | null;
}

export const BriefState = Annotation.Root({
  /** the caller */
  context: Annotation<AppContext>,
  /** the caller */
  facts: Annotation<HandoverFacts>,
  /** the caller: of who reads the brief */
  language: Annotation<Language>,
  /** the caller: who asks, for the cost row */
  operatorId: Annotation<string>,
  /** the caller */
  signal: Annotation<AbortSignal>,
  /** fixed or write, then check */
  brief: Annotation<Brief>,
  /** write: how often it was asked */
  attempts: Annotation<number>,
  /** check: what the reply breaks, for the one rewrite; empty when it may stand */
  faults: Annotation<readonly string[]>,
  /** check: what it blocked */
  trust: Annotation<readonly TrustDecision[]>,
});

export type Briefing = typeof BriefState.State;
