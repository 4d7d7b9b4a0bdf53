// What a run left behind: rows as they are stored, and for each token what the platform says of it.
import type pg from "pg";
import { createSecretBox } from "../../../agents/kernel/secret.ts";
import type { TokenPlatform } from "./platform.ts";

export interface AccountRecord {
  readonly handle: string;
  readonly platform: string;
  readonly state: string;
  readonly isAsked: boolean;
  readonly isRenewing: boolean;
  /** The owner took the permission back. */
  readonly isRevoked: boolean;
  /** What is stored opens under the last key alone. */
  readonly opens: boolean;
  /** The platform takes the stored access token. */
  readonly works: boolean;
  /** The platform would renew the stored tokens. */
  readonly renewable: boolean;
  /** Notices that it is disconnected, and that it will be. */
  readonly lostNotices: number;
  readonly soonNotices: number;
}

export interface TokensRecord {
  readonly wantedAccounts: number;
  /** When everything had settled. */
  readonly settled: readonly AccountRecord[];
  /** After the team had logged in anew wherever it was asked to. */
  readonly reconnected: readonly AccountRecord[];
  readonly chainsIntact: boolean;
  /** Tokens and keys that stand in the logs. */
  readonly leaks: readonly string[];
  readonly unplannedDeaths: readonly string[];
}

interface Row {
  readonly id: string;
  readonly handle: string;
  readonly platform: string;
  readonly externalId: string;
  readonly state: string;
  readonly accessToken: string | null;
  readonly refreshToken: string | null;
  readonly isAsked: boolean;
  readonly isRenewing: boolean;
  readonly lostNotices: number;
  readonly soonNotices: number;
}

const ROWS = `SELECT a.id, a.handle, a.platform, a."externalId", a.state, a."accessToken", a."refreshToken",
  a."reconnectAskedAt" IS NOT NULL AS "isAsked", a."renewingAt" IS NOT NULL AS "isRenewing",
  count(n.id) FILTER (WHERE n.facts->>'isOver' = 'true')::int AS "lostNotices",
  count(n.id) FILTER (WHERE n.facts->>'isOver' = 'false')::int AS "soonNotices"
  FROM "Account" a LEFT JOIN "OperatorNotice" n ON n.kind = 'account_lost' AND n.facts->>'accountId' = a.id
  GROUP BY a.id ORDER BY a.id`;

export async function readAccounts(
  pool: pg.Pool,
  platform: TokenPlatform,
  { key, revoked }: { readonly key: string; readonly revoked: ReadonlySet<string> },
): Promise<AccountRecord[]> {
  const { rows } = await pool.query<Row>(ROWS);
  return await Promise.all(
    rows.map(async (row): Promise<AccountRecord> => {
      const access = openUnder(key, row, "accessToken");
      const refresh = openUnder(key, row, "refreshToken");
      const works = access !== null && (await isTaken(platform, row.platform, access));
      const { handle, state, isAsked, isRenewing, lostNotices, soonNotices } = row;
      return {
        ...{ handle, platform: row.platform, state, isAsked, isRenewing, lostNotices, soonNotices, works },
        isRevoked: revoked.has(row.externalId),
        opens: access !== null && (row.refreshToken === null || refresh !== null),
        renewable: row.platform === "instagram" ? works : isLiveRefreshToken(platform, refresh),
      };
    }),
  );
}

function openUnder(key: string, row: Row, field: "accessToken" | "refreshToken"): string | null {
  const sealed = row[field];
  if (sealed === null) return null;
  try {
    return createSecretBox(key).open(sealed, { table: "Account", row: row.id, field });
  } catch {
    return null; // counted as a failure by the checker
  }
}

async function isTaken({ instagramUrl, tiktokUrl }: TokenPlatform, platform: string, token: string): Promise<boolean> {
  const url =
    platform === "instagram"
      ? `${instagramUrl}/v26.0/me?fields=user_id`
      : `${tiktokUrl}/v2/user/info/?fields=open_id,username`;
  return (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).ok;
}

function isLiveRefreshToken({ tiktok }: TokenPlatform, token: string | null): boolean {
  const known = token === null ? undefined : tiktok.state.tokens.get(token);
  return known?.kind === "refresh" && known.expiresAtMs > Date.now();
}
