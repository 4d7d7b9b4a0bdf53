// What a message nobody asked for has to keep to beyond the send gate (trust C14): the fan's night, people at work, other
// mailings, and how fast an account may write.
import { CRISIS_NO_SALES_MS } from "../trust/crisis.ts";
import { isQuiet, type QuietHours, quietEndsAt } from "./quiet-hours.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export interface OutreachSettings {
  /** By the fan's clock. */
  readonly quiet: QuietHours;
  /** At most one broadcast to a fan in so many days. */
  readonly everyDays: number;
  /** Share of the fans written to who opt out, block or complain, in percent: more of them pause the mailing. */
  readonly harmPercent: number;
  /** By account id. */
  readonly perHour: Readonly<Record<string, number>>;
  /**
   * False, the strictest reading of "one unanswered automated message" (trust C14): after an answer of the machine nothing
   * follows until the fan writes. True: one message may.
   */
  readonly afterAnswer: boolean;
}

export const DEFAULT_OUTREACH: OutreachSettings = {
  quiet: { from: 21, to: 9 },
  everyDays: 7,
  harmPercent: 3,
  perHour: {},
  afterAnswer: false,
};

/**
 * Messages an hour nobody asked for, by platform: far below what the platforms allow (Instagram 200 calls an hour and
 * account, Telegram 30 messages a second), so that an account never looks like a mailing.
 */
const PER_HOUR: Readonly<Record<string, number>> = { instagram: 60, tiktok: 30, telegram: 300 };
const PER_HOUR_ELSEWHERE = 30;

export const perHourOf = (platform: string): number => PER_HOUR[platform] ?? PER_HOUR_ELSEWHERE;

/** How many an account may write now, evenly over the hour. */
export function roomNow(perHour: number, sent: { readonly lastHour: number; readonly lastMinute: number }): number {
  return Math.max(0, Math.min(perHour - sent.lastHour, Math.ceil(perHour / 60) - sent.lastMinute));
}

/** Fans written to before a guardrail says anything. */
const LEAST_SENT = 20;

export function isHarmful(sums: { readonly sent: number; readonly harmed: number }, harmPercent: number): boolean {
  return sums.sent >= LEAST_SENT && (100 * sums.harmed) / sums.sent > harmPercent;
}

/** Whoever is not reached by then is left out: an old text says nothing any more. */
export const BROADCAST_LIFE_MS = 3 * DAY_MS;
/** A step that could not be sent so long after its time is not sent. */
export const STEP_LIFE_MS = DAY_MS;
/** An answer, a purchase or a harm so long after a message is put down to it; the same in the migration "reach". */
export const ATTRIBUTION_MS = 7 * DAY_MS;

/** Another look at a fan who is being answered, or looked after by a person. */
const SOON_MS = 10 * MINUTE_MS;
const LATER_MS = HOUR_MS;

export interface OutreachFacts {
  readonly isBroadcast: boolean;
  /** The campaign, and when this message was first due. */
  readonly campaign: "running" | "paused" | "canceled" | "done";
  readonly lateMs: number;
  /** Sequences: the fan's last message when taken up. */
  readonly silentSince: Date | null;
  /** Set once planned: a message of the fan after it is answered first. */
  readonly plannedAt: Date | null;
  readonly lastInboundAt: Date | null;
  readonly accountReady: boolean;
  readonly crisisAt: Date | null;
  /** A person answers, has to, or has the conversation. */
  readonly withPerson: boolean;
  readonly botPausedUntil: Date | null;
  /** A message of the fan waits, or one of ours is on its way. */
  readonly inFlight: boolean;
  /** The last message nobody asked for, in this conversation. */
  readonly reachedAt: Date | null;
  /** Another broadcast went, or is about to go, to this fan within the days set. */
  readonly hadBroadcast: boolean;
  readonly boughtSince: boolean;
  readonly zone: string;
}

export type OutreachVerdict =
  | { readonly act: "go" }
  | { readonly act: "wait"; readonly reason: string; readonly until: Date }
  | { readonly act: "leave"; readonly reason: string };

/** Reasons that pass: such fans stay in the queue. */
export const PASSING_REASONS = ["human_takeover", "with_person", "in_flight"] as const;

export function judgeOutreach(facts: OutreachFacts, settings: OutreachSettings, now: Date): OutreachVerdict {
  return ended(facts, settings) ?? notNow(facts, settings, now) ?? { act: "go" };
}

const leave = (reason: string): OutreachVerdict => ({ act: "leave", reason });

/** What will not change by waiting. */
function ended(facts: OutreachFacts, settings: OutreachSettings): OutreachVerdict | null {
  if (facts.campaign === "canceled" || facts.campaign === "done") return leave("canceled");
  if (facts.lateMs > (facts.isBroadcast ? BROADCAST_LIFE_MS : STEP_LIFE_MS)) return leave("too_late");
  const wroteSince = (at: Date | null) => at !== null && facts.lastInboundAt !== null && facts.lastInboundAt > at;
  if (wroteSince(facts.silentSince)) return leave("answered");
  if (facts.boughtSince) return leave("bought");
  if (!facts.accountReady) return leave("not_connected");
  // With or without an answer of the machine before it: of these only one stands without an answer of the fan.
  if (facts.reachedAt !== null && !wroteSince(facts.reachedAt)) return leave("unanswered");
  if (facts.isBroadcast && facts.hadBroadcast && settings.everyDays > 0) return leave("too_soon");
  return null;
}

function notNow(facts: OutreachFacts, settings: OutreachSettings, now: Date): OutreachVerdict | null {
  const later = (ms: number) => new Date(now.getTime() + ms);
  const { crisisAt, botPausedUntil, plannedAt } = facts;
  // More than sales: whoever is in need gets no mailing at all (trust C13).
  if (crisisAt !== null && now.getTime() - crisisAt.getTime() < CRISIS_NO_SALES_MS) return leave("crisis");
  if (botPausedUntil !== null && botPausedUntil > now)
    return { act: "wait", reason: "human_takeover", until: botPausedUntil };
  if (facts.withPerson) return { act: "wait", reason: "with_person", until: later(LATER_MS) };
  const wrote = plannedAt !== null && facts.lastInboundAt !== null && facts.lastInboundAt > plannedAt;
  if (facts.inFlight || wrote) return { act: "wait", reason: "in_flight", until: later(SOON_MS) };
  if (facts.campaign === "paused") return { act: "wait", reason: "paused", until: now };
  if (isQuiet(settings.quiet, facts.zone, now))
    return { act: "wait", reason: "quiet_hours", until: quietEndsAt(settings.quiet, facts.zone, now) };
  return null;
}
