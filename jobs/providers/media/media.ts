// Everything done to picture files, as the one object commands get.
import type { Media } from "../../../agents/commands/context.ts";
import type { ContentCredentials } from "./content-credentials.ts";
import { fingerprint } from "./fingerprint.ts";
import { labelMedia } from "./label-media.ts";
import { renderForPlatform } from "./platform-rendition.ts";
import { barChart } from "./report/bar-chart.ts";
import { contactSheet } from "./report/contact-sheet.ts";
import { hasSyntheticMark } from "./synthetic-mark.ts";
import { makeThumbnail } from "./thumbnail.ts";
import { trainingPicture } from "./training-picture.ts";
import { writeArchive } from "./write-archive.ts";

/** @param credentials signs each picture that is made, so that copies for lists and platforms are signed again */
export function createMedia(credentials?: ContentCredentials): Media {
  return {
    label: (bytes) => labelMedia(bytes, credentials),
    hasSyntheticMark,
    thumbnail: (bytes) => makeThumbnail(bytes, credentials),
    rendition: (bytes, platform) => renderForPlatform(bytes, platform, credentials),
    fingerprint,
    trainingPicture,
    contactSheet,
    barChart,
    archive: writeArchive,
  };
}

/** Without a signer: marked, not signed. */
export const media: Media = createMedia();
