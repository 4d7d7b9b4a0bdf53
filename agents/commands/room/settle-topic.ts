// What came of asking a platform about a topic.
import { z } from "zod";
import { defineInternal } from "../internal.ts";

const ROOM_TROUBLES = ["no_rights", "no_topics", "gone"] as const;

export const settleTopic = defineInternal({
  name: "room.settle-topic",
  input: z.object({
    topicId: z.string(),
    outcome: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("made"), threadId: z.string() }),
      z.object({ kind: z.enum(["open", "closed", "lost"]) }),
      /** The room takes none: nothing was made, and nothing is asked for until it is linked anew. */
      z.object({ kind: z.literal("refused"), trouble: z.enum(ROOM_TROUBLES) }),
    ]),
  }),
  run: async ({ database, clock }, { topicId, outcome }) => {
    const { prisma } = database;
    const changedAt = clock.now();
    if (outcome.kind !== "refused") {
      const { kind } = outcome;
      const data = kind === "made" ? { state: "open", threadId: outcome.threadId } : { state: kind };
      await prisma.avatarTopic.updateMany({ where: { id: topicId }, data: { ...data, changedAt } });
      return;
    }
    const topic = await prisma.avatarTopic.findUnique({ where: { id: topicId } });
    if (!topic) return;
    await prisma.teamRoom.updateMany({ where: { id: topic.roomId }, data: { trouble: outcome.trouble } });
    if (topic.threadId === null) await prisma.avatarTopic.deleteMany({ where: { id: topicId } });
    else {
      const back = topic.state === "closing" ? "open" : "closed";
      await prisma.avatarTopic.updateMany({ where: { id: topicId }, data: { state: back, changedAt } });
    }
  },
});
