// The checker must see what it is there for: a record in which all is well, then one fault at a time.
import { expect, test } from "vitest";
import { checkTokensRecord } from "./check.ts";
import type { AccountRecord, TokensRecord } from "./record.ts";

const well: AccountRecord = {
  ...{ handle: "sol", platform: "tiktok_posts", state: "warming", isAsked: false, isRenewing: false },
  ...{ isRevoked: false, opens: true, works: true, renewable: true, lostNotices: 0, soonNotices: 0 },
};
const asked: AccountRecord = { ...well, handle: "mar", isAsked: true, renewable: false, soonNotices: 1 };
const revoked: AccountRecord = {
  ...{ ...well, handle: "luz", isRevoked: true, state: "disconnected" },
  ...{ works: false, renewable: false, lostNotices: 1 },
};
const good: TokensRecord = {
  ...{ wantedAccounts: 3, settled: [well, asked, revoked], reconnected: [well, well, well] },
  ...{ chainsIntact: true, leaks: [], unplannedDeaths: [] },
};
const failuresOf = (record: TokensRecord) => {
  const failures: string[] = [];
  checkTokensRecord(record, failures);
  return failures;
};
const withFirst = (change: Partial<AccountRecord>) => ({ ...good, settled: [{ ...well, ...change }, asked, revoked] });

test("a run in which every token works, was asked for or taken back holds", () => {
  expect(failuresOf(good)).toEqual([]);
});

test.each([
  ["an account that is missing", { ...good, settled: [well, asked] }],
  ["a token that is lost without a word", withFirst({ renewable: false })],
  ["an access token that is gone", withFirst({ works: false })],
  ["an account given up though it works", withFirst({ state: "disconnected", lostNotices: 1 })],
  ["a log-in asked for in vain", withFirst({ isAsked: true, soonNotices: 1 })],
  ["a renewal without an end", withFirst({ isRenewing: true })],
  ["a seal of a former key", withFirst({ opens: false })],
  ["a notice too many", withFirst({ lostNotices: 1 })],
  ["a notice told twice", { ...good, settled: [well, { ...asked, soonNotices: 2 }, revoked] }],
  [
    "a permission taken back unseen",
    { ...good, settled: [well, asked, { ...revoked, state: "warming", lostNotices: 0 }] },
  ],
  ["an account that does not come back", { ...good, reconnected: [well, asked, well] }],
  ["a broken chain", { ...good, chainsIntact: false }],
  ["a leak", { ...good, leaks: ["act.secret"] }],
  ["a death by itself", { ...good, unplannedDeaths: ["exit 1"] }],
])("%s is seen", (_name, record) => {
  expect(failuresOf(record)).toHaveLength(1);
});
