// A post stands in its avatar's calendar on the day it goes out, and leaves it with the post.
import { postStory } from "../../domain/avatars/post-story.ts";
import { shotTitle } from "../../domain/content/shot.ts";
import type { TemplateCatalogue } from "../../domain/content/templates/catalogue.ts";
import { dayIn } from "../../domain/distribution/local-clock.ts";
import type { AppContext, Transaction } from "../context.ts";

interface ToldPost {
  readonly postId: string;
  readonly dueAt: Date;
  readonly piece: {
    readonly avatarId: string;
    readonly templateKey: string;
    readonly caption: string;
    readonly avatar: { readonly timeZone: string };
  };
}

export async function tellOfPost(
  context: Pick<AppContext, "clock" | "ids">,
  tx: Transaction,
  { postId, dueAt, piece }: ToldPost,
  templates: TemplateCatalogue,
): Promise<void> {
  const now = context.clock.now();
  const { timeZone } = piece.avatar;
  const day = new Date(dayIn(timeZone, dueAt));
  const story = postStory(
    shotTitle(piece.templateKey, (key) => templates.find(key)),
    piece.caption,
  );
  // Nobody hears of a post before it is there.
  const secretUntil = dueAt > now ? day : null;
  const data = { ...story, startsOn: day, endsOn: day, secretUntil, source: "post" as const };
  const { avatarId } = piece;
  await tx.storyEvent.upsert({
    where: { postId },
    create: { id: context.ids.next("storyEvent"), avatarId, postId, createdAt: now, ...data },
    update: data,
  });
}
