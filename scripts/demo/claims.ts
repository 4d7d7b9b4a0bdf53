// What the demo claims is checked as it goes; one claim that does not hold fails the whole.
import type { Texts } from "../../agents/texts/texts.ts";

export type Claim = keyof Texts["demo"]["claims"];

export interface Claims {
  check(claim: Claim, holds: boolean): void;
  readonly checked: ReadonlyMap<Claim, boolean>;
}

export function createClaims(): Claims {
  const checked = new Map<Claim, boolean>();
  return {
    check: (claim, holds) => void checked.set(claim, holds && (checked.get(claim) ?? true)),
    checked,
  };
}
