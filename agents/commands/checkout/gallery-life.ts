import { DAY_MS } from "../../kernel/clock.ts";

/** How long a paid gallery stays open. */
export const GALLERY_LIFE_MS = 30 * DAY_MS;
