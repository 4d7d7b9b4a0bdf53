// Commands about an avatar's story.
import type { CommandText } from "../commands.ts";

const EVENT = {
  from: "First day, such as 2026-12-01, or today",
  what: "What happens, in a few words",
  to: "Last day; left out: that one day",
  place: "Where the story is, such as a city",
  mood: "How she feels about it",
  secret: "First day on which fans may hear of it, or none",
};

export const storyCommandTexts: Readonly<Record<string, CommandText>> = {
  "story.list": {
    summary: "Show an avatar's story calendar.",
    example: "story list luna",
    arguments: { avatar: "Name or slug of the avatar" },
  },
  "story.add": {
    summary: "Put something into an avatar's story; chats and captions keep to it.",
    example: 'story add luna 2026-12-01 "a surf camp" --to 2026-12-07 --place Lisbon',
    arguments: {
      avatar: "Name or slug of the avatar",
      ...EVENT,
      source: "operator, or chat for what she told a fan",
    },
  },
  "story.edit": {
    summary: "Change an event of an avatar's story.",
    example: "story edit sty_… --place Porto",
    arguments: { event: "Id of the event", ...EVENT },
  },
  "story.remove": {
    summary: "Take an event out of an avatar's story.",
    example: "story remove sty_…",
    arguments: { event: "Id of the event" },
  },
  "story.said": {
    summary: "What the avatar told a fan of herself.",
    example: "story said Alex",
    arguments: { fan: "Name or id of the fan" },
  },
};
