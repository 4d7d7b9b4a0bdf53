// The list of commands and how to find one, also by a near miss.
import type { AnyCommand } from "./command.ts";

export interface Registry {
  readonly list: readonly AnyCommand[];
  find(name: string): AnyCommand | undefined;
  /** The most alike name, or undefined when nothing is near. */
  nearest(name: string): string | undefined;
}

/** Edits (insert, delete, replace, swap of neighbours) between two words. */
export function editDistance(left: string, right: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let best = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (row > 1 && column > 1 && swapped) best = Math.min(best, (beforePrevious[column - 2] ?? 0) + 1);
      current.push(best);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[right.length] ?? 0;
}

/** Nearest of some words within a third of its length; ties go to the first. */
export function nearestWord(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const starts = word.length >= 3 && candidate.startsWith(word);
    const distance = starts ? 0.5 : editDistance(word, candidate);
    if (distance < bestDistance && distance <= Math.max(2, candidate.length / 3)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** @throws Error when two commands share a name */
export function createRegistry(commands: readonly AnyCommand[]): Registry {
  const byName = new Map(commands.map((command) => [command.name, command]));
  if (byName.size !== commands.length) throw new Error("two commands share a name");
  const names = [...byName.keys()];
  return {
    list: commands,
    find: (name) => byName.get(name),
    nearest: (name) => nearestWord(name.toLowerCase(), names),
  };
}
