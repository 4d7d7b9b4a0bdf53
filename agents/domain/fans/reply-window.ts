// How long after a fan's message a platform lets us answer (domain 7).

const HOUR_MS = 3_600_000;

interface PlatformWindow {
  /** Milliseconds after the fan's last message; null: no window. */
  readonly automatedMs: number | null;
  /** The same for a human (Instagram's human-agent tag). */
  readonly humanMs: number | null;
}

const WINDOWS: Readonly<Record<string, PlatformWindow>> = {
  instagram: { automatedMs: 24 * HOUR_MS, humanMs: 7 * 24 * HOUR_MS },
  tiktok: { automatedMs: 48 * HOUR_MS, humanMs: 48 * HOUR_MS },
  telegram: { automatedMs: null, humanMs: null },
  web: { automatedMs: null, humanMs: null },
};

/** The last moment a message may go out; null: no end. Unknown platform, or nobody wrote yet: closed since 1970. */
export function windowClosesAt(platform: string, lastInboundAt: Date | null, byHuman: boolean): Date | null {
  const window = Object.hasOwn(WINDOWS, platform) ? WINDOWS[platform] : undefined;
  if (!window) return new Date(0);
  const widthMs = byHuman ? window.humanMs : window.automatedMs;
  if (widthMs === null) return null;
  return lastInboundAt === null ? new Date(0) : new Date(lastInboundAt.getTime() + widthMs);
}
