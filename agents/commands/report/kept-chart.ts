// Pictures of a report, drawn once for the same figures: kept under a key that is their hash, and swept like all reports.
import { HOUR_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { sha256 } from "../../kernel/secret.ts";
import type { AppContext, CommandContext, MediaFile } from "../context.ts";

type BarChart = Parameters<AppContext["ports"]["media"]["barChart"]>[0];

/** Half of what the sweep leaves in peace: a card that was just shown keeps its picture. */
const DRAWN_ANEW_AFTER_MS = 12 * HOUR_MS;

/** @returns its key in the object store; null where there is nothing to draw */
export async function keptChart(context: CommandContext, report: string, chart: BarChart): Promise<string | null> {
  if (chart.groups.every(({ bars }) => bars.length === 0)) return null;
  return await keptPicture(context, report, chart, () => context.ports.media.barChart(chart));
}

/** @param figures all that the picture shows. @returns its key in the object store */
export async function keptPicture(
  context: CommandContext,
  report: string,
  figures: unknown,
  draw: () => Promise<MediaFile>,
): Promise<string> {
  const key = `reports/${report}/${sha256(JSON.stringify(figures))}.png`;
  if (await isFresh(context, key)) return key;
  const { bytes, contentType } = await draw();
  await context.ports.store.put(key, bytes, contentType);
  return key;
}

async function isFresh({ ports, clock }: CommandContext, key: string): Promise<boolean> {
  try {
    const { modifiedAt } = await ports.store.head(key);
    return clock.now().getTime() - modifiedAt.getTime() < DRAWN_ANEW_AFTER_MS;
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === "not_found") return false;
    throw thrown;
  }
}
