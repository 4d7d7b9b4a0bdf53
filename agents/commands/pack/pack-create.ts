// A pack of approved pieces at a price of the price list; both may be overridden, the pieces decide how explicit it is.
import { z } from "zod";
import { findPackStep, PACK_STEPS } from "../../domain/sales/price-list.ts";
import { AppError } from "../../kernel/errors.ts";
import { formatUsd, usdFromCents } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar, slugOf } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { hashOf } from "../piece/piece-approve.ts";
import { SLIDES } from "../piece/slides.ts";
import { transact } from "../transact.ts";

const steps = PACK_STEPS.map((step) => step.step) as [string, ...string[]];

const Input = z.object({
  avatar: z.string(),
  step: z.enum(steps).default("starter"),
  name: z.string().trim().min(1).max(60).optional(),
  count: z.number().int().min(1).max(200).optional(),
  priceUsd: z
    .string()
    .regex(/^\d{1,5}(\.\d{1,2})?$/, "an amount such as 29.99")
    .optional(),
});

const Output = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  avatar: z.string(),
  priceCents: z.number(),
  pieces: z.number(),
  explicitTo: z.number(),
  thumbnails: z.array(z.string()),
  /** Of the thumbnails' pieces, in their order. */
  shown: z.array(z.string()),
});

const SHOWN = 6;

export const packCreate = defineCommand({
  name: "pack.create",
  role: "manager",
  effect: "write",
  input: Input,
  output: Output,
  positional: ["avatar", "step", "name"],
  errors: ["not_found", "refused", "conflict"],
  run: async (context, input) => {
    const avatar = await findAvatar(context, input.avatar);
    const step = findPackStep(input.step);
    const pieces = await choosePieces(context, avatar.id, input.count ?? step.pieces, {
      slug: avatar.slug,
      step: input.step,
    });
    const name = input.name ?? texts(context.actor.language).sales.packNames[step.step];
    const slug = await freeSlug(context, avatar.id, slugOf(name) || step.step);
    const priceCents = input.priceUsd ? Math.round(Number(input.priceUsd) * 100) : step.priceCents;
    const levels = pieces.map((piece) => piece.explicitness);
    const shown = pieces.filter(({ asset }) => asset?.thumbnailKey).slice(0, SHOWN);
    const id = context.ids.next("pack");
    await transact(context, async (tx) => {
      await tx.pack.create({
        data: {
          id,
          avatarId: avatar.id,
          slug,
          name,
          step: step.step,
          priceUsd: usdFromCents(priceCents),
          pieceCount: pieces.length,
          explicitFrom: Math.min(...levels),
          explicitTo: Math.max(...levels),
          createdAt: context.clock.now(),
          pieces: {
            create: pieces.map((piece, position) => ({
              id: context.ids.next("packPiece"),
              pieceId: piece.id,
              position,
            })),
          },
        },
      });
    });
    return {
      id,
      slug,
      name,
      avatar: avatar.slug,
      priceCents,
      pieces: pieces.length,
      explicitTo: Math.max(...levels),
      thumbnails: shown.flatMap(({ asset }) => asset?.thumbnailKey ?? []),
      shown: shown.map(({ number }) => `${avatar.slug}-${number}`),
    };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).sales;
    return {
      title: words.packCreated(output.name),
      tone: "good",
      fields: [
        { label: words.price, value: formatUsd(output.priceCents * 10_000) },
        { label: words.pieces, value: String(output.pieces) },
        { label: words.explicitness, value: String(output.explicitTo) },
      ],
      images: output.thumbnails.map((key, index) => ({ key, alt: output.shown[index] ?? output.name })),
      text: words.packOfferedBy(output.avatar),
    };
  },
  subject: (_input, output) => output.id,
});

/**
 * Approved pieces whose approval still fits: those of no other pack first, then the mildest, so that most fans may be offered
 * it, then the newest.
 */
async function choosePieces(
  context: CommandContext,
  avatarId: string,
  count: number,
  again: { slug: string; step: string },
) {
  const approved = await context.database.prisma.piece.findMany({
    where: {
      avatarId,
      kind: "image",
      state: { in: ["approved", "published"] },
      assetId: { not: null },
      customPieces: { none: {} },
    },
    include: { asset: true, ...SLIDES, _count: { select: { packPieces: true } } },
    orderBy: { createdAt: "desc" },
    take: 500,
  });
  const valid = approved
    .filter((piece) => piece.approvedHash === hashOf(piece))
    .sort((one, other) => one._count.packPieces - other._count.packPieces || one.explicitness - other.explicitness);
  if (valid.length < count) {
    const words = texts(context.actor.language).sales;
    throw new AppError("refused", words.tooFewApproved(valid.length, count), {
      field: "count",
      reason: "too_few_approved",
      remedy:
        valid.length > 0 ? words.smallerPack(again.slug, again.step, valid.length) : words.approveSome(again.slug),
    });
  }
  return valid.slice(0, count);
}

async function freeSlug(context: CommandContext, avatarId: string, wanted: string): Promise<string> {
  const taken = await context.database.prisma.pack.findMany({
    where: { avatarId, slug: { startsWith: wanted } },
    select: { slug: true },
  });
  const slugs = new Set(taken.map((pack) => pack.slug));
  if (!slugs.has(wanted)) return wanted;
  let number = 2;
  while (slugs.has(`${wanted}-${number}`)) number += 1;
  return `${wanted}-${number}`;
}
