// What a platform takes, by what a post goes out as: data that preflight judges by and renditions are made for.
import type { Tier } from "../content/tier.ts";

/** As in the publisher's port; the domain names it itself, for it knows no ports. */
export type PostFormat = "image" | "carousel" | "story" | "video";

export interface CaptionRules {
  /** In UTF-16 units, or in what a reader counts as one sign. */
  readonly counts: "units" | "graphemes";
  readonly maxLength: number;
  readonly maxHashtags: number;
  readonly maxMentions: number;
}

export interface PictureRules {
  readonly contentTypes: readonly string[];
  readonly maxBytes: number;
  /** Width by height. */
  readonly minAspect: number;
  readonly maxAspect: number;
  readonly minWidth: number;
  readonly maxWidth: number;
}

export interface ClipRules extends PictureRules {
  readonly minSeconds: number;
  readonly maxSeconds: number;
  /** As ffmpeg names them; absent: any. */
  readonly videoCodecs?: readonly string[];
  readonly minFramesPerSecond?: number;
  readonly maxFramesPerSecond?: number;
}

export interface FormatRules {
  readonly minItems: number;
  readonly maxItems: number;
  /** null: the format takes none of it. */
  readonly picture: PictureRules | null;
  readonly clip: ClipRules | null;
  /** null: it shows no caption. */
  readonly caption: CaptionRules | null;
  /** Items are all shown in the shape of the first. */
  readonly sharesShape?: true;
}

export interface PostRules {
  readonly tiers: readonly Tier[];
  readonly formats: Readonly<Partial<Record<PostFormat, FormatRules>>>;
}
