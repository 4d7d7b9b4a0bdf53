// Takes an event out of an avatar's calendar: nothing is told of it any more.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { transact } from "../transact.ts";
import { findOwnEvent } from "./find-event.ts";
import { calendarCard, loadCalendar, StoryCalendar } from "./story-card.ts";

export const storyRemove = defineCommand({
  name: "story.remove",
  role: "manager",
  effect: "write",
  input: z.object({ event: z.string() }),
  output: StoryCalendar,
  positional: ["event"],
  errors: ["not_found", "refused"],
  run: async (context, { event: id }) => {
    const event = await findOwnEvent(context, id);
    await transact(context, async (tx) => {
      await tx.storyEvent.deleteMany({ where: { id } });
    });
    return await loadCalendar(context, event.avatar);
  },
  view: (output, context) => calendarCard(output, context, texts(context.actor.language).story.removed(output.name)),
  subject: ({ event }) => event,
});
