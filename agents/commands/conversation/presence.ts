// What a fan sees before an answer (read, typing), and whom we then answer. None of it may hold an answer up.
import type { ConversationSnapshot } from "../../../prisma/conversation-turn.ts";
import { cleanText } from "../../kernel/clean-text.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { toAppError } from "../../kernel/errors.ts";
import type { ConnectedAccount } from "../../ports/connector.ts";
import type { FanChannel } from "../../ports/fan-channel.ts";
import { accountToken } from "../account/link-account.ts";
import type { AppContext } from "../context.ts";
import { decide } from "./deliver.ts";

const PRESENCE_LIMIT_MS = 3_000;
const TYPING_AFTER_MS = 200;
const PROFILE_LASTS_MS = 7 * DAY_MS;
const MAX_NAME_CHARS = 60;

/**
 * Seen and typing where the platform has them and an answer may go out; the fan's name where it is not known. Never throws.
 * @param answering an answer that is there at once needs no sign of typing where that counts against the platform's limits
 */
export async function showPresence(
  context: AppContext,
  snapshot: ConversationSnapshot,
  answering: Promise<unknown>,
  signal: AbortSignal,
): Promise<void> {
  const channel = context.ports.channels[snapshot.account.platform];
  if (!channel) return;
  const fanId = snapshot.fan.externalId;
  const limit = limited(signal);
  const { supportsSeen, supportsTyping, typingCounts = false } = channel.info;
  const show = async (account: ConnectedAccount) => {
    if (!mayAnswer(context, snapshot)) return;
    if (supportsSeen) await channel.seen(account, fanId, limit);
    if (supportsTyping && !(typingCounts && (await isSoon(answering)))) await channel.typing(account, fanId, limit);
  };
  await Promise.all([
    supportsSeen || supportsTyping ? tryTo(context, snapshot, "presence", show) : undefined,
    channel.profileOf && snapshot.fan.displayName === ""
      ? tryTo(context, snapshot, "profile", (account) => learnName(context, channel, account, snapshot, limit))
      : undefined,
  ]);
}

/** The sign of typing once more, for an answer that is still to come. Never throws. */
export async function keepTyping(
  context: AppContext,
  snapshot: ConversationSnapshot,
  signal: AbortSignal,
): Promise<void> {
  const channel = context.ports.channels[snapshot.account.platform];
  if (!channel?.info.supportsTyping) return;
  await tryTo(context, snapshot, "presence", async (account) => {
    if (mayAnswer(context, snapshot)) await channel.typing(account, snapshot.fan.externalId, limited(signal));
  });
}

/** Whether it ends within a moment. */
function isSoon(work: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), TYPING_AFTER_MS);
    const end = () => {
      clearTimeout(timer);
      resolve(true);
    };
    work.then(end, end);
  });
}

const limited = (signal: AbortSignal) => AbortSignal.any([signal, AbortSignal.timeout(PRESENCE_LIMIT_MS)]);

async function tryTo(
  context: AppContext,
  { account, conversation }: ConversationSnapshot,
  source: string,
  act: (account: ConnectedAccount) => Promise<void>,
): Promise<void> {
  try {
    const { id, externalId } = account;
    await act({ id, externalId, accessToken: accountToken(context, account) });
  } catch (thrown) {
    const { code } = toAppError(thrown);
    context.log.info("sign of presence not shown", { conversationId: conversation.id, source, code });
  }
}

/** A sign is outbound, too: none goes where an answer of the machine would be stopped (trust C14). */
function mayAnswer(context: AppContext, { conversation, account, facts }: ConversationSnapshot): boolean {
  const now = context.clock.now();
  const unknown = { intent: null, stage: null, priceCents: null };
  const answer = {
    kind: "reply",
    author: "avatar",
    operatorId: null,
    upToSeq: conversation.lastSeq,
    ...unknown,
  } as const;
  return facts !== "" && decide({ account }, answer, facts, now).allowed;
}

/** Asked once, then again after a week while it stays unknown; only what greets them and tells them apart is kept. */
async function learnName(
  context: AppContext,
  channel: FanChannel,
  account: ConnectedAccount,
  { fan }: ConversationSnapshot,
  signal: AbortSignal,
): Promise<void> {
  const { prisma } = context.database;
  const now = context.clock.now();
  const address = { accountId: account.id, externalId: fan.externalId };
  const asked = await prisma.fanAddress.updateMany({
    where: {
      ...address,
      OR: [{ profileAt: null }, { profileAt: { lt: new Date(now.getTime() - PROFILE_LASTS_MS) } }],
    },
    data: { profileAt: now },
  });
  if (asked.count === 0) return;
  const profile = await channel.profileOf?.(account, fan.externalId, signal);
  if (!profile) return;
  const short = (text: string) => cleanText(text.slice(0, MAX_NAME_CHARS));
  const username = profile.username === null ? null : short(profile.username);
  await prisma.fanAddress.updateMany({
    where: address,
    data: { username, followsAccount: profile.followsAccount },
  });
  await prisma.fan.updateMany({
    where: { id: fan.id, displayName: "" },
    data: { displayName: short(profile.name) || (username ?? "") },
  });
}
