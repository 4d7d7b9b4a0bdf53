// The week by hours: how posts of each hour did, in the audience's time. Few posts are shown as few.
import { two, wallTimeIn } from "../../domain/distribution/local-clock.ts";
import { shrunkEffects, TELLING_POSTS } from "../../domain/distribution/shrunk-effects.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { keptPicture } from "../report/kept-chart.ts";
import { weekdayIn } from "./learned-effects.ts";
import type { SettledPost } from "./settled-posts.ts";

/** Monday first. */
const WEEK = [1, 2, 3, 4, 5, 6, 0];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** @returns its key in the object store; null without posts */
export async function hoursPicture(context: CommandContext, posts: readonly SettledPost[]): Promise<string | null> {
  if (posts.length === 0) return null;
  const words = texts(context.actor.language).insights;
  const samples = posts.map(({ publishedAt, avatar: { timeZone }, ratio }) => ({
    key: `${weekdayIn(timeZone, publishedAt)} ${wallTimeIn(timeZone, publishedAt).hour}`,
    ratio,
  }));
  const effects = new Map(shrunkEffects(samples).map((effect) => [effect.key, effect]));
  const map = {
    title: words.hoursChart,
    note: words.hoursNote(TELLING_POSTS),
    columns: HOURS.map(two),
    rows: WEEK.map((weekday) => ({
      label: words.weekdays[weekday] ?? "",
      cells: HOURS.map((hour) => {
        const effect = effects.get(`${weekday} ${hour}`);
        if (!effect) return null;
        const faint = effect.posts < TELLING_POSTS;
        // Twice or half the usual is as hot or cold as it gets.
        return { heat: Math.log2(effect.factor), text: faint ? `(${effect.posts})` : effect.factor.toFixed(1), faint };
      }),
    })),
  };
  return await keptPicture(context, "hours", map, () => context.ports.media.heatMap(map));
}
