// Lead score 0..100 of a fan in one conversation, with its reasons (domain 7). Only the fan's messages count.
import { countBuyingWords, countQuestions } from "./buying-words.ts";
import { MOOD_STEP, sentimentTrend } from "./mood.ts";

export interface FanMessage {
  readonly at: Date;
  readonly text: string;
  /** -1..1 */
  readonly sentiment: number;
}

export interface ScoreFacts {
  /** The fan's newest messages, oldest first. */
  readonly messages: readonly FanMessage[];
  /** When we last wrote before each of the fan's answers is in `gapsMinutes`: how long the fan took, newest last. */
  readonly gapsMinutes: readonly number[];
  /** EMA of sentiment, null before the first message. */
  readonly sentimentAverage: number | null;
  readonly stage: "lead_magnet" | "qualification" | "conversion";
  readonly hoursInStage: number;
}

export interface ScoreFactor {
  readonly factor: "frequency" | "sentiment" | "funnel" | "response" | "content";
  readonly weight: number;
  readonly points: number;
  /** The measured value the points come from: messages a day, average, hours, minutes, points. */
  readonly measured: number | null;
}

export interface Score {
  readonly score: number;
  readonly factors: readonly ScoreFactor[];
}

const WEIGHTS = { frequency: 0.3, sentiment: 0.2, funnel: 0.2, response: 0.15, content: 0.15 } as const;
const EMPTY_SCORE = 10;
const DAY_MS = 86_400_000;

export type Band = "cold" | "warm" | "hot";

/** cold 0-40, warm 41-70, hot 71-100 */
export function bandOf(score: number): Band {
  if (score <= 40) return "cold";
  return score <= 70 ? "warm" : "hot";
}

export function scoreLead(facts: ScoreFacts): Score {
  if (facts.messages.length === 0) return { score: EMPTY_SCORE, factors: [] };
  const measured = [
    { factor: "frequency", ...frequency(facts.messages) },
    { factor: "sentiment", ...sentiment(facts) },
    { factor: "funnel", ...funnel(facts) },
    { factor: "response", ...response(facts.gapsMinutes) },
    { factor: "content", ...content(facts.messages) },
  ] as const;
  const factors = measured.map((row): ScoreFactor => ({ ...row, weight: WEIGHTS[row.factor] }));
  const total = factors.reduce((sum, row) => sum + row.weight * row.points, 0);
  return { score: Math.round(Math.min(100, Math.max(0, total))), factors };
}

interface Points {
  readonly points: number;
  readonly measured: number | null;
}

/** Messages a day over the time they span, at least one day. */
function frequency(messages: readonly FanMessage[]): Points {
  const first = messages[0]?.at.getTime() ?? 0;
  const last = messages.at(-1)?.at.getTime() ?? 0;
  const perDay = messages.length / Math.max(1, (last - first) / DAY_MS);
  const steps = [
    [5, 100],
    [3, 80],
    [1, 50],
    [0.5, 30],
  ] as const;
  return { points: steps.find(([least]) => perDay >= least)?.[1] ?? 10, measured: perDay };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sentiment({ sentimentAverage, messages }: ScoreFacts): Points {
  if (sentimentAverage === null) return { points: 50, measured: null };
  const trend = sentimentTrend(messages.map((message) => message.sentiment));
  const bonus = Math.abs(trend) > MOOD_STEP ? 15 * Math.sign(trend) : 0;
  return { points: Math.min(100, Math.max(0, (sentimentAverage + 1) * 50 + bonus)), measured: sentimentAverage };
}

function funnel({ stage, hoursInStage }: ScoreFacts): Points {
  const by = {
    conversion: [
      [24, 100],
      [48, 90],
      [Number.POSITIVE_INFINITY, 80],
    ],
    qualification: [
      [12, 75],
      [24, 65],
      [Number.POSITIVE_INFINITY, 55],
    ],
    lead_magnet: [
      [48, 35],
      [Number.POSITIVE_INFINITY, 20],
    ],
  } as const;
  const inclusive = stage === "lead_magnet";
  const step = by[stage].find(([hours]) => (inclusive ? hoursInStage <= hours : hoursInStage < hours));
  return { points: step?.[1] ?? 0, measured: hoursInStage };
}

/** Mean time the fan takes to answer us. */
function response(gapsMinutes: readonly number[]): Points {
  if (gapsMinutes.length < 2) return { points: 50, measured: null };
  const minutes = mean(gapsMinutes);
  const steps = [
    [5, 100],
    [30, 80],
    [120, 60],
    [360, 40],
  ] as const;
  return { points: steps.find(([below]) => minutes < below)?.[1] ?? 20, measured: minutes };
}

function content(messages: readonly FanMessage[]): Points {
  const length = mean(messages.map((message) => message.text.length));
  const buying = messages.filter((message) => countBuyingWords(message.text) > 0).length;
  const questions = messages.reduce((sum, message) => sum + countQuestions(message.text), 0);
  const long = length > 20 ? 10 : 0;
  const points = 30 + (length > 50 ? 20 : long) + Math.min(30, 15 * buying) + Math.min(20, 10 * questions);
  return { points: Math.min(100, points), measured: length };
}
