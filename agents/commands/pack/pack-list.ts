// Packs on sale.
import { z } from "zod";
import { centsFromUsd, formatUsd } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar, ownOnly } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";

const Row = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  avatar: z.string(),
  step: z.string(),
  priceCents: z.number(),
  pieces: z.number(),
  active: z.boolean(),
  sold: z.number(),
});

export const packList = defineCommand({
  name: "pack.list",
  role: "analyst",
  effect: "read",
  input: z.object({ avatar: z.string().optional() }),
  output: z.object({ packs: z.array(Row) }),
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar: reference }) => {
    const avatar = reference ? await findAvatar(context, reference) : null;
    const packs = await context.database.prisma.pack.findMany({
      where: { avatar: ownOnly(context), ...(avatar ? { avatarId: avatar.id } : {}) },
      include: { avatar: { select: { slug: true } }, _count: { select: { offers: { where: { state: "paid" } } } } },
      orderBy: { createdAt: "desc" },
      take: 100,
    });
    return {
      packs: packs.map((pack) => ({
        id: pack.id,
        slug: pack.slug,
        name: pack.name,
        avatar: pack.avatar.slug,
        step: pack.step,
        pieces: pack.pieceCount,
        priceCents: centsFromUsd(pack.priceUsd),
        active: pack.active,
        sold: pack._count.offers,
      })),
    };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).sales;
    return {
      title: words.packs(output.packs.length),
      table: {
        columns: [
          { label: words.avatar },
          { label: words.pack },
          { label: words.price, align: "right" },
          { label: words.pieces, align: "right" },
          { label: words.sold, align: "right" },
        ],
        rows: output.packs.map((pack) => [
          pack.avatar,
          pack.name,
          formatUsd(pack.priceCents * 10_000),
          String(pack.pieces),
          String(pack.sold),
        ]),
      },
    };
  },
});
