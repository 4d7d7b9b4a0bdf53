// A training set by reference ("luna-d2"), or the newest of an avatar by its name.
import { z } from "zod";
import {
  ANGLES,
  BACKGROUNDS,
  type DatasetShot,
  EXPRESSIONS,
  LIGHTS,
  POSES,
} from "../../domain/avatars/identity/dataset-plan.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar, ownOnly } from "../avatar/find-avatar.ts";
import type { CommandContext } from "../context.ts";

const REFERENCE = /^(.+)-d(\d{1,6})$/;

/** Shots as they were kept with the set. */
export const StoredPlan: z.ZodType<DatasetShot[]> = z.array(
  z.object({
    angle: z.enum(ANGLES),
    light: z.enum(LIGHTS),
    expression: z.enum(EXPRESSIONS),
    pose: z.enum(POSES),
    framing: z.enum(["full", "medium", "close"]),
    seed: z.number().int(),
    background: z.enum(BACKGROUNDS).optional(),
    again: z.object({ place: z.number().int(), round: z.number().int() }).optional(),
  }),
);

export function datasetReference(dataset: {
  readonly version: number;
  readonly avatar: { readonly slug: string };
}): string {
  return `${dataset.avatar.slug}-d${dataset.version}`;
}

export async function findDataset(context: CommandContext, reference: string) {
  const match = REFERENCE.exec(reference.trim().toLowerCase());
  const include = { avatar: true } as const;
  const exact = await context.database.prisma.dataset.findFirst({
    where: {
      OR: [{ id: reference }, ...(match ? [{ version: Number(match[2]), avatar: { slug: match[1] ?? "" } }] : [])],
      avatar: ownOnly(context),
    },
    include,
  });
  if (exact) return exact;
  const words = texts(context.actor.language).identity;
  const remedy = words.datasetHint;
  if (match) throw new AppError("not_found", words.noDataset(reference.slice(0, 60)), { field: "dataset", remedy });
  const avatar = await findAvatar(context, reference);
  const newest = await context.database.prisma.dataset.findFirst({
    where: { avatarId: avatar.id },
    orderBy: { version: "desc" },
    include,
  });
  if (newest) return newest;
  throw new AppError("not_found", words.noDatasetYet(avatar.name), {
    field: "dataset",
    remedy: `dataset create ${avatar.slug}`,
  });
}
