// Words that columns of plain text may hold, where the domain does not list them itself.
import { Notice } from "../../agents/commands/notice/write-notice.ts";

/** A text, what platforms call its only attachment, or what it was an answer to. */
export const MESSAGE_KINDS = [
  "text",
  "image",
  "audio",
  "video",
  "file",
  "share",
  "sticker",
  "story_reply",
  "story_mention",
  "button",
  "quick_reply",
  "unsupported",
  "other",
];
export const NOTICE_KINDS = Notice.options.map(({ shape }) => shape.kind.value);
