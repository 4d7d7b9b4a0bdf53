// A batch by reference ("luna-b3") or id.
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { ownOnly } from "../avatar/find-avatar.ts";
import type { CommandContext } from "../context.ts";
import { SLIDES } from "../piece/slides.ts";

const REFERENCE = /^(.+)-b(\d{1,9})$/;

export function batchReference(batch: { readonly number: number; readonly avatar: { readonly slug: string } }): string {
  return `${batch.avatar.slug}-b${batch.number}`;
}

export async function findBatch(context: CommandContext, reference: string) {
  const match = REFERENCE.exec(reference.trim().toLowerCase());
  const batch = await context.database.prisma.batch.findFirst({
    where: {
      OR: [{ id: reference }, ...(match ? [{ number: Number(match[2]), avatar: { slug: match[1] ?? "" } }] : [])],
      avatar: ownOnly(context),
    },
    include: {
      avatar: true,
      pieces: { include: { avatar: true, asset: true, ...SLIDES }, orderBy: { position: "asc" } },
    },
  });
  if (batch) return batch;
  const words = texts(context.actor.language).batch;
  throw new AppError("not_found", words.notFound(reference.slice(0, 60)), { field: "batch", remedy: words.listHint });
}
