// Everything done to files that are made, as the one object commands get.
import type { Media } from "../../../agents/commands/context.ts";
import type { ContentCredentials } from "./content-credentials.ts";
import { cropTo } from "./crop-to.ts";
import { fingerprint } from "./fingerprint.ts";
import { inspectImage } from "./inspect-image.ts";
import { labelMedia } from "./label-media.ts";
import { renderForPlatform } from "./platform-rendition.ts";
import { prepareUpload } from "./prepare-upload.ts";
import { readArchive } from "./read-archive.ts";
import { barChart } from "./report/bar-chart.ts";
import { contactSheet } from "./report/contact-sheet.ts";
import { heatMap } from "./report/heat-map.ts";
import { weekCalendar } from "./report/week-calendar.ts";
import { hasSyntheticMark } from "./synthetic-mark.ts";
import { makeThumbnail } from "./thumbnail.ts";
import { toPng } from "./to-png.ts";
import { trainingPicture } from "./training-picture.ts";
import { assembleReel } from "./video/assemble-reel.ts";
import { renderClip } from "./video/clip-rendition.ts";
import { createFfmpeg, type Ffmpeg } from "./video/ffmpeg.ts";
import { laterMoments, lookAtVideo } from "./video/look-at-video.ts";
import { soundLength } from "./video/sound-length.ts";
import { hasVideoMark, hasVideoMarkIn, labelVideo } from "./video/video-mark.ts";
import { writeArchive } from "./write-archive.ts";

export interface MediaOptions {
  /** Signs each picture that is made, so that copies for lists and platforms are signed again. */
  readonly credentials?: ContentCredentials | undefined;
  readonly ffmpeg?: Ffmpeg;
}

export function createMedia({ credentials, ffmpeg = createFfmpeg() }: MediaOptions = {}): Media {
  return {
    label: (bytes) => labelMedia(bytes, credentials),
    hasSyntheticMark,
    thumbnail: (bytes) => makeThumbnail(bytes, credentials),
    rendition: (bytes, rules) => renderForPlatform(bytes, rules, credentials),
    clipRendition: (source, rules, signal, keep) => renderClip(ffmpeg, source, rules, signal, keep),
    hasClipMark: hasVideoMarkIn,
    fingerprint,
    trainingPicture,
    cropTo,
    toPng,
    contactSheet,
    barChart,
    heatMap,
    weekCalendar,
    inspectPicture: inspectImage,
    prepareUpload,
    inspectArchive: readArchive,
    archive: writeArchive,
    labelVideo,
    hasVideoMark,
    lookAtVideo: (bytes, signal) => lookAtVideo(ffmpeg, bytes, signal),
    laterMoments: (bytes, durationMs, signal) => laterMoments(ffmpeg, bytes, durationMs, signal),
    soundLength: (bytes, signal) => soundLength(ffmpeg, bytes, signal),
    reel: (input, signal) => assembleReel(ffmpeg, input, signal),
  };
}

/** Without a signer: marked, not signed. */
export const media: Media = createMedia();
