// One fan's way: what touched them, when they wrote, what they were offered, what they paid and what that is owed to.
import { z } from "zod";
import { TOUCH_KINDS } from "../../domain/sales/attribution.ts";
import { centsFromUsd, formatUsd } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { findFan } from "./find-fan.ts";

/** Newest of each kind. */
const SHOWN = 50;

const Step = z.object({
  at: z.string(),
  kind: z.enum([...TOUCH_KINDS, "wrote", "offered", "paid", "returned", "regained"]),
  /** A post's id, a campaign, a platform; "" where there is none. */
  detail: z.string(),
  amountCents: z.number().nullable(),
});
type StepValue = z.output<typeof Step>;

export const fanPath = defineCommand({
  name: "fan.path",
  role: "chatter",
  effect: "read",
  input: z.object({ fan: z.string().trim().min(1).max(200) }),
  output: z.object({ id: z.string(), name: z.string(), steps: z.array(Step) }),
  positional: ["fan"],
  errors: ["not_found", "conflict"],
  run: async (context, { fan: reference }) => {
    const fan = await findFan(context, reference);
    const own = fan.addresses.map(({ accountId, externalId }) => ({ accountId, fanExternalId: externalId }));
    const steps = [...(await touches(context, own)), ...(await deeds(context, fan.id))];
    steps.sort((left, right) => left.at.localeCompare(right.at));
    return { id: fan.id, name: fan.displayName, steps };
  },
  view: ({ name, steps }, context) => {
    const all = texts(context.actor.language);
    const words = all.reports.attribution;
    const kinds = { ...words.kinds, ...words.deeds };
    return {
      title: words.pathOf(name || all.fans.unnamed),
      fields: steps.map(({ at, kind, detail, amountCents }) => ({
        label: `${at.slice(0, 16).replace("T", " ")} ${kinds[kind]}`,
        value: [detail, ...(amountCents === null ? [] : [formatUsd(amountCents * 10_000)])].join(" ").trim() || "–",
      })),
    };
  },
});

async function touches(
  { database }: CommandContext,
  own: readonly { readonly accountId: string; readonly fanExternalId: string }[],
): Promise<StepValue[]> {
  const rows = await database.prisma.fanTouch.findMany({
    where: { OR: [...own] },
    orderBy: { touchedAt: "desc" },
    take: SHOWN,
  });
  return rows.map(({ kind, touchedAt, postId, postExternalId, templateKey, ref }) => ({
    at: touchedAt.toISOString(),
    kind: Step.shape.kind.parse(kind),
    detail: [postId ?? postExternalId, templateKey, ref].filter(Boolean).join(" · "),
    amountCents: null,
  }));
}

async function deeds({ database: { prisma } }: CommandContext, fanId: string): Promise<StepValue[]> {
  const newest = { where: { fanId }, orderBy: { createdAt: "desc" }, take: SHOWN } as const;
  const named = { offer: { include: { pack: { select: { name: true } } } }, touches: true, reversals: true } as const;
  const conversations = await prisma.conversation.findMany({ ...newest, include: { account: true } });
  const offers = await prisma.offer.findMany({ ...newest, include: { pack: { select: { name: true } } } });
  const purchases = await prisma.purchase.findMany({ ...newest, include: named });
  const step = (kind: StepValue["kind"], at: Date | null, detail: string, usd?: { toString(): string }): StepValue[] =>
    at ? [{ kind, at: at.toISOString(), detail, amountCents: usd ? centsFromUsd(usd) : null }] : [];
  return [
    ...conversations.flatMap((row) => (row.lastInboundAt ? step("wrote", row.createdAt, row.account.platform) : [])),
    ...offers.flatMap((row) => step("offered", row.shownAt, row.pack?.name ?? row.layer, row.priceUsd)),
    ...purchases.flatMap((row) => {
      const name = row.offer.pack?.name ?? row.offer.layer;
      const owedTo = row.touches.find(({ position }) => position === "last")?.kind;
      return [
        ...step("paid", row.paidAt, owedTo ? `${name} ← ${owedTo}` : name, row.amountUsd),
        ...row.reversals.flatMap(({ kind, occurredAt, amountUsd }) =>
          kind === "dispute_won"
            ? step("regained", occurredAt, name, amountUsd.abs())
            : step("returned", occurredAt, name, amountUsd),
        ),
      ];
    }),
  ];
}
