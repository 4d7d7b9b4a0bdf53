// A custom request by its id, or the newest open one of a fan by name.
import type { Prisma } from "../../../prisma/client.ts";
import { OPEN_CUSTOM_STATES } from "../../domain/sales/custom-request.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { ownOnly } from "../avatar/find-avatar.ts";
import type { CommandContext } from "../context.ts";

const CUSTOM_FACTS = {
  avatar: { select: { id: true, name: true, slug: true } },
  fan: { include: { addresses: { take: 1, orderBy: { createdAt: "asc" } } } },
  conversation: { include: { account: { select: { platform: true } } } },
  offers: { orderBy: { createdAt: "desc" }, include: { purchases: { orderBy: { createdAt: "desc" } } } },
  steps: { orderBy: [{ at: "asc" }, { id: "asc" }] },
  pieces: { orderBy: { position: "asc" }, include: { piece: { include: { asset: true } } } },
} as const satisfies Prisma.CustomRequestInclude;

/** @throws AppError `not_found` */
export async function findCustom(context: CommandContext, reference: string) {
  const named = { displayName: { equals: reference, mode: "insensitive" } } as const;
  const open = [...OPEN_CUSTOM_STATES, "paid"] as const;
  const found = await context.database.prisma.customRequest.findFirst({
    where: { OR: [{ id: reference }, { fan: named, state: { in: [...open] } }], avatar: ownOnly(context) },
    include: CUSTOM_FACTS,
    orderBy: { createdAt: "desc" },
  });
  if (found) return found;
  const words = texts(context.actor.language).custom;
  throw new AppError("not_found", words.notFound, { field: "request", remedy: words.listHint });
}

export type FoundCustom = Awaited<ReturnType<typeof findCustom>>;

/** The quote that stands. */
export function standingQuote({ offers, offerId }: FoundCustom) {
  return offers.find(({ id }) => id === offerId) ?? null;
}

/** What was paid for it, if it was. */
export function paidPurchase({ offers }: FoundCustom) {
  return offers.flatMap(({ purchases }) => purchases).find(({ unlockedAt }) => unlockedAt !== null) ?? null;
}
