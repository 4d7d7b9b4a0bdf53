// Accounts on platforms: does the token open, does the platform take it, when does it end, do events come.
import pLimit from "p-limit";
import { DAY_MS, HOUR_MS } from "../../../kernel/clock.ts";
import { toAppError } from "../../../kernel/errors.ts";
import type { CommandContext } from "../../context.ts";
import { type Check, type Finding, failureOf, within } from "./finding.ts";

const MOST_ACCOUNTS = 100;
const AT_ONCE = 8;
const ANSWER_LIMIT_MS = 6_000;
/** Days left, for tokens that only a person can renew; renewable ones are renewed before. */
const SOON_MS = 7 * DAY_MS;

const SHOWN = {
  id: true,
  platform: true,
  handle: true,
  externalId: true,
  state: true,
  emulated: true,
  accessToken: true,
  refreshToken: true,
  tokenExpiresAt: true,
  reconnectAskedAt: true,
  connectedAt: true,
} as const;

async function accounts(context: CommandContext): Promise<readonly Finding[]> {
  const { prisma } = context.database;
  const rows = await prisma.account.findMany({
    orderBy: { connectedAt: "asc" },
    take: MOST_ACCOUNTS,
    select: SHOWN,
  });
  if (rows.length === 0) return [{ state: "warning", code: "noAccounts" }];
  const events = await prisma.inboundEvent.groupBy({ by: ["source"], _max: { receivedAt: true } });
  const lastEvents = new Map(events.map(({ source, _max }) => [source, _max.receivedAt]));
  const limit = pLimit(AT_ONCE);
  const findings = await Promise.all(
    rows.map((row) => limit(() => examined(context, row, lastEvents.get(row.platform) ?? null))),
  );
  return findings.flat();
}

type Row = Awaited<ReturnType<typeof findOne>>;
const findOne = ({ database }: CommandContext) => database.prisma.account.findFirstOrThrow({ select: SHOWN });

async function examined(context: CommandContext, row: Row, lastEventAt: Date | null): Promise<readonly Finding[]> {
  const about = `@${row.handle} (${row.platform})`;
  if (row.emulated || context.installation.emulated.has(row.platform))
    return [{ state: "ok", code: "accountEmulated", about }];
  const detail = `${row.handle} --platform ${row.platform}`;
  if (row.state === "disconnected" || row.reconnectAskedAt !== null)
    return [{ state: "broken", code: "accountLost", about, detail }];
  const token = await within(ANSWER_LIMIT_MS, (signal) => tokenOf(context, row, { about, detail, signal }), about);
  return [...token, ...eventsOf(context, row, { about, lastEventAt })];
}

async function tokenOf(
  context: CommandContext,
  row: Row,
  { about, detail, signal }: { readonly about: string; readonly detail: string; readonly signal: AbortSignal },
): Promise<readonly Finding[]> {
  const connector = context.ports.connectors[row.platform];
  if (row.accessToken === null || !connector) return [{ state: "broken", code: "tokenMissing", about, detail }];
  const now = context.clock.now().getTime();
  const endsAt = row.tokenExpiresAt?.getTime() ?? null;
  if (endsAt !== null && endsAt <= now && row.refreshToken === null)
    return [{ state: "broken", code: "tokenExpired", about, detail }];
  let token: string;
  try {
    token = context.secrets.open(row.accessToken, { table: "Account", row: row.id, field: "accessToken" });
  } catch (thrown) {
    context.log.debug("a token does not open", { source: row.id, error: thrown });
    return [{ state: "broken", code: "tokenSealed", about, detail }];
  }
  try {
    const profile = await connector.whoAmI(token, signal);
    if (profile.externalId !== row.externalId) return [{ state: "broken", code: "tokenOfOther", about, detail }];
  } catch (thrown) {
    if (toAppError(thrown).code === "refused") return [{ state: "broken", code: "tokenRefused", about, detail }];
    return [failureOf(thrown, { about, setting: row.platform })];
  }
  const leftMs = endsAt === null ? null : endsAt - now;
  if (leftMs !== null && leftMs < SOON_MS && !connector.renew)
    return [{ state: "warning", code: "tokenEnds", about, detail: String(Math.floor(leftMs / DAY_MS)) }];
  return [{ state: "ok", code: "tokenTaken", about }];
}

/** No platform tells cheaply whether it sends us events: the last one that came does. */
function eventsOf(
  { ports, clock }: CommandContext,
  row: Row,
  { about, lastEventAt }: { readonly about: string; readonly lastEventAt: Date | null },
): readonly Finding[] {
  const isNew = clock.now().getTime() - row.connectedAt.getTime() < 24 * HOUR_MS;
  if (!ports.channels[row.platform] || lastEventAt !== null || isNew) return [];
  return [{ state: "warning", code: "noEvents", about, detail: `/webhooks/${row.platform}` }];
}

export const ACCOUNT_CHECKS: readonly Check[] = [{ area: "accounts", run: accounts }];
