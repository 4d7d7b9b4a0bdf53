// A room the team leaves: nothing is told there any more, and nothing is taken from there. Its messages stay.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { requireRoom } from "./room-place.ts";

export const roomUnlink = defineCommand({
  name: "room.unlink",
  role: "owner",
  effect: "write",
  input: z.object({ room: z.string().max(80).optional() }),
  output: z.object({ id: z.string() }),
  positional: ["room"],
  errors: ["not_found"],
  run: async (context, { room }) => {
    const id = room ?? (await requireRoom(context)).id;
    const { count } = await context.database.prisma.teamRoom.deleteMany({ where: { id } });
    if (count > 0) return { id };
    const words = texts(context.actor.language).rooms;
    throw new AppError("not_found", words.unknown(id), { field: "room", remedy: words.unknownRemedy });
  },
  view: (_output, context) => ({ title: texts(context.actor.language).rooms.unlinked, tone: "good" }),
  subject: (_input, output) => output.id,
});
