// How long and in which shape a platform takes short videos (domain 4). What is made for it is cut to this.

export interface VideoLimit {
  readonly aspectRatio: "9:16";
  readonly maxSeconds: number;
  /** From here on the platform favours or pays for it; null where length makes no difference. */
  readonly favouredFromSeconds: number | null;
  /** Caption or title that goes with it, in UTF-16 units. */
  readonly maxTextLength: number;
}

export const VIDEO_LIMITS = {
  /** Reels. */
  instagram: { aspectRatio: "9:16", maxSeconds: 90, favouredFromSeconds: null, maxTextLength: 2_200 },
  /** Ten minutes through the Content Posting API; rewarded from a minute on. */
  tiktok: { aspectRatio: "9:16", maxSeconds: 600, favouredFromSeconds: 60, maxTextLength: 2_200 },
  /** Shorts; the text is their title. */
  youtube: { aspectRatio: "9:16", maxSeconds: 60, favouredFromSeconds: null, maxTextLength: 100 },
} as const satisfies Readonly<Record<string, VideoLimit>>;

export type VideoPlatform = keyof typeof VIDEO_LIMITS;

/** Platforms without their own row are held to the shortest. */
export function videoLimitOf(platform: string): VideoLimit {
  return Object.hasOwn(VIDEO_LIMITS, platform) ? VIDEO_LIMITS[platform as VideoPlatform] : VIDEO_LIMITS.youtube;
}
