// Puts something into an avatar's calendar: posts and chats tell it from then on.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { transact } from "../transact.ts";
import { calendarCard, loadCalendar, StoryCalendar } from "./story-card.ts";
import { eventShape, readEventDay, requireFitEvent, requireSpan } from "./story-wording.ts";

export const storyAdd = defineCommand({
  name: "story.add",
  role: "manager",
  effect: "write",
  input: z.object({
    avatar: z.string(),
    ...eventShape,
    /** chat: she said it to a fan, and somebody lets it stand for all. */
    source: z.enum(["operator", "chat"]).default("operator"),
  }),
  output: StoryCalendar,
  positional: ["avatar", "from", "what"],
  errors: ["not_found", "invalid_input", "refused", "unavailable"],
  run: async (context, input) => {
    const avatar = await findAvatar(context, input.avatar);
    const read = (text: string, field: "from" | "to" | "secret") => readEventDay(context, text, field, avatar.timeZone);
    const startsOn = read(input.from, "from");
    const endsOn = input.to === undefined ? startsOn : read(input.to, "to");
    const secretUntil = input.secret === undefined || input.secret === "none" ? null : read(input.secret, "secret");
    requireSpan(context, startsOn, endsOn);
    const { what, place = null, mood = null, source } = input;
    await requireFitEvent(context, { what, place, mood });
    const said = { startsOn, endsOn, what, place, mood, secretUntil };
    await transact(context, async (tx) => {
      // Asked twice, it stands there once.
      if (await tx.storyEvent.findFirst({ where: { avatarId: avatar.id, startsOn, endsOn, what } })) return;
      const made = { createdById: context.actor.id, createdAt: context.clock.now() };
      await tx.storyEvent.create({
        data: { id: context.ids.next("storyEvent"), avatarId: avatar.id, source, ...said, ...made },
      });
    });
    return await loadCalendar(context, avatar);
  },
  view: (output, context) => calendarCard(output, context, texts(context.actor.language).story.added(output.name)),
  subject: ({ avatar }) => avatar,
});
