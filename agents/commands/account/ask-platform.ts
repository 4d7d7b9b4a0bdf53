// One look at an account through its platform: does the token work, are calls refused, what does it tell.
import { DAY_MS } from "../../kernel/clock.ts";
import { toAppError } from "../../kernel/errors.ts";
import type { ConnectedAccount } from "../../ports/connector.ts";
import type { AccountCounts } from "../../ports/insights.ts";
import type { AppContext } from "../context.ts";
import { accountToken } from "./link-account.ts";
import { FULL_PERCENT, type RateState, restAfter } from "./rate-state.ts";

export interface PlatformAnswer {
  readonly tokenValid: boolean;
  readonly rateLimited: boolean;
  /** null: it tells nothing, for want of a permission or because it never does. */
  readonly counts: AccountCounts | null;
  readonly rate: RateState;
}

const LIMIT_MS = 30_000;
/** So far back days are asked for. */
const DAYS = 14;

interface AskedAccount {
  readonly id: string;
  readonly platform: string;
  readonly externalId: string;
  readonly handle: string;
  readonly accessToken: string | null;
}

/** null: the platform is not there, so nothing is known; it is left alone for a while. */
export async function askPlatform(context: AppContext, account: AskedAccount): Promise<PlatformAnswer | null> {
  const now = context.clock.now();
  const stated = (percent: number | null, pauseMs: number | null): RateState => ({
    percent,
    at: now.toISOString(),
    until: pauseMs === null ? null : new Date(now.getTime() + pauseMs).toISOString(),
  });
  const connected = { id: account.id, externalId: account.externalId, accessToken: accountToken(context, account) };
  try {
    const counts = await read(context, account.platform, connected);
    const { percent = null, regainAccessMs = null } = counts?.rate ?? {};
    const rateLimited = (percent ?? 0) >= FULL_PERCENT || regainAccessMs !== null;
    return { tokenValid: true, rateLimited, counts, rate: stated(percent, regainAccessMs) };
  } catch (thrown) {
    const error = toAppError(thrown);
    const nothing = { counts: null, rateLimited: false, rate: stated(null, null) };
    if (error.reason === "token_invalid") return { ...nothing, tokenValid: false };
    if (error.code === "forbidden") return { ...nothing, tokenValid: true };
    if (error.code === "rate_limited")
      return {
        ...nothing,
        tokenValid: true,
        rateLimited: true,
        rate: stated(FULL_PERCENT, error.retryAfterMs ?? null),
      };
    await restAfter(context, account.id, thrown);
    return null;
  }
}

async function read(
  { ports, clock }: AppContext,
  platform: string,
  account: ConnectedAccount,
): Promise<AccountCounts | null> {
  const signal = AbortSignal.timeout(LIMIT_MS);
  const reader = Object.hasOwn(ports.insights, platform) ? ports.insights[platform] : undefined;
  if (reader) return await reader.account(account, new Date(clock.now().getTime() - DAYS * DAY_MS), signal);
  const connector = Object.hasOwn(ports.connectors, platform) ? ports.connectors[platform] : undefined;
  await connector?.whoAmI(account.accessToken, signal);
  return null;
}
