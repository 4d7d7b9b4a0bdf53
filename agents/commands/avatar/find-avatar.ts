// An avatar by name, slug or id, as people write it; a chatter only finds their own (domain 10).
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { nearestWord } from "../registry.ts";

export async function findAvatar(context: CommandContext, reference: string) {
  const slug = slugOf(reference);
  const avatar = await context.database.prisma.avatar.findFirst({
    where: { OR: [{ id: reference }, { slug }], ...ownOnly(context) },
  });
  if (avatar) return avatar;
  const words = texts(context.actor.language);
  const known = await context.database.prisma.avatar.findMany({
    where: ownOnly(context),
    select: { slug: true },
    take: 500,
  });
  const near = nearestWord(
    slug,
    known.map((row) => row.slug),
  );
  throw new AppError("not_found", words.avatar.notFound(reference.slice(0, 60)), {
    field: "avatar",
    remedy: near ? words.common.didYouMean(near) : words.avatar.listHint,
  });
}

/** Condition that keeps chatters and analysts to the avatars they were given. */
export function ownOnly(context: CommandContext) {
  if (context.actor.role === "owner" || context.actor.role === "manager") return {};
  return { operators: { some: { operatorId: context.actor.id } } };
}

/** "Luna Vega" -> "luna-vega" */
export function slugOf(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
}
