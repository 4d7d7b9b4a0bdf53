// What fans want made for them: what is to be answered or made first, by date.
import { z } from "zod";
import { OPEN_CUSTOM_STATES } from "../../domain/sales/custom-request.ts";
import { centsFromUsd, formatUsd } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar, ownOnly } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { fanName } from "../conversation/find-conversation.ts";
import { minuteOf } from "./custom-card.ts";

const SHOWN = 100;
const OPENED = 5;

const Row = z.object({
  id: z.string(),
  fan: z.string(),
  avatar: z.string(),
  state: z.enum(["asked", "refused", "quoted", "paid", "delivered", "declined", "canceled", "refunded"]),
  wish: z.string(),
  priceCents: z.number().nullable(),
  askedAt: z.string(),
  dueAt: z.string().nullable(),
});

export const customList = defineCommand({
  name: "custom.list",
  role: "chatter",
  effect: "read",
  input: z.object({ avatar: z.string().optional(), all: z.boolean().default(false) }),
  output: z.object({ requests: z.array(Row) }),
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar: reference, all }) => {
    const avatar = reference ? await findAvatar(context, reference) : null;
    const rows = await context.database.prisma.customRequest.findMany({
      where: {
        avatar: ownOnly(context),
        fan: { erasedAt: null },
        ...(avatar ? { avatarId: avatar.id } : {}),
        ...(all ? {} : { state: { in: [...OPEN_CUSTOM_STATES, "paid"] } }),
      },
      include: {
        avatar: { select: { slug: true } },
        fan: { include: { addresses: { take: 1 } } },
        offers: { select: { id: true, priceUsd: true } },
      },
      orderBy: [{ dueAt: { sort: "asc", nulls: "last" } }, { createdAt: "desc" }],
      take: SHOWN,
    });
    return {
      requests: rows.map((row) => {
        const quote = row.offers.find(({ id }) => id === row.offerId);
        return {
          id: row.id,
          fan: fanName(row),
          avatar: row.avatar.slug,
          state: row.state,
          wish: row.wish,
          priceCents: quote ? centsFromUsd(quote.priceUsd) : null,
          askedAt: row.createdAt.toISOString(),
          dueAt: row.dueAt?.toISOString() ?? null,
        };
      }),
    };
  },
  view: ({ requests }, context) => {
    const all = texts(context.actor.language);
    const words = all.custom;
    return {
      title: words.count(requests.length),
      table: {
        columns: [
          { label: words.fan },
          { label: all.sales.avatar },
          { label: words.state },
          { label: words.wish },
          { label: words.price, align: "right" },
          { label: words.due },
        ],
        rows: requests.map((row) => [
          row.fan,
          row.avatar,
          words.states[row.state],
          row.wish.slice(0, 80),
          row.priceCents === null ? "–" : formatUsd(row.priceCents * 10_000),
          row.dueAt === null ? "–" : minuteOf(row.dueAt),
        ]),
      },
      buttons: requests
        .slice(0, OPENED)
        .map(({ id, fan }) => ({ label: fan, command: "custom.show", input: { request: id } })),
    };
  },
});
