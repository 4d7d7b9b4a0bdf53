// What an avatar's calendar tells of one day, as lines for whoever writes a post of that day.
import { type StoryDays, storyOn } from "../../domain/avatars/story.ts";
import { dayIn } from "../../domain/distribution/local-clock.ts";
import type { AppContext } from "../context.ts";

type Rows = Pick<AppContext, "clock" | "database">;

/** Of the day on which the first of these pieces is to go out, else of today; secrets of that day are left out. */
export async function storyForPieces(
  { clock, database }: Rows,
  avatar: { readonly id: string; readonly timeZone: string },
  pieceIds: readonly string[],
): Promise<readonly string[]> {
  const { prisma } = database;
  const post = await prisma.scheduledPost.findFirst({
    where: { pieceId: { in: [...pieceIds] }, state: "scheduled" },
    orderBy: { dueAt: "asc" },
  });
  const day = dayIn(avatar.timeZone, post?.dueAt ?? clock.now());
  const at = new Date(day);
  const rows = await prisma.storyEvent.findMany({
    // What a post tells is told by its own caption.
    where: { avatarId: avatar.id, startsOn: { lte: at }, endsOn: { gte: at }, source: { not: "post" } },
  });
  return storyOn(rows.map(storyDays), day).today.map(lineOf);
}

interface StoryRow {
  readonly startsOn: Date;
  readonly endsOn: Date;
  readonly what: string;
  readonly place: string | null;
  readonly mood: string | null;
  readonly secretUntil: Date | null;
  readonly source: string;
}

export const dayText = (day: Date) => day.toISOString().slice(0, 10);

export function storyDays({ startsOn, endsOn, secretUntil, what, place, mood, source }: StoryRow): StoryDays {
  const tellFrom = secretUntil ? dayText(secretUntil) : null;
  return { from: dayText(startsOn), to: dayText(endsOn), what, place, mood, tellFrom, source };
}

function lineOf({ what, place, mood }: StoryDays): string {
  return [what, ...(place === null ? [] : [place]), ...(mood === null ? [] : [mood])].join(" · ");
}
