// Which variant a fan gets: by a hash, so that it is the same wherever and in whatever order it is asked.
import { sha256 } from "../../kernel/secret.ts";

/** Shares are whole percents and sum to this. */
export const FULL_ALLOCATION = 100;

export interface AllocatedVariant {
  readonly id: string;
  /** Percent. */
  readonly allocation: number;
}

/** A point of [0, 100), evenly spread over fans and unrelated between experiments. */
export function allocationPoint(experimentId: string, fanId: string): number {
  const bits = Number.parseInt(sha256(`${experimentId}:${fanId}`).slice(0, 12), 16);
  return (bits / 2 ** 48) * FULL_ALLOCATION;
}

/** @throws RangeError when the shares do not sum to 100 */
export function allocate<Variant extends AllocatedVariant>(
  experimentId: string,
  fanId: string,
  variants: readonly Variant[],
): Variant {
  const point = allocationPoint(experimentId, fanId);
  let end = 0;
  // The order of the rows must not matter.
  const found = variants
    .toSorted((left, right) => (left.id < right.id ? -1 : 1))
    .find((variant) => {
      end += variant.allocation;
      return point < end;
    });
  if (!found || variants.reduce((sum, { allocation }) => sum + allocation, 0) !== FULL_ALLOCATION)
    throw new RangeError(`allocations of ${experimentId} do not sum to ${FULL_ALLOCATION}`);
  return found;
}
