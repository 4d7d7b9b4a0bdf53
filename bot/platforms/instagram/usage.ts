// Instagram tells in headers how much of our allowance is used and how long a pause it wants.
import { z } from "zod";
import { MINUTE_MS } from "../../../agents/kernel/clock.ts";

export interface Usage {
  /** Highest of all percentages stated; 0 when none is. */
  readonly percent: number;
  /** Wanted pause, milliseconds; null: none stated. */
  readonly regainAccessMs: number | null;
}

const percentage = z.number().nullish().catch(null);
const AppUsage = z.object({ call_count: percentage, total_time: percentage, total_cputime: percentage });
const BusinessUsage = z.record(
  z.string(),
  z.array(AppUsage.extend({ estimated_time_to_regain_access: z.number().nullish().catch(null) })),
);

function parseHeader<Output>(text: string | null, schema: z.ZodType<Output>): Output | null {
  if (text === null) return null;
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Headers we cannot read say nothing. */
export function readUsage(headers: Pick<Headers, "get">): Usage {
  const app = parseHeader(headers.get("x-app-usage"), AppUsage);
  const business = Object.values(parseHeader(headers.get("x-business-use-case-usage"), BusinessUsage) ?? {}).flat();
  const percentages = [...(app ? [app] : []), ...business].flatMap((usage) => [
    usage.call_count ?? 0,
    usage.total_time ?? 0,
    usage.total_cputime ?? 0,
  ]);
  const minutes = Math.max(0, ...business.map((usage) => usage.estimated_time_to_regain_access ?? 0));
  return { percent: Math.max(0, ...percentages), regainAccessMs: minutes > 0 ? minutes * MINUTE_MS : null };
}
