// An avatar's calendar: the last month and what comes.
import { z } from "zod";
import { findAvatar } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { calendarCard, loadCalendar, StoryCalendar } from "./story-card.ts";

export const storyList = defineCommand({
  name: "story.list",
  role: "chatter",
  effect: "read",
  input: z.object({ avatar: z.string() }),
  output: StoryCalendar,
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar }) => await loadCalendar(context, await findAvatar(context, avatar)),
  view: (output, context) => calendarCard(output, context),
});
