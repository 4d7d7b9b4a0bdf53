// What the fan wants, how it sounds, how keen they are: rules only, so that guards and money never hang on a model.
import type { PastMessage } from "../../../../prisma/conversation-turn.ts";
import type { Message } from "../../../../prisma/generated/client/client.ts";
import { readHandoverSettings } from "../../../commands/conversation/handover-settings.ts";
import { isOpenOffer } from "../../../commands/offer/shown-offer.ts";
import { shownBy, showsMinor } from "../../../domain/fans/attachments.ts";
import { autonomyFor } from "../../../domain/fans/autonomy.ts";
import { conversionChance } from "../../../domain/fans/conversion-chance.ts";
import { isCounterProposal, isCustomWish } from "../../../domain/fans/custom-wish.ts";
import { type HandoverReason, handoverReason } from "../../../domain/fans/handover.ts";
import {
  type GuardFindings,
  type GuardName,
  type Intent,
  intentOf,
  isSure,
  NOTHING_FOUND,
  refusalReason,
} from "../../../domain/fans/intent.ts";
import { detectLanguage, isForeign } from "../../../domain/fans/language.ts";
import { asksForLinkCode, linkCodeIn } from "../../../domain/fans/link-code.ts";
import { memoryWish } from "../../../domain/fans/memory-wish.ts";
import { scoreLead } from "../../../domain/fans/score.ts";
import { sentimentAverage, sentimentOf } from "../../../domain/fans/sentiment.ts";
import { nextStage, type Stage } from "../../../domain/fans/stage.ts";
import { abuseSignal } from "../../../domain/trust/abuse.ts";
import { declaresAdult } from "../../../domain/trust/adult-declaration.ts";
import { isBotQuestion } from "../../../domain/trust/bot-question.ts";
import { crisisSignal } from "../../../domain/trust/crisis.ts";
import { farewellKind } from "../../../domain/trust/farewell.ts";
import { isImplied, minorSignal } from "../../../domain/trust/minor-lock.ts";
import { isOptOut } from "../../../domain/trust/opt-out.ts";
import { rememberNewest } from "../../../domain/trust/remember-last.ts";
import { type LearnedGuard, secondOpinion } from "../../../domain/trust/second-opinion.ts";
import { centsFromUsd } from "../../../kernel/money.ts";
import { isLanguage } from "../../../texts/texts.ts";
import type { Turn, Understanding } from "../state.ts";

const HOUR_MS = 3_600_000;
/** Silence after which a message opens a new talk (our own reading). */
const TALK_GAP_MS = 3 * HOUR_MS;

export function understand(turn: Turn): { understanding: Understanding } {
  const { snapshot, now } = turn;
  const { conversation, fan, unanswered, history } = snapshot;
  const text = unanswered.map((message) => message.text).join("\n");
  const language = detectLanguage(text, isLanguage(fan.language) ? fan.language : "en");
  const shown = unanswered.flatMap(shownBy);
  const found = guardMessages(unanswered, now);
  const guards = {
    ...found,
    // Whose age was verified is not asked for it again on a mere likeness.
    minor: found.minor && !(found.doubtful.has("minor") && fan.ageState === "verified_adult"),
    farewell: found.farewell && !onlyGreets(history, unanswered),
  };
  const intent = intentOf(text, guards);
  const sentiments = unanswered.map((message) => sentimentOf(message.text, language));
  // Those of an answer that was taken back count already.
  const fresh = sentiments.filter((_, index) => unanswered[index]?.sentiment === null);
  const sentiment = fresh.reduce<number | null>(
    (average, value) => sentimentAverage(average, value),
    conversation.sentimentSamples === 0 ? null : conversation.sentiment,
  );
  const fanMessages = fanMessagesOf(history, unanswered, sentiments);
  const score = scoreLead({
    messages: fanMessages,
    gapsMinutes: answerGaps([...history, ...unanswered]),
    sentimentAverage: sentiment,
    stage: conversation.stage,
    hoursInStage: (now.getTime() - conversation.stageSince.getTime()) / HOUR_MS,
  });
  const stage = nextStage(conversation.stage, intent, score.score);
  const custom = customOf(turn, intent);
  const chance = conversionChance({ score: score.score, stage, fanMessages: fanMessages.length, hoursSilent: 0 });
  return {
    understanding: {
      text,
      shown,
      language,
      intent,
      guards,
      sentiments,
      score,
      chance,
      stage,
      sentiment: sentiment ?? 0,
      // Who names another price has not said no.
      refusal: intent === "objection" && custom !== "counter" ? refusalReason(text) : null,
      handover: handover(turn, text, intent, guards, stage),
      memoryWish: unanswered.map((message) => memoryWish(message.text)).findLast((wish) => wish !== null) ?? null,
      custom,
      link: linkOf(turn, intent),
      declaresAdult: !guards.minor && unanswered.some((message) => declaresAdult(message.text)),
    },
  };
}

const MAY_ASK: ReadonlySet<Intent> = new Set([
  ...(["content_request", "purchase_intent", "question", "casual_chat", "greeting", "objection"] as const),
]);

/** A counter-proposal only while a quote is open. */
function customOf({ snapshot, now }: Turn, intent: Intent): Understanding["custom"] {
  if (!MAY_ASK.has(intent)) return null;
  const quoted = snapshot.offers.some((row) => row.layer === "custom" && isOpenOffer(row, now));
  if (quoted && snapshot.unanswered.some(({ text }) => isCounterProposal(text))) return "counter";
  return intent !== "objection" && snapshot.unanswered.some(({ text }) => isCustomWish(text)) ? "wish" : null;
}

function linkOf({ snapshot }: Turn, intent: Intent): Understanding["link"] {
  if (snapshot.unanswered.some(({ text }) => linkCodeIn(text) !== null)) return "typed";
  return MAY_ASK.has(intent) && snapshot.unanswered.some(({ text }) => asksForLinkCode(text)) ? "ask" : null;
}

function handover(
  { snapshot }: Turn,
  text: string,
  intent: Intent,
  guards: GuardFindings,
  stage: Stage,
): HandoverReason | null {
  const { conversation, fan, avatar, autonomyRules } = snapshot;
  const settings = { avatar: avatar.autonomy, rules: autonomyRules, conversation: null };
  return handoverReason(
    {
      intent,
      isDoubtful: (intent === "minor" || intent === "crisis") && guards.doubtful.has(intent),
      isAgeInDoubt: fan.ageState === "doubted",
      failures: conversation.failures,
      spentCents: centsFromUsd(fan.spentUsd),
      knownSpender: fan.highSpenderAt !== null,
      isForeign: isForeign(text),
      // Words without a price: an offer that is left to people becomes a draft beside its answer.
      leftToPeople: autonomyFor(settings, { intent, stage, priceCents: null }) === "off",
    },
    readHandoverSettings(snapshot.handover),
  );
}

/** As many messages as may be under way: each is judged when it comes in and again when it is answered. */
const JUDGED_KEPT = 2_048;
const judged = rememberNewest<GuardFindings>(JUDGED_KEPT);

/** Each message is judged alone: a lock must not depend on what stands beside it. */
export function guard(texts: readonly string[], now: Date): GuardFindings {
  // Of the time only the year matters, to those who tell theirs of birth.
  const year = now.getUTCFullYear();
  return together(texts.map((text) => judged(`${year} ${text}`, () => judge(text, now))));
}

/** What was seen on their pictures counts where a lock hangs on it; nobody says goodbye or stop by a picture. */
export function guardMessages(messages: readonly Pick<Message, "text" | "attachments">[], now: Date): GuardFindings {
  const said = guard(
    messages.map(({ text }) => text),
    now,
  );
  const { minor, abuse, crisis } = guardShown(messages.flatMap(shownBy), now);
  const shown = { ...NOTHING_FOUND, minor: minor || messages.some(showsMinor), abuse, crisis };
  return together([said, shown]);
}

/** A machine's words about a picture: the rules alone, for the second opinion has learned how fans talk. */
export function guardShown(shown: readonly string[], now: Date): GuardFindings {
  return together(shown.map((text) => guardByRules(text, now)));
}

/** What any of them found; doubtful is what none was sure of. */
export function together(all: readonly GuardFindings[]): GuardFindings {
  const any = (guard: GuardName) => all.some((findings) => findings[guard]);
  const doubtful = new Set(all.flatMap((findings) => [...findings.doubtful]));
  for (const guard of doubtful) if (all.some((findings) => isSure(findings, guard))) doubtful.delete(guard);
  return {
    minor: any("minor"),
    abuse: any("abuse"),
    crisis: any("crisis"),
    optOut: any("optOut"),
    botQuestion: any("botQuestion"),
    farewell: any("farewell"),
    doubtful,
  };
}

/**
 * The rules or the learned second opinion: it only adds, and clears nothing that a rule finds. An age that a rule only infers
 * from school or parents is sure where both hear it.
 */
function judge(text: string, now: Date): GuardFindings {
  const [rules, heard] = [guardByRules(text, now), secondFindings(text)];
  const learned = leaves(heard) && asksOfUs(text) ? withoutLeave(heard) : heard;
  const isInferred = rules.minor && !learned.minor && isImplied(minorSignal(text, now));
  return together([{ ...rules, doubtful: isInferred ? new Set(["minor"]) : rules.doubtful }, learned]);
}

/** "Forget all I told you", "link my accounts": it sounds like leaving, and asks for something else. */
function asksOfUs(text: string): boolean {
  return memoryWish(text) !== null || asksForLinkCode(text) || linkCodeIn(text) !== null;
}

const LEAVES: ReadonlySet<GuardName> = new Set(["optOut", "farewell"]);

function leaves(heard: GuardFindings): boolean {
  return heard.optOut || heard.farewell;
}

function withoutLeave(heard: GuardFindings): GuardFindings {
  const doubtful = new Set([...heard.doubtful].filter((guard) => !LEAVES.has(guard)));
  return { ...heard, optOut: false, farewell: false, doubtful };
}

const LEARNED_NAMES: Readonly<Record<LearnedGuard, GuardName>> = {
  minor: "minor",
  crisis: "crisis",
  opt_out: "optOut",
  bot_question: "botQuestion",
  farewell: "farewell",
};

/** What the second opinion alone finds; abuse it has not learned. */
export function secondFindings(text: string): GuardFindings {
  const doubtful = new Set([...secondOpinion(text)].map((guard) => LEARNED_NAMES[guard]));
  return { ...NOTHING_FOUND, ...Object.fromEntries([...doubtful].map((guard) => [guard, true])), doubtful };
}

/** What the rules alone find. */
export function guardByRules(text: string, now: Date): GuardFindings {
  return {
    minor: minorSignal(text, now).locks,
    abuse: abuseSignal(text).abuse,
    crisis: crisisSignal(text).crisis,
    optOut: isOptOut(text),
    botQuestion: isBotQuestion(text),
    farewell: farewellKind(text) !== null,
    doubtful: NOTHING_FOUND.doubtful,
  };
}

/** "Buenas noches, linda" after hours of silence opens a talk; in a talk it ends it. */
function onlyGreets(history: readonly PastMessage[], unanswered: readonly Message[]): boolean {
  const [first] = unanswered;
  const before = history.filter((message) => first && message.sentAt < first.sentAt).at(-1);
  if (first && before && first.sentAt.getTime() - before.sentAt.getTime() < TALK_GAP_MS) return false;
  return unanswered.every(({ text }) => [null, "good_night"].includes(farewellKind(text)));
}

function fanMessagesOf(history: readonly PastMessage[], unanswered: readonly Message[], sentiments: readonly number[]) {
  const before = history
    .filter((message) => message.author === "fan")
    .map((message) => ({ at: message.sentAt, text: message.text, sentiment: message.sentiment ?? 0 }));
  const fresh = unanswered.map((message, index) => ({
    at: message.sentAt,
    text: message.text,
    sentiment: sentiments[index] ?? 0,
  }));
  return [...before, ...fresh];
}

/** Minutes from our last message to the fan's first one after it. */
function answerGaps(messages: readonly PastMessage[]): number[] {
  const gaps: number[] = [];
  for (const [index, message] of messages.entries()) {
    const before = messages[index - 1];
    if (message.direction === "in" && before?.direction === "out") {
      gaps.push(Math.max(0, message.sentAt.getTime() - before.sentAt.getTime()) / 60_000);
    }
  }
  return gaps;
}
