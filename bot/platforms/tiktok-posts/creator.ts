// What TikTok lets this creator choose, asked before every post, and what is chosen: never more open than was asked for.
import { z } from "zod";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { PostDraft } from "../../../agents/ports/publisher.ts";

export const CREATOR_INFO_PATH = "/v2/post/publish/creator_info/query/";

export const CreatorInfo = z.object({
  creator_username: z.string().nullish(),
  privacy_level_options: z.array(z.string()),
  comment_disabled: z.boolean().nullish(),
  duet_disabled: z.boolean().nullish(),
  stitch_disabled: z.boolean().nullish(),
  max_video_post_duration_sec: z.number().nullish(),
});
export type CreatorInfo = z.output<typeof CreatorInfo>;

/** The most careful choice, and the only one of an app that TikTok has not audited. */
const ONLY_ME = "SELF_ONLY";
/** UTF-16 units. */
const MAX_TITLE = 2_200;

/** @returns `post_info`, labelled as AI-generated whatever was chosen (trust C5) @throws AppError for what may not be posted */
export function postInfoOf(draft: PostDraft, creator: CreatorInfo) {
  const { privacy = ONLY_ME, allowComments = false, allowReuse = false } = draft.choices ?? {};
  if (!creator.privacy_level_options.includes(privacy)) {
    throw new AppError("refused", `TikTok does not let this account post as ${privacy}.`, {
      field: "privacy",
      reason: "privacy_not_offered",
      remedy: `Choose one of: ${creator.privacy_level_options.join(", ")}.`,
    });
  }
  if (draft.caption.length > MAX_TITLE) {
    throw new AppError("provider_refused", `The caption has ${draft.caption.length} characters of ${MAX_TITLE}.`, {
      field: "caption",
      reason: "caption_length",
    });
  }
  return {
    title: draft.caption,
    privacy_level: privacy,
    disable_comment: !allowComments || creator.comment_disabled === true,
    disable_duet: !allowReuse || creator.duet_disabled === true,
    disable_stitch: !allowReuse || creator.stitch_disabled === true,
    is_aigc: true,
  } as const;
}

/** @param seconds null: the file does not say, and TikTok will judge */
export function requireDuration(seconds: number | null, creator: CreatorInfo): void {
  const most = creator.max_video_post_duration_sec;
  if (seconds === null || most == null || seconds <= most) return;
  throw new AppError("refused", `The clip plays ${Math.ceil(seconds)} s; TikTok takes ${most} s from this account.`, {
    field: "media",
    reason: "clip_duration",
  });
}
