// Moderation without a vendor: a lexicon for text (en, es), a small network for pictures. A gate, not a judge.
import { AppError } from "../../../agents/kernel/errors.ts";
import type { Moderator } from "../../../agents/ports/moderator.ts";
import { inspectImage } from "../media/inspect-image.ts";
import { type ClassifyImage, createImageClassifier, type ImageClasses } from "../vision/image-classifier.ts";
import { scoreText } from "./score-text.ts";

const MODEL = "lexicon-1+mobilenet-v2";
/** "Sexy" is clothed: on its own it may reach suggestive (up to .60, domain 3), never more. */
const SEXY_WEIGHT = 0.55;
const TEXT_MAX_LENGTH = 100_000;

function sexualScore(classes: ImageClasses): number {
  return Math.min(1, classes.porn + classes.hentai + SEXY_WEIGHT * classes.sexy);
}

/**
 * Pictures get the category `sexual` only; the others stay unexamined, as the port says. About 120 MB of memory from
 * the first picture on, 50 ms of a core each. @throws AppError `not_configured` for pictures where the optional packages are absent
 */
export function createLocalModerator(classifyImage: ClassifyImage = createImageClassifier()): Moderator {
  return {
    info: { provider: "local", model: MODEL, offline: true },
    moderateText: async (text, signal) => {
      signal.throwIfAborted();
      if (text.length > TEXT_MAX_LENGTH) throw new AppError("too_large", "The text is too long to be examined.");
      return { provider: "local", model: MODEL, scores: scoreText(text) };
    },
    moderateImage: async (bytes, _contentType, signal) => {
      signal.throwIfAborted();
      await inspectImage(bytes);
      const classes = await classifyImage(bytes);
      return { provider: "local", model: MODEL, scores: { sexual: Number(sexualScore(classes).toFixed(4)) } };
    },
  };
}
