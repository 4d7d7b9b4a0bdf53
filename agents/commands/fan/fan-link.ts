// One person on two channels: an operator says so, nobody guesses. Memories, purchases, age and locks are then shared.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { formatUsd, microsFromUsd } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { fanName, findConversation } from "../conversation/find-conversation.ts";
import { transact } from "../transact.ts";
import { mergeFans } from "./merge-fans.ts";

export const fanLink = defineCommand({
  name: "fan.link",
  role: "manager",
  effect: "irreversible",
  input: z.object({ conversation: z.string().max(120), other: z.string().max(120) }),
  output: z.object({ fanId: z.string(), name: z.string(), platforms: z.array(z.string()) }),
  positional: ["conversation", "other"],
  errors: ["not_found", "refused", "conflict"],
  estimate: async (context, input) => {
    const { keep, gone } = await findBoth(context, input);
    const words = texts(context.actor.language).fans;
    return {
      avatarId: keep.avatarId,
      costMicros: 0,
      lines: [
        ...[keep, gone].map((each) => ({
          label: fanName(each),
          value: words.linkedFan(each.account.platform, formatUsd(microsFromUsd(each.fan.spentUsd))),
        })),
        { label: words.linkShares, value: words.linkSharesValue },
        { label: words.linkForGood, value: words.linkForGoodValue },
      ],
    };
  },
  run: async (context, input) => {
    const { keep, gone } = await findBoth(context, input);
    const now = context.clock.now();
    const merged = await transact(context, (tx) => mergeFans(tx, keep.fanId, gone.fanId, now));
    if (!merged) throw new AppError("conflict", texts(context.actor.language).fans.linkGone, { field: "other" });
    const accounts = await context.database.prisma.account.findMany({
      where: { conversations: { some: { fanId: keep.fanId } } },
      select: { platform: true },
      orderBy: { platform: "asc" },
    });
    for (const { id } of [keep, gone]) context.ports.events.publish({ topic: `conversation:${id}`, kind: "linked" });
    return {
      fanId: keep.fanId,
      name: fanName(keep),
      platforms: [...new Set(accounts.map(({ platform }) => platform))],
    };
  },
  view: (output, context) => ({
    title: texts(context.actor.language).fans.linked(output.name, output.platforms.join(", ")),
    tone: "good",
  }),
  subject: (_input, output) => output.fanId,
});

/** The one who wrote first is kept. @throws AppError `refused` for the same fan, another avatar's, or one on the same account */
async function findBoth(context: CommandContext, input: { readonly conversation: string; readonly other: string }) {
  const words = texts(context.actor.language).fans;
  const [one, other] = [
    await findConversation(context, input.conversation),
    await findConversation(context, input.other),
  ];
  const refuse = (message: string, remedy: string) => new AppError("refused", message, { field: "other", remedy });
  if (one.fanId === other.fanId) throw refuse(words.linkSame, words.linkSameRemedy);
  if (one.avatarId !== other.avatarId) throw refuse(words.linkOtherAvatar, words.linkOtherAvatarRemedy);
  const { prisma } = context.database;
  const accountsOf = async (fanId: string) =>
    (await prisma.fanAddress.findMany({ where: { fanId }, select: { accountId: true } })).map((row) => row.accountId);
  const own = await accountsOf(one.fanId);
  const shared = (await accountsOf(other.fanId)).some((accountId) => own.includes(accountId));
  if (shared) throw refuse(words.linkSameAccount, words.linkSameAccountRemedy);
  return one.createdAt <= other.createdAt ? { keep: one, gone: other } : { keep: other, gone: one };
}
