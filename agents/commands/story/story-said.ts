// What the avatar told a fan of herself, for whoever takes over; each can be let stand for everybody, in her calendar.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { findFan } from "../fan/find-fan.ts";
import { dayText } from "./story-on-day.ts";

const MOST_LISTED = 30;
const MOST_BUTTONS = 5;

export const storySaid = defineCommand({
  name: "story.said",
  role: "chatter",
  effect: "read",
  input: z.object({ fan: z.string() }),
  output: z.object({
    avatar: z.string(),
    name: z.string(),
    fan: z.string(),
    said: z.array(z.object({ day: z.string(), text: z.string() })),
  }),
  positional: ["fan"],
  errors: ["not_found", "conflict"],
  run: async (context, input) => {
    const fan = await findFan(context, input.fan);
    const rows = await context.database.prisma.saidFact.findMany({
      // A draft that waits or was rejected told nobody anything.
      where: { fanId: fan.id, outbound: { state: { in: ["pending", "sending", "unknown", "sent"] } } },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: MOST_LISTED,
    });
    const { slug: avatar, name } = fan.avatar;
    const said = rows.map(({ day, text }) => ({ day: dayText(day), text }));
    return { avatar, name, fan: fan.displayName || fan.id, said };
  },
  view: ({ avatar, name, fan, said }, context) => {
    const words = texts(context.actor.language).story;
    return {
      title: words.saidTitle(name, fan),
      ...(said.length === 0 ? { text: words.saidNothing } : {}),
      fields: said.map(({ day, text }) => ({ label: day, value: text })),
      note: words.saidNote,
      buttons: said.slice(0, MOST_BUTTONS).map(({ day, text }) => ({
        label: words.keep(text.slice(0, 30)),
        command: "story.add",
        input: { avatar, from: day, what: text.slice(0, 120), source: "chat" },
      })),
    };
  },
});
