// Everything done to picture files, as the one object commands get.
import type { Media } from "../../../agents/commands/context.ts";
import { labelMedia } from "./label-media.ts";
import { renderForPlatform } from "./platform-rendition.ts";
import { hasSyntheticMark } from "./synthetic-mark.ts";
import { makeThumbnail } from "./thumbnail.ts";

export const media: Media = {
  label: labelMedia,
  hasSyntheticMark,
  thumbnail: makeThumbnail,
  rendition: renderForPlatform,
};
