// How long after a fan's message a platform lets us answer (domain 7).

const HOUR_MS = 3_600_000;

export interface PlatformWindow {
  /** Milliseconds after the fan's last message; null: no window. */
  readonly automatedMs: number | null;
  /** The same for a human operator (Instagram's human-agent tag). */
  readonly humanMs: number | null;
  /** Most messages within one window; null: no cap. */
  readonly messages: number | null;
}

const WINDOWS: Readonly<Record<string, PlatformWindow>> = {
  instagram: { automatedMs: 24 * HOUR_MS, humanMs: 7 * 24 * HOUR_MS, messages: null },
  tiktok: { automatedMs: 48 * HOUR_MS, humanMs: 48 * HOUR_MS, messages: 10 },
  telegram: { automatedMs: null, humanMs: null, messages: null },
};

/** An unknown platform gets the strictest known window. */
const STRICTEST: PlatformWindow = { automatedMs: 24 * HOUR_MS, humanMs: 24 * HOUR_MS, messages: 10 };

export function platformWindow(platform: string): PlatformWindow {
  return Object.hasOwn(WINDOWS, platform) ? (WINDOWS[platform] ?? STRICTEST) : STRICTEST;
}

export interface WindowFacts {
  readonly platform: string;
  readonly isHuman: boolean;
  readonly lastInboundAt: Date | null;
  /** Messages sent since the fan's last one. */
  readonly sentInWindow: number;
}

export type WindowState = { readonly open: true; readonly closesAt: Date | null } | { readonly open: false; readonly reason: "no_inbound" | "window_closed" | "window_full" };

/** Is the window open, and until when (null: no end)? The last millisecond of the window still counts. */
export function replyWindow(facts: WindowFacts, now: Date): WindowState {
  const window = platformWindow(facts.platform);
  const widthMs = facts.isHuman ? window.humanMs : window.automatedMs;
  if (!facts.lastInboundAt) return { open: false, reason: "no_inbound" };
  if (window.messages !== null && facts.sentInWindow >= window.messages) return { open: false, reason: "window_full" };
  if (widthMs === null) return { open: true, closesAt: null };
  const closesAt = new Date(facts.lastInboundAt.getTime() + widthMs);
  return now <= closesAt ? { open: true, closesAt } : { open: false, reason: "window_closed" };
}
