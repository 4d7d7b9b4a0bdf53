// The figures an operator watches, for Prometheus. Whoever asks often costs the database one look in ten seconds.
import type { AppContext } from "../../agents/commands/context.ts";
import {
  FIGURES,
  type Figure,
  type FigureName,
  operatingFigures,
} from "../../agents/commands/system/operating-figures.ts";
import type { Gauge } from "./metrics.ts";

const FRESH_MS = 10_000;

export function businessGauges(context: Pick<AppContext, "database" | "clock" | "config">): readonly Gauge[] {
  let last: { readonly atMs: number; readonly figures: Promise<readonly Figure[]> } | undefined;
  const figures = () => {
    const nowMs = performance.now();
    if (!last || nowMs - last.atMs > FRESH_MS) {
      last = { atMs: nowMs, figures: operatingFigures(context) };
      // A failed look is not kept.
      last.figures.catch(() => {
        last = undefined;
      });
    }
    return last.figures;
  };
  const names = Object.keys(FIGURES) as FigureName[];
  return names.map((name) => {
    const { help, label } = FIGURES[name];
    return {
      name: `vixenbliss_${name}`,
      help,
      read: async () =>
        (await figures())
          .filter(({ of }) => of === name)
          .map(({ by, value }) => ({ labels: label === null ? {} : { [label]: by }, value })),
    };
  });
}
