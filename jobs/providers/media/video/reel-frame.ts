// The picture of a reel: its size, and the part of it that no button, name or bar of a phone app lies over.

export interface ReelFrame {
  readonly width: number;
  readonly height: number;
  /** Room for captions, in pixels from the top left. */
  readonly captions: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  readonly fontSize: number;
}

/** Vertical players cover about a quarter at the bottom (caption, buttons) and an eighth at the right. */
export const REEL_FRAMES = {
  "9:16": {
    width: 1080,
    height: 1920,
    captions: { left: 130, top: 940, width: 820, height: 460 },
    fontSize: 66,
  },
  "1:1": {
    width: 1080,
    height: 1080,
    captions: { left: 90, top: 620, width: 900, height: 370 },
    fontSize: 58,
  },
  "16:9": {
    width: 1920,
    height: 1080,
    captions: { left: 240, top: 660, width: 1440, height: 330 },
    fontSize: 60,
  },
} as const satisfies Readonly<Record<string, ReelFrame>>;

export type ReelRatio = keyof typeof REEL_FRAMES;
