// Asks a platform what was written to its accounts since the last look, and takes in what never came.
import { z } from "zod";
import { DAY_MS, MINUTE_MS } from "../../kernel/clock.ts";
import { toAppError } from "../../kernel/errors.ts";
import type { ConnectedAccount } from "../../ports/connector.ts";
import type { RecentEvents } from "../../ports/fan-channel.ts";
import { disconnectAccount, platformAccounts } from "../account/platform-accounts.ts";
import type { AppContext } from "../context.ts";
import { callInternal, defineInternal } from "../internal.ts";
import { type ReceiveSummary, receiveEvents } from "./receive-events.ts";

/** Older than the shortest reply window there is nothing left to answer. */
const LOOK_BACK_MS = DAY_MS;
/** Webhooks under way are given this long, and clocks may differ by it. */
const OVERLAP_MS = 2 * MINUTE_MS;
const LIMIT_MS = MINUTE_MS;

const LastLook = z.object({ lookedAtMs: z.number() });

/** @returns how many events were new */
export const lookForMissed = defineInternal({
  name: "inbound.look-for-missed",
  input: z.object({ platform: z.string() }),
  run: async (context, { platform }): Promise<number> => {
    const recentEvents = context.ports.channels[platform]?.recentEvents;
    if (!recentEvents) return 0;
    let found = 0;
    for (const account of await callInternal(context, platformAccounts, { platform })) {
      try {
        found += await lookAt(context, platform, account, recentEvents);
      } catch (thrown) {
        const error = toAppError(thrown);
        context.log.warn("could not look for missed messages", { accountId: account.id, platform, code: error.code });
        if (error.reason === "token_invalid") await callInternal(context, disconnectAccount, { id: account.id });
      }
    }
    return found;
  },
});

async function lookAt(
  context: AppContext,
  platform: string,
  account: ConnectedAccount,
  recentEvents: RecentEvents,
): Promise<number> {
  const now = context.clock.now();
  const from = await since(context, account, now);
  const { events, isComplete } = await recentEvents(account, from, AbortSignal.timeout(LIMIT_MS));
  const { received }: ReceiveSummary = await callInternal(context, receiveEvents, { platform, events: [...events] });
  if (!isComplete) return received;
  const value = { lookedAtMs: now.getTime() };
  const key = keyOf(account);
  await context.database.prisma.setting.upsert({
    where: { key },
    create: { key, value, updatedAt: now },
    update: { value, updatedAt: now },
  });
  return received;
}

/** Since the last look, but neither from before the account was ours nor longer than an answer makes sense. */
async function since(context: AppContext, account: ConnectedAccount, now: Date): Promise<Date> {
  const { prisma } = context.database;
  const { connectedAt } = await prisma.account.findUniqueOrThrow({ where: { id: account.id } });
  const row = await prisma.setting.findUnique({ where: { key: keyOf(account) } });
  const last = LastLook.safeParse(row?.value);
  const lookedAtMs = last.success ? last.data.lookedAtMs - OVERLAP_MS : 0;
  return new Date(Math.max(connectedAt.getTime(), now.getTime() - LOOK_BACK_MS, lookedAtMs));
}

const keyOf = (account: ConnectedAccount) => `missed-events:${account.id}`;
