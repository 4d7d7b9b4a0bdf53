// Every adapter of every vendor against its emulator, with fourteen kinds of fault each, and a sound attempt after each of them.

import { seededRandom } from "../../../agents/kernel/random.ts";
import { VENDOR_FAULTS } from "../../../agents/ports/conformance/vendor-faults.ts";
import type { Proof } from "../proof.ts";
import { provenAdapters } from "./adapters.ts";
import { checkTrials } from "./check.ts";
import { recordTrials, type Trial } from "./record.ts";

export const providers: Proof = {
  name: "providers",
  summary: "every adapter survives fourteen kinds of fault: nothing sent twice, nothing billed unseen",
  run: async ({ seed, say }) => {
    const random = seededRandom(seed);
    const adapters = shuffled(await provenAdapters(), random);
    const trials: Trial[] = [];
    for (const [index, adapter] of adapters.entries()) {
      say(`${index + 1}/${adapters.length} ${adapter.kind}: ${adapter.name}`);
      trials.push(...(await recordTrials(adapter, shuffled(["none", ...VENDOR_FAULTS], random))));
    }
    return checkTrials(trials, VENDOR_FAULTS.length);
  },
};

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, order: random() }))
    .sort((one, other) => one.order - other.order)
    .map(({ item }) => item);
}
