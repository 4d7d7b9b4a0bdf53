// Recall and false alarms of each guard by language, from what the product made of each line.
import type { ProofReport } from "../proof.ts";
import { GUARDS, type Guard, type Line } from "./lines.ts";

const LEAST_RECALL = 0.97;
const MOST_FALSE_ALARMS = 0.02;
/** Wrong lines told for each guard; more do not help to see why. */
const WRONG_LINES_TOLD = 20;

export interface JudgedLine extends Line {
  /** The guards that fired. */
  readonly fired: ReadonlySet<Guard>;
  /** What the product acts on in the end. */
  readonly intent: string;
}

/** Rates only over what is there; any guard with a line of its own is judged. */
export function judgeGuards(lines: readonly JudgedLine[]): ProofReport {
  const figures: Record<string, number> = { lines: lines.length };
  const failures: string[] = [];
  const languages = [...new Set(lines.map(({ lang }) => lang))].sort();
  for (const guard of GUARDS) {
    const wrong: string[] = [];
    for (const lang of languages) {
      const spoken = lines.filter((line) => line.lang === lang);
      const meant = spoken.filter(({ label }) => label === guard);
      const others = spoken.filter(({ label }) => label !== guard);
      const missed = meant.filter(({ fired }) => !fired.has(guard));
      const alarms = others.filter(({ intent }) => intent === guard);
      const name = `${guard} ${lang}`;
      figures[`${name} lines`] = meant.length;
      if (meant.length > 0) {
        const recall = 1 - missed.length / meant.length;
        figures[`${name} recall %`] = percent(recall);
        if (recall < LEAST_RECALL)
          failures.push(`${name}: recall ${percent(recall)} % is under ${percent(LEAST_RECALL)} %`);
      }
      if (others.length > 0) {
        const rate = alarms.length / others.length;
        figures[`${name} false alarms %`] = percent(rate);
        if (rate > MOST_FALSE_ALARMS) {
          failures.push(`${name}: ${percent(rate)} % false alarms are over ${percent(MOST_FALSE_ALARMS)} %`);
        }
      }
      if (failures.some((failure) => failure.startsWith(`${name}:`))) {
        wrong.push(...missed.map(({ text }) => `${name}, missed: ${text}`));
        wrong.push(...alarms.map(({ text, label }) => `${name}, false alarm (${label}): ${text}`));
      }
    }
    failures.push(...wrong.slice(0, WRONG_LINES_TOLD));
  }
  return { figures, failures };
}

function percent(share: number): number {
  return Math.round(share * 10_000) / 100;
}
