// How much one fan may spend (trust C16): the operator's caps, and the lower ones a fan asks for. Money in cents.
import { DAY_MS } from "../../kernel/clock.ts";

export interface SpendCaps {
  readonly dailyCents: number;
  readonly monthlyCents: number;
}

/** Unless the operator sets others. Our own numbers: twice the dearest pack a day, and no more than that thrice a month. */
export const DEFAULT_CAPS: SpendCaps = { dailyCents: 30_000, monthlyCents: 100_000 };
/** Rolling windows: nothing starts anew at midnight. */
export const SPEND_WINDOWS_MS = { day: DAY_MS, month: 30 * DAY_MS } as const;
/** A fan's own limit goes down at once, and up only after this. */
export const RAISE_AFTER_MS = DAY_MS;

export interface CapSetting {
  /** null: not set here. */
  readonly dailyCents: number | null;
  readonly monthlyCents: number | null;
}

/** What a fan asked for, with a raise that waits. */
export interface SelfLimit extends CapSetting {
  readonly next: (CapSetting & { readonly from: Date }) | null;
}

export interface Spent {
  readonly dayCents: number;
  readonly monthCents: number;
}

export type SpendDecision =
  | { readonly allowed: true; readonly leftCents: number }
  | {
      readonly allowed: false;
      readonly window: keyof typeof SPEND_WINDOWS_MS;
      readonly capCents: number;
      readonly leftCents: number;
    };

export const NO_SELF_LIMIT: SelfLimit = { dailyCents: null, monthlyCents: null, next: null };

/** What the fan's own limit is now: a raise counts once its time has come. */
export function currentSelfLimit({ next, ...current }: SelfLimit, now: Date): CapSetting {
  return next && next.from <= now ? { dailyCents: next.dailyCents, monthlyCents: next.monthlyCents } : current;
}

/** The nearest setting counts (avatar, workspace, default); a fan's own can only lower it. */
export function effectiveCaps(
  settings: {
    readonly workspace: CapSetting | null;
    readonly avatar: CapSetting | null;
    readonly fan: SelfLimit | null;
  },
  now: Date,
): SpendCaps {
  const own = settings.fan ? currentSelfLimit(settings.fan, now) : null;
  const cap = (field: keyof CapSetting): number =>
    Math.min(
      settings.avatar?.[field] ?? settings.workspace?.[field] ?? DEFAULT_CAPS[field],
      own?.[field] ?? Number.POSITIVE_INFINITY,
    );
  return { dailyCents: cap("dailyCents"), monthlyCents: cap("monthlyCents") };
}

/** @param spent paid and not given back, and what open checkouts hold */
export function judgeSpend(amountCents: number, caps: SpendCaps, spent: Spent): SpendDecision {
  const dayLeft = Math.max(0, caps.dailyCents - spent.dayCents);
  const monthLeft = Math.max(0, caps.monthlyCents - spent.monthCents);
  const leftCents = Math.min(dayLeft, monthLeft);
  if (amountCents > monthLeft) return { allowed: false, window: "month", capCents: caps.monthlyCents, leftCents };
  if (amountCents > dayLeft) return { allowed: false, window: "day", capCents: caps.dailyCents, leftCents };
  return { allowed: true, leftCents };
}

/** Each field alone: lower counts at once, higher or none after the wait. What waited before is replaced. */
export function changeSelfLimit(limit: SelfLimit, wanted: CapSetting, now: Date): SelfLimit {
  const current = currentSelfLimit(limit, now);
  const isRaise = (field: keyof CapSetting) => isHigher(wanted[field], current[field]);
  const atOnce = (field: keyof CapSetting) => (isRaise(field) ? current[field] : wanted[field]);
  const next = { ...wanted, from: new Date(now.getTime() + RAISE_AFTER_MS) };
  return {
    dailyCents: atOnce("dailyCents"),
    monthlyCents: atOnce("monthlyCents"),
    next: isRaise("dailyCents") || isRaise("monthlyCents") ? next : null,
  };
}

function isHigher(wanted: number | null, current: number | null): boolean {
  return current !== null && (wanted === null || wanted > current);
}
