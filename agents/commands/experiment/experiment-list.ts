// Experiments, the newest first.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { findAvatar, ownOnly } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { elementWord } from "./experiment-card.ts";

const MOST = 50;

const Row = z.object({
  id: z.string(),
  name: z.string(),
  avatar: z.string(),
  element: z.string(),
  state: z.enum(["draft", "running", "ended", "deployed"]),
  variants: z.number(),
  /** Fans shown any of them, both books. */
  exposed: z.number(),
  converted: z.number(),
});

export const experimentList = defineCommand({
  name: "experiment.list",
  role: "analyst",
  effect: "read",
  input: z.object({ avatar: z.string().optional() }),
  output: z.object({ experiments: z.array(Row) }),
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar: reference }) => {
    const avatar = reference ? await findAvatar(context, reference) : null;
    const { prisma } = context.database;
    const rows = await prisma.experiment.findMany({
      where: { avatar: ownOnly(context), ...(avatar ? { avatarId: avatar.id } : {}) },
      include: { avatar: { select: { slug: true } }, _count: { select: { variants: true } } },
      orderBy: { createdAt: "desc" },
      take: MOST,
    });
    const counts = await prisma.experimentAssignment.groupBy({
      by: ["experimentId"],
      where: { experimentId: { in: rows.map(({ id }) => id) } },
      _count: { exposedAt: true, convertedAt: true },
    });
    return {
      experiments: rows.map(({ id, name, element, state, ...row }) => {
        const count = counts.find(({ experimentId }) => experimentId === id)?._count;
        const sums = { exposed: count?.exposedAt ?? 0, converted: count?.convertedAt ?? 0 };
        return { id, name, element, state, avatar: row.avatar.slug, variants: row._count.variants, ...sums };
      }),
    };
  },
  view: ({ experiments }, { actor }) => {
    const words = texts(actor.language).experiments;
    if (experiments.length === 0) return { title: words.listTitle(0), text: words.none };
    const right = (label: string) => ({ label, align: "right" as const });
    return {
      title: words.listTitle(experiments.length),
      table: {
        columns: [
          { label: words.name },
          { label: words.avatar },
          { label: words.element },
          { label: words.state },
          right(words.exposed),
          right(words.converted),
        ],
        rows: experiments.map(({ name, avatar, element, state, exposed, converted }) => [
          ...[name, avatar, elementWord(element, actor.language), words.states[state]],
          ...[String(exposed), String(converted)],
        ]),
      },
      buttons: experiments.slice(0, 3).map(({ id, name }) => ({
        label: name,
        command: "experiment.show",
        input: { experiment: id },
      })),
    };
  },
});
