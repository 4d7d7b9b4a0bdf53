// An avatar's face, made by the vendor under test: real vendors make no pictures of one that has none.
import { setTimeout as delay } from "node:timers/promises";
import type { Operator } from "./operator.ts";

interface Round {
  readonly faces: readonly { readonly number: number; readonly state: string }[];
}

const LOOK_INTERVAL_MS = 250;
const OPEN: readonly string[] = ["planned", "running", "unknown"];

/** Picks the first of the round that the product takes. @throws Error when it takes none */
export async function giveFace(operator: Operator, avatar: string): Promise<void> {
  await operator.approve("face.create", { avatar });
  let round = (await operator.ask("face.show", { avatar })) as Round;
  while (round.faces.some(({ state }) => OPEN.includes(state))) {
    await delay(LOOK_INTERVAL_MS);
    round = (await operator.ask("face.show", { avatar })) as Round;
  }
  const refusals: string[] = [];
  for (const { number } of round.faces) {
    try {
      await operator.ask("face.pick", { avatar, number });
      return;
    } catch (refusal) {
      refusals.push(String(refusal));
    }
  }
  throw new Error(refusals.join("; "));
}
