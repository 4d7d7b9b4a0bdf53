// Reads what a run left behind, apart from the product: no token is lost without a word, and no account is given up that works.
import type { AccountRecord, TokensRecord } from "./record.ts";

export function checkTokensRecord(record: TokensRecord, failures: string[]): void {
  const { settled, reconnected, wantedAccounts } = record;
  if (settled.length !== wantedAccounts) failures.push(`${settled.length} accounts instead of ${wantedAccounts}`);
  for (const account of settled) for (const fault of faultsOf(account)) failures.push(`@${account.handle}: ${fault}`);
  for (const account of reconnected) {
    if (account.state === "disconnected" || account.isAsked || !account.works || !account.renewable || !account.opens)
      failures.push(`@${account.handle}: a new log-in did not bring it back`);
  }
  if (!record.chainsIntact) failures.push("a record of operators or controls was changed");
  for (const leak of record.leaks) failures.push(`a secret stands in a log: ${leak.slice(0, 8)}...`);
  for (const death of record.unplannedDeaths) failures.push(`a process died by itself: ${death}`);
}

function faultsOf(account: AccountRecord): string[] {
  const { isRevoked, isAsked, works, renewable, opens, isRenewing, lostNotices, soonNotices } = account;
  const isDisconnected = account.state === "disconnected";
  const faults: string[] = [];
  if (!opens) faults.push("its tokens do not open under the last key");
  if (isRenewing) faults.push("a renewal was begun and never ended");
  if (isRevoked) {
    if (!isDisconnected) faults.push("it was taken back and still counts as connected");
  } else {
    if (isDisconnected) faults.push("it was disconnected, though nobody took it back");
    if (!works) faults.push("its access token is lost");
    if (!renewable && !isAsked && !isDisconnected) faults.push("it cannot be renewed, and nobody was told");
    if (renewable && isAsked) faults.push("the team was asked for a log-in that it does not need");
  }
  if (lostNotices !== (isDisconnected ? 1 : 0)) faults.push(`${lostNotices} notices of the end`);
  if (soonNotices > 1 || (isAsked && soonNotices === 0)) faults.push(`${soonNotices} notices before the end`);
  return faults;
}
