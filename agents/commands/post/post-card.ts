// One post as it stands.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { type Language, texts } from "../../texts/texts.ts";
import { accountName } from "../account/account-name.ts";
import { ownOnly } from "../avatar/find-avatar.ts";
import type { CommandContext } from "../context.ts";
import type { Card } from "../view.ts";
import { postAdvice } from "./post-advice.ts";

export const PostStatus = z.object({
  id: z.string(),
  piece: z.string(),
  account: z.string(),
  platform: z.string(),
  format: z.string(),
  emulated: z.boolean(),
  state: z.string(),
  permalink: z.string().nullable(),
  labelled: z.boolean().nullable(),
  error: z.string().nullable(),
  errorCode: z.string().nullable(),
  thumbnailKey: z.string().nullable(),
  caption: z.string(),
});
export type PostStatusValue = z.output<typeof PostStatus>;

export async function postStatus(context: CommandContext, id: string): Promise<PostStatusValue> {
  const post = await context.database.prisma.scheduledPost.findFirst({
    where: { id, account: { avatar: ownOnly(context) } },
    include: { account: true, piece: { include: { avatar: true, asset: true } } },
  });
  if (!post) throw new AppError("not_found", texts(context.actor.language).account.postNotFound, { field: "post" });
  return {
    id: post.id,
    piece: `${post.piece.avatar.slug}-${post.piece.number}`,
    account: post.account.handle,
    platform: post.account.platform,
    format: post.piece.kind,
    emulated: post.account.emulated,
    state: post.state,
    permalink: post.permalink,
    labelled: post.labelled,
    error: post.error,
    errorCode: post.errorCode,
    thumbnailKey: post.piece.asset?.thumbnailKey ?? post.piece.asset?.storageKey ?? null,
    caption: post.caption,
  };
}

/** What a code without advice means is in the platform's own words. */
function problemOf(post: PostStatusValue, code: string, language: Language): string {
  const { advice } = texts(language).publishing;
  if (post.error && !Object.hasOwn(advice, code)) return post.error;
  const { platform, account: handle, piece, format } = post;
  return postAdvice(code, { platform, handle, piece, format }, language);
}

const ENDED = new Set(["published", "failed", "canceled"]);

export function postCard(post: PostStatusValue, language: Language): Card {
  const words = texts(language).account;
  const state = words.postStates[post.state as keyof typeof words.postStates];
  const tone = post.state === "published" ? "good" : "neutral";
  const unlabelled = post.state === "published" && post.labelled === false;
  return {
    title: words.postTitle(post.piece, post.account, state),
    tone: post.state === "failed" || unlabelled ? "bad" : tone,
    ...(post.errorCode ? { text: problemOf(post, post.errorCode, language) } : {}),
    ...(unlabelled ? { text: words.labelDropped } : {}),
    fields: [
      { label: words.caption, value: post.caption },
      ...(post.permalink ? [{ label: words.permalink, value: post.permalink }] : []),
    ],
    ...(post.thumbnailKey ? { images: [{ key: post.thumbnailKey, alt: post.piece }] } : {}),
    ...(post.emulated ? { note: words.emulatedNote } : {}),
    ...(post.state === "failed"
      ? {
          buttons: [
            {
              label: texts(language).batch.retry,
              command: "post.now",
              input: { piece: post.piece, account: accountName({ platform: post.platform, handle: post.account }) },
            },
          ],
        }
      : {}),
    live: { topic: `post:${post.id}`, command: "post.show", input: { post: post.id }, finished: ENDED.has(post.state) },
  };
}
