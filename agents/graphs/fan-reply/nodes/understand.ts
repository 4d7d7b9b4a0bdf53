// What the fan wants, how it sounds, how keen they are: rules only, so that guards and money never hang on a model.
import type { Message } from "../../../../prisma/generated/client/client.ts";
import { readHandoverSettings } from "../../../commands/conversation/handover-settings.ts";
import { isOpenOffer } from "../../../commands/offer/shown-offer.ts";
import { shownBy, showsMinor } from "../../../domain/fans/attachments.ts";
import { autonomyFor } from "../../../domain/fans/autonomy.ts";
import { conversionChance } from "../../../domain/fans/conversion-chance.ts";
import { isCounterProposal, isCustomWish } from "../../../domain/fans/custom-wish.ts";
import { type HandoverReason, handoverReason } from "../../../domain/fans/handover.ts";
import { type GuardFindings, type Intent, intentOf, refusalReason } from "../../../domain/fans/intent.ts";
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
import { minorSignal } from "../../../domain/trust/minor-lock.ts";
import { isOptOut } from "../../../domain/trust/opt-out.ts";
import { rememberNewest } from "../../../domain/trust/remember-last.ts";
import { secondOpinion } from "../../../domain/trust/second-opinion.ts";
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
  const guards = { ...found, farewell: found.farewell && !onlyGreets(history, unanswered) };
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
      handover: handover(turn, text, intent, stage),
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

function handover({ snapshot }: Turn, text: string, intent: Intent, stage: Stage): HandoverReason | null {
  const { conversation, fan, avatar, autonomyRules } = snapshot;
  const settings = { avatar: avatar.autonomy, rules: autonomyRules, conversation: null };
  return handoverReason(
    {
      intent,
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
const JUDGED_KEPT = 256;
const judged = rememberNewest<GuardFindings>(JUDGED_KEPT);

/** Each message is judged alone: a lock must not depend on what stands beside it. */
export function guard(texts: readonly string[], now: Date): GuardFindings {
  // Of the time only the year matters, to those who tell theirs of birth.
  const year = now.getUTCFullYear();
  const all = texts.map((text) => judged(`${year} ${text}`, () => judge(text, now)));
  const any = (guard: keyof GuardFindings) => all.some((findings) => findings[guard]);
  return {
    minor: any("minor"),
    abuse: any("abuse"),
    crisis: any("crisis"),
    optOut: any("optOut"),
    botQuestion: any("botQuestion"),
    farewell: any("farewell"),
  };
}

/** What was seen on their pictures counts where a lock hangs on it; nobody says goodbye or stop by a picture. */
export function guardMessages(messages: readonly Pick<Message, "text" | "attachments">[], now: Date): GuardFindings {
  const said = guard(
    messages.map(({ text }) => text),
    now,
  );
  const seen = guard(messages.flatMap(shownBy), now);
  return {
    ...said,
    minor: said.minor || seen.minor || messages.some(showsMinor),
    abuse: said.abuse || seen.abuse,
    crisis: said.crisis || seen.crisis,
  };
}

/** The rules or the learned second opinion: it only adds, and clears nothing that a rule finds. */
function judge(text: string, now: Date): GuardFindings {
  const rules = guardByRules(text, now);
  const learned = secondFindings(text);
  return {
    minor: rules.minor || learned.minor,
    abuse: rules.abuse || learned.abuse,
    crisis: rules.crisis || learned.crisis,
    optOut: rules.optOut || learned.optOut,
    botQuestion: rules.botQuestion || learned.botQuestion,
    farewell: rules.farewell || learned.farewell,
  };
}

/** What the second opinion alone finds; abuse it has not learned. */
export function secondFindings(text: string): GuardFindings {
  const learned = secondOpinion(text);
  return {
    minor: learned.has("minor"),
    abuse: false,
    crisis: learned.has("crisis"),
    optOut: learned.has("opt_out"),
    botQuestion: learned.has("bot_question"),
    farewell: learned.has("farewell"),
  };
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
  };
}

/** "Buenas noches, linda" after hours of silence opens a talk; in a talk it ends it. */
function onlyGreets(history: readonly Message[], unanswered: readonly Message[]): boolean {
  const [first] = unanswered;
  const before = history.filter((message) => first && message.sentAt < first.sentAt).at(-1);
  if (first && before && first.sentAt.getTime() - before.sentAt.getTime() < TALK_GAP_MS) return false;
  return unanswered.every(({ text }) => [null, "good_night"].includes(farewellKind(text)));
}

function fanMessagesOf(history: readonly Message[], unanswered: readonly Message[], sentiments: readonly number[]) {
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
function answerGaps(messages: readonly Message[]): number[] {
  const gaps: number[] = [];
  for (const [index, message] of messages.entries()) {
    const before = messages[index - 1];
    if (message.direction === "in" && before?.direction === "out") {
      gaps.push(Math.max(0, message.sentAt.getTime() - before.sentAt.getTime()) / 60_000);
    }
  }
  return gaps;
}
