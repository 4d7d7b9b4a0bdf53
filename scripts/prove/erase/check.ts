// Judges an erasure from its record, knowing nothing of the product.
import type { ProofReport } from "../proof.ts";

export interface Sighting {
  readonly whose: string;
  readonly door: string;
  readonly places: readonly string[];
}

export interface EraseRecord {
  /** Where each word of the erased fan stood before; doors that are never kept are left out. */
  readonly before: readonly Sighting[];
  /** Where any word or id of an erased fan stands afterwards, and once they have written again (words only). */
  readonly after: readonly Sighting[];
  readonly afterReturn: readonly Sighting[];
  /** Doors whose word is in the exported file, of those that should be. */
  readonly exported: {
    readonly wanted: readonly string[];
    readonly found: readonly string[];
    readonly foreign: number;
  };
  /** HTTP status of the export's link and of the paid gallery, before and after. */
  readonly exportLink: readonly [before: number, after: number];
  readonly gallery: readonly [before: number, after: number];
  /** Everything that speaks of the fan who stays, sorted. */
  readonly other: readonly [before: readonly string[], after: readonly string[]];
  /** Sums and charges of the ledger, as text. */
  readonly ledger: readonly [before: string, after: string];
  /** Messages the fan erased amid a turn had got when the erasure was done, and in the end. */
  readonly midTurnSends: readonly [atErasure: number, inTheEnd: number];
  /** The model was thinking for that fan when the erasure began. */
  readonly wasMidTurn: boolean;
  readonly returned: { readonly messages: readonly string[]; readonly name: string; readonly isLocked: boolean };
  readonly minorReturned: { readonly messages: readonly string[]; readonly isLocked: boolean };
  readonly chainsIntact: boolean;
  readonly unplannedDeaths: readonly string[];
}

export function checkErase(record: EraseRecord): ProofReport {
  const failures: string[] = [];
  const expect = (holds: boolean, failure: string) => {
    if (!holds) failures.push(failure);
  };
  for (const { whose, door, places } of record.before)
    expect(places.length > 0, `the ${door} of ${whose} was nowhere to begin with: its absence proves nothing`);
  for (const [when, sightings] of [
    ["after the erasure", record.after],
    ["after they wrote again", record.afterReturn],
  ] as const)
    for (const { whose, door, places } of sightings)
      expect(places.length === 0, `${when} the ${door} of ${whose} stands in ${places.join(", ")}`);
  failures.push(...exportFaults(record), ...livingFaults(record));
  const [got, ended] = record.midTurnSends;
  expect(record.wasMidTurn, "no turn was in flight during the erasure");
  expect(got === ended, `${ended - got} messages were sent to a fan after their erasure`);
  expect(record.chainsIntact, "the audit chains do not verify");
  for (const death of record.unplannedDeaths) failures.push(`the product died by itself: ${death}`);
  return {
    failures,
    figures: {
      canaries: record.before.length,
      placesBefore: record.before.reduce((sum, { places }) => sum + places.length, 0),
      searchesAfter: record.after.length + record.afterReturn.length,
      placesAfter: [...record.after, ...record.afterReturn].reduce((sum, { places }) => sum + places.length, 0),
      exported: record.exported.found.length,
      rowsOfOthers: record.other[0].length,
    },
  };
}

function exportFaults({ exported, exportLink, gallery }: EraseRecord): readonly string[] {
  const missing = exported.wanted.filter((door) => !exported.found.includes(door));
  return [
    ...missing.map((door) => `the export lacks the ${door}`),
    ...(exported.foreign > 0 ? [`the export holds ${exported.foreign} words of somebody else`] : []),
    ...(exportLink[0] === 200 ? [] : [`the export's link answered ${exportLink[0]} at first`]),
    ...(exportLink[1] === 404 ? [] : [`the export's link answers ${exportLink[1]} after the erasure`]),
    ...(gallery[0] === 200 ? [] : [`the gallery answered ${gallery[0]} at first`]),
    ...(gallery[1] === 404 ? [] : [`the gallery answers ${gallery[1]} after the erasure`]),
  ];
}

/** Of those who stay, and of those who come back. */
function livingFaults({ other, ledger, returned, minorReturned }: EraseRecord): readonly string[] {
  const [before, after] = other;
  const lost = before.filter((row) => !after.includes(row));
  return [
    ...(before.length > 0 ? [] : ["of the fan who stays nothing was kept to begin with"]),
    ...lost.map((row) => `of the fan who stays this is gone or changed: ${row.slice(0, 120)}`),
    ...(ledger[0] === ledger[1] ? [] : [`the ledger was ${ledger[0]} and is ${ledger[1]}`]),
    ...(returned.messages.length === 1 ? [] : [`who wrote again has ${returned.messages.length} messages, not 1`]),
    ...(returned.name === "" ? [] : ["who wrote again has the old name"]),
    ...(returned.isLocked ? ["who wrote again without a lock is locked"] : []),
    ...(minorReturned.isLocked ? [] : ["the minor lock did not outlive the erasure"]),
    ...(minorReturned.messages.length === 1 ? [] : ["who wrote again under a lock has messages of before"]),
  ];
}
