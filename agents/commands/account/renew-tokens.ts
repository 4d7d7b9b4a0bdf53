// Renews tokens ahead of their end, so that none is lost: the intent is written before the platform is asked, and its answer
// only over the very token it came from. A refusal is checked with the access token: while that works, so does the account,
// and the team is asked in time to log in anew.
import { z } from "zod";
import type { Account, Prisma } from "../../../prisma/generated/client/client.ts";
import { HOUR_MS, MINUTE_MS } from "../../kernel/clock.ts";
import { toAppError } from "../../kernel/errors.ts";
import type { Connector, RenewalRule, RenewedTokens, RenewTokens } from "../../ports/connector.ts";
import type { AppContext } from "../context.ts";
import { defineInternal } from "../internal.ts";
import { NOTICE_TOPIC, writeNotice } from "../notice/write-notice.ts";
import { accountToken } from "./link-account.ts";
import { isLastWord, loseAccount } from "./platform-accounts.ts";

/** For tokens of a day: a platform that is down for hours costs no account. */
const DAILY: RenewalRule = { by: "refreshToken", beforeMs: 6 * HOUR_MS, minAgeMs: 0 };
const LIMIT_MS = 30_000;
/** Whoever wrote an intent so long ago died over it. */
const FORGOTTEN_MS = 2 * MINUTE_MS;

/** @returns how many were renewed */
export const renewTokens = defineInternal({
  name: "account.renew-tokens",
  input: z.object({}),
  run: async (context): Promise<number> => {
    let renewed = 0;
    for (const [platform, connector] of Object.entries(context.ports.connectors)) {
      const { renew, renewalRule = DAILY } = connector;
      if (!renew) continue;
      const due = await context.database.prisma.account.findMany({
        where: { platform, ...whereDue(renewalRule, context.clock.now()) },
        orderBy: { tokenExpiresAt: "asc" },
      });
      for (const account of due) {
        if (await tryRenewing(context, account, { connector, renew, by: renewalRule.by })) renewed += 1;
      }
    }
    return renewed;
  },
});

function whereDue({ by, beforeMs, minAgeMs }: RenewalRule, now: Date): Prisma.AccountWhereInput {
  const hourAgo = new Date(now.getTime() - HOUR_MS);
  const ends = { tokenExpiresAt: { lte: new Date(now.getTime() + beforeMs) } };
  const isOldEnough = { tokenIssuedAt: { lte: new Date(now.getTime() - minAgeMs) } };
  return {
    [by]: { not: null },
    state: { not: "disconnected" },
    AND: [
      // Of a token from a platform's dashboard nobody knows the end.
      by === "accessToken" ? { ...isOldEnough, OR: [ends, { tokenExpiresAt: null }] } : ends,
      { OR: [{ renewingAt: null }, { renewingAt: { lte: new Date(now.getTime() - FORGOTTEN_MS) } }] },
      // Refused before: again at the end, which nobody knows exactly of a token that was brought.
      { OR: [{ reconnectAskedAt: null }, { tokenExpiresAt: { lte: now }, tokenCheckedAt: { lte: hourAgo } }] },
    ],
  };
}

interface Renewal {
  readonly connector: Connector;
  readonly renew: RenewTokens;
  readonly by: RenewalRule["by"];
}

async function tryRenewing(context: AppContext, account: Account, renewal: Renewal): Promise<boolean> {
  const { id: accountId, platform } = account;
  try {
    return await renewOne(context, account, renewal);
  } catch (thrown) {
    const { code, reason = "" } = toAppError(thrown);
    context.log.warn("a token was not renewed", { accountId, platform, code, reason });
    await context.database.prisma.account.updateMany({ where: { id: accountId }, data: { renewingAt: null } });
    if (code === "refused") await judge(context, account, renewal.connector);
    return false;
  }
}

async function renewOne(context: AppContext, account: Account, { renew, by }: Renewal): Promise<boolean> {
  const { id, renewingAt, tokenIssuedAt } = account;
  const sealed = account[by];
  if (sealed === null) return false;
  const { secrets, database, clock } = context;
  const token = secrets.open(sealed, { table: "Account", row: id, field: by });
  const intent = await database.prisma.account.updateMany({
    // Another worker may have renewed it since it was read: then there is nothing to begin.
    where: { id, renewingAt, tokenIssuedAt, state: { not: "disconnected" } },
    data: { renewingAt: clock.now() },
  });
  if (intent.count === 0) return false;
  if (renewingAt !== null) context.log.warn("the answer to a renewal was lost", { accountId: id });
  const renewed = await renew(token, AbortSignal.timeout(LIMIT_MS));
  return await writeDown(context, id, { by, token }, renewed);
}

/** Compared by what is sealed: the seal itself changes when the key does. */
async function writeDown(
  { secrets, database, clock }: AppContext,
  id: string,
  old: { readonly by: RenewalRule["by"]; readonly token: string },
  { accessToken, refreshToken, lastsMs }: RenewedTokens,
): Promise<boolean> {
  const place = (field: string) => ({ table: "Account", row: id, field });
  return await database.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "Account" WHERE id = ${id} FOR UPDATE`;
    const stored = (await tx.account.findUnique({ where: { id } }))?.[old.by] ?? null;
    // Linked anew meanwhile: what was linked is newer.
    if (stored === null || secrets.open(stored, place(old.by)) !== old.token) return false;
    const now = clock.now();
    await tx.account.update({
      where: { id },
      data: {
        accessToken: secrets.seal(accessToken, place("accessToken")),
        ...(refreshToken === undefined ? {} : { refreshToken: secrets.seal(refreshToken, place("refreshToken")) }),
        tokenExpiresAt: new Date(now.getTime() + lastsMs),
        ...{ tokenIssuedAt: now, tokenCheckedAt: now, renewingAt: null, reconnectAskedAt: null },
      },
    });
    return true;
  });
}

/** The platform renews no more: taken back or lost on its way. What the access token is still good for decides. */
async function judge(context: AppContext, account: Account, connector: Connector): Promise<void> {
  const { id, tokenExpiresAt, avatarId, handle, platform } = account;
  const now = context.clock.now();
  const verdict = await askAbout(context, account, connector);
  if (verdict === "unknown") return;
  const { prisma } = context.database;
  await prisma.$transaction(async (tx) => {
    if (verdict === "dead") return void (await loseAccount(context, tx, id));
    await tx.account.updateMany({ where: { id }, data: { tokenCheckedAt: now } });
    const { count } = await tx.account.updateMany({
      where: { id, reconnectAskedAt: null, state: { not: "disconnected" } },
      data: { reconnectAskedAt: now },
    });
    if (count === 0) return;
    const until = tokenExpiresAt !== null && tokenExpiresAt > now ? tokenExpiresAt.toISOString() : null;
    const notice = { kind: "account_lost", accountId: id, handle, platform, isOver: false, until } as const;
    await writeNotice(context, tx, notice, { avatarId, conversationId: null });
  });
  context.ports.events.publish({ topic: NOTICE_TOPIC, kind: "written" });
}

type Verdict = "dead" | "alive" | "unknown";

async function askAbout(context: AppContext, account: Account, connector: Connector): Promise<Verdict> {
  try {
    await connector.whoAmI(accountToken(context, account), AbortSignal.timeout(LIMIT_MS));
    return "alive";
  } catch (thrown) {
    const { code, reason } = toAppError(thrown);
    return code === "refused" && reason === "token_invalid" ? "dead" : "unknown";
  }
}

/** So often the platform is asked whether it still takes a token: permission is taken back without a word. */
const CHECK_EVERY_MS = 6 * HOUR_MS;
const CHECKED_AT_ONCE = 50;

/** @returns how many are lost */
export const checkTokens = defineInternal({
  name: "account.check-tokens",
  input: z.object({}),
  run: async (context): Promise<number> => {
    const now = context.clock.now();
    const { prisma } = context.database;
    const connectors = Object.entries(context.ports.connectors).filter(([, connector]) => connector.renew);
    const due = await prisma.account.findMany({
      where: {
        platform: { in: connectors.map(([platform]) => platform) },
        tokenCheckedAt: { lte: new Date(now.getTime() - CHECK_EVERY_MS) },
        state: { not: "disconnected" },
        accessToken: { not: null },
        // An access token that has ended says nothing: it is renewed.
        OR: [{ tokenExpiresAt: null }, { tokenExpiresAt: { gt: now } }],
      },
      orderBy: { tokenCheckedAt: "asc" },
      take: CHECKED_AT_ONCE,
    });
    let lost = 0;
    for (const account of due) {
      const connector = context.ports.connectors[account.platform];
      if (!connector) continue;
      const verdict = await askAbout(context, account, connector);
      await prisma.account.updateMany({ where: { id: account.id }, data: { tokenCheckedAt: now } });
      // Renewed or linked anew while it was asked about: the next look's.
      if (verdict === "dead" && (await loseUnlessChanged(context, account, now))) lost += 1;
    }
    if (lost > 0) context.ports.events.publish({ topic: NOTICE_TOPIC, kind: "written" });
    return lost;
  },
});

async function loseUnlessChanged(context: AppContext, account: Account, now: Date): Promise<boolean> {
  return await context.database.prisma.$transaction(async (tx) => {
    const isLost = await isLastWord(tx, account, now);
    if (isLost) await loseAccount(context, tx, account.id);
    return isLost;
  });
}
