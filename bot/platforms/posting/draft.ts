// Whether a draft is one that a publisher takes at all: format, number of files, and the AI label where it is words.
import { carriesDisclosure } from "../../../agents/domain/trust/caption-disclosure.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { PostDraft, PostFormat, PostMedia } from "../../../agents/ports/publisher.ts";
import { captionMarks } from "../../../agents/texts/caption-marks.ts";

export interface DraftRules {
  /** As people know it. */
  readonly name: string;
  readonly formats: readonly PostFormat[];
  readonly carouselItems?: { readonly least: number; readonly most: number; readonly clips: boolean };
}

/** @throws AppError `invalid_input` */
export function requireDraft({ name, formats, carouselItems }: DraftRules, draft: PostDraft): readonly PostMedia[] {
  const { format, media } = draft;
  const refuse = (message: string, field: string): never => {
    throw new AppError("invalid_input", message, { field, reason: "format" });
  };
  if (!formats.includes(format)) refuse(`${name} takes no post as ${format}.`, "format");
  const { least, most } = format === "carousel" && carouselItems ? carouselItems : { least: 1, most: 1 };
  if (media.length < least || media.length > most) {
    refuse(`On ${name} a post as ${format} has ${least === most ? least : `${least} to ${most}`} file(s).`, "media");
  }
  const wanted = format === "video" ? "video" : "image";
  if (!(format === "carousel" && carouselItems?.clips) && media.some(({ kind }) => kind !== wanted)) {
    refuse(`On ${name} a post as ${format} has a file of kind ${wanted}.`, "media");
  }
  return media;
}

/** Where the platform has no label, the caption is the label (trust C5). @throws AppError `refused` */
export function requireCaptionDisclosure(name: string, caption: string): void {
  if (carriesDisclosure(caption, captionMarks())) return;
  throw new AppError("refused", `${name} has no AI label, and the caption does not say it.`, {
    field: "caption",
    reason: "disclosure_missing",
    remedy: `Put "${captionMarks()[0]}" into the caption.`,
  });
}
