// An experiment by name or id; the newest of a name.
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { ownOnly } from "../avatar/find-avatar.ts";
import type { CommandContext } from "../context.ts";

export async function findExperiment(context: CommandContext, reference: string) {
  const experiment = await context.database.prisma.experiment.findFirst({
    where: {
      OR: [{ id: reference }, { name: { equals: reference.trim(), mode: "insensitive" } }],
      avatar: ownOnly(context),
    },
    include: {
      avatar: { select: { id: true, slug: true, name: true, state: true } },
      variants: { orderBy: [{ position: "asc" }, { id: "asc" }] },
    },
    orderBy: { createdAt: "desc" },
  });
  if (experiment) return experiment;
  const words = texts(context.actor.language).experiments;
  throw new AppError("not_found", words.notFound(reference.slice(0, 60)), {
    field: "experiment",
    remedy: words.listHint,
  });
}

export type FoundExperiment = Awaited<ReturnType<typeof findExperiment>>;
