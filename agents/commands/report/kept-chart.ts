// A chart drawn once for the same figures: kept under a key that is their hash, and swept like all reports.
import { HOUR_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { sha256 } from "../../kernel/secret.ts";
import type { CommandContext, Media } from "../context.ts";

/** Half of what the sweep leaves in peace: a card that was just shown keeps its picture. */
const DRAWN_ANEW_AFTER_MS = 12 * HOUR_MS;

/** @returns its key in the store */
export async function keptChart(
  context: CommandContext,
  report: "costs" | "experiments",
  chart: Parameters<Media["barChart"]>[0],
): Promise<string> {
  const key = `reports/${report}/${sha256(JSON.stringify(chart))}.png`;
  if (await isFresh(context, key)) return key;
  const { bytes, contentType } = await context.ports.media.barChart(chart);
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
