// An avatar's face, made by the vendor under test: real vendors make no pictures of one that has none.
import { setTimeout as delay } from "node:timers/promises";
import type { Operator } from "./operator.ts";

interface Round {
  readonly faces: readonly { readonly number: number; readonly state: string }[];
}

interface Picked {
  readonly apparentAge: number | null;
}

const LOOK_INTERVAL_MS = 250;
const OPEN: readonly string[] = ["planned", "running", "unknown"];

/** Who looks younger is shown to a person first (trust C9); its pictures may look younger still, and be refused. */
const GROWN_YEARS = 25;

/** Picks the first of the round that looks grown, or else the one that looks oldest. @throws Error when none is taken */
export async function giveFace(operator: Operator, avatar: string): Promise<void> {
  await operator.approve("face.create", { avatar });
  let round = (await operator.ask("face.show", { avatar })) as Round;
  while (round.faces.some(({ state }) => OPEN.includes(state))) {
    await delay(LOOK_INTERVAL_MS);
    round = (await operator.ask("face.show", { avatar })) as Round;
  }
  const refusals: string[] = [];
  const taken: { number: number; years: number }[] = [];
  for (const { number } of round.faces) {
    try {
      const { apparentAge } = (await operator.ask("face.pick", { avatar, number })) as Picked;
      if (apparentAge === null || apparentAge >= GROWN_YEARS) return;
      taken.push({ number, years: apparentAge });
    } catch (refusal) {
      refusals.push(String(refusal));
    }
  }
  const [oldest] = taken.sort((one, other) => other.years - one.years);
  if (!oldest) throw new Error(refusals.join("; "));
  await operator.ask("face.pick", { avatar, number: oldest.number });
}
