// An avatar's own calendar: what her days hold, so that posts and chats tell one story. Days are hers, by her time zone.

/** How many days back and ahead a chat looks: what she did lately, what comes next. Our own choice, no outside source. */
export const STORY_DAYS_BACK = 3;
export const STORY_DAYS_AHEAD = 7;
/** Events in one prompt at most: a calendar, not a diary. */
export const STORY_EVENTS_IN_PROMPT = 8;
export const LONGEST_EVENT_DAYS = 60;

/** As the database gives it; days are "2026-12-01". */
export interface StoryDays {
  readonly from: string;
  readonly to: string;
  readonly what: string;
  readonly place: string | null;
  readonly mood: string | null;
  /** The first day on which fans may hear of it; null: always. */
  readonly tellFrom: string | null;
  readonly source: string;
}

export interface StoryView {
  readonly lately: readonly StoryDays[];
  readonly today: readonly StoryDays[];
  readonly soon: readonly StoryDays[];
}

/** @param days negative: earlier */
export function dayAfter(day: string, days: number): string {
  const moved = new Date(`${day}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** What may be told on a day, in the order of the calendar; a secret is not in it. */
export function storyOn(events: readonly StoryDays[], day: string): StoryView {
  const [oldest, newest] = [dayAfter(day, -STORY_DAYS_BACK), dayAfter(day, STORY_DAYS_AHEAD)];
  const told = events
    .filter(({ from, to, tellFrom }) => to >= oldest && from <= newest && (tellFrom === null || tellFrom <= day))
    .sort((one, other) => Number(isOn(other, day)) - Number(isOn(one, day)) || compare(one, other))
    .slice(0, STORY_EVENTS_IN_PROMPT)
    .sort(compare);
  return {
    lately: told.filter(({ to }) => to < day),
    today: told.filter((event) => isOn(event, day)),
    soon: told.filter(({ from }) => from > day),
  };
}

function isOn({ from, to }: StoryDays, day: string): boolean {
  return from <= day && day <= to;
}

function compare(one: StoryDays, other: StoryDays): number {
  return keyOf(one) < keyOf(other) ? -1 : 1;
}

const keyOf = ({ from, to, what }: StoryDays) => `${from} ${to} ${what}`;
