// What a batch is made of: single pictures, carousels of several, or stories.
export const PIECE_FORMATS = ["post", "carousel", "story"] as const;
export type PieceFormat = (typeof PIECE_FORMATS)[number];

/** Pictures of a carousel: Instagram takes 2 to 10. */
export const CAROUSEL_SIZE = { min: 2, max: 10, usual: 4 } as const;

/** Stories fill a phone, whatever the template says. */
export const STORY_ASPECT_RATIO = "9:16";
