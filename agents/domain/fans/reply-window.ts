// How long after a fan's message a platform lets us answer, and how often (domain 7).

const HOUR_MS = 3_600_000;

interface PlatformWindow {
  /** Milliseconds after the fan's last message; null: no window. */
  readonly automatedMs: number | null;
  /** The same for a human (Instagram's human-agent tag). */
  readonly humanMs: number | null;
  /**
   * Messages of the account, whoever wrote them, until the fan writes again; absent: any number.
   * The SQL of `send_facts` counts for the same platforms.
   */
  readonly maxMessages?: number;
}

const WINDOWS: Readonly<Record<string, PlatformWindow>> = {
  instagram: { automatedMs: 24 * HOUR_MS, humanMs: 7 * 24 * HOUR_MS },
  tiktok: { automatedMs: 48 * HOUR_MS, humanMs: 48 * HOUR_MS, maxMessages: 10 },
  telegram: { automatedMs: null, humanMs: null },
  fanvue: { automatedMs: null, humanMs: null },
  web: { automatedMs: null, humanMs: null },
};

/** Of a counted window, for what has to be said whatever was said before: a delivery, help, a goodbye. */
const KEPT_FREE = 1;

/** The last moment a message may go out; null: no end. Unknown platform, or nobody wrote yet: closed since 1970. */
export function windowClosesAt(platform: string, lastInboundAt: Date | null, byHuman: boolean): Date | null {
  const window = windowOf(platform);
  if (!window) return new Date(0);
  const widthMs = byHuman ? window.humanMs : window.automatedMs;
  if (widthMs === null) return null;
  return lastInboundAt === null ? new Date(0) : new Date(lastInboundAt.getTime() + widthMs);
}

export interface WindowCount {
  /** What the platform takes. */
  readonly most: number;
  /** What is left of it for what has to be said; at least 0. */
  readonly left: number;
  /** What is left for everything else. */
  readonly free: number;
}

/** @param sentSinceInbound messages of the account since the fan's last one. null: the platform does not count */
export function windowCount(platform: string, sentSinceInbound: number): WindowCount | null {
  const most = windowOf(platform)?.maxMessages;
  if (most === undefined) return null;
  const left = Math.max(0, most - sentSinceInbound);
  return { most, left, free: Math.max(0, left - KEPT_FREE) };
}

function windowOf(platform: string): PlatformWindow | undefined {
  return Object.hasOwn(WINDOWS, platform) ? WINDOWS[platform] : undefined;
}
