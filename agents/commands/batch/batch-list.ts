// Newest batches with how far they are.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { findAvatar, ownOnly } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";

const Row = z.object({
  reference: z.string(),
  state: z.string(),
  requested: z.number(),
  finished: z.number(),
  createdAt: z.string(),
});

export const batchList = defineCommand({
  name: "batch.list",
  role: "analyst",
  effect: "read",
  input: z.object({ avatar: z.string().optional() }),
  output: z.object({ batches: z.array(Row) }),
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar: reference }) => {
    const avatar = reference ? await findAvatar(context, reference) : null;
    const batches = await context.database.prisma.batch.findMany({
      where: { avatar: ownOnly(context), ...(avatar ? { avatarId: avatar.id } : {}) },
      include: {
        avatar: { select: { slug: true } },
        _count: { select: { pieces: { where: { state: { notIn: ["planned", "generating", "unknown"] } } } } },
      },
      orderBy: { createdAt: "desc" },
      take: 50,
    });
    return {
      batches: batches.map((batch) => ({
        reference: `${batch.avatar.slug}-b${batch.number}`,
        state: batch.state,
        requested: batch.requested,
        finished: batch._count.pieces,
        createdAt: batch.createdAt.toISOString(),
      })),
    };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).batch;
    return {
      title: words.batches(output.batches.length),
      table: {
        columns: [
          { label: words.batch },
          { label: words.state },
          { label: words.pieces, align: "right" },
          { label: words.when },
        ],
        rows: output.batches.map((batch) => [
          batch.reference,
          words.batchStates[batch.state as keyof typeof words.batchStates],
          `${batch.finished}/${batch.requested}`,
          batch.createdAt.slice(0, 16).replace("T", " "),
        ]),
      },
    };
  },
});
