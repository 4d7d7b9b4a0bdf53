// The id of a job: where to ask for it, which may be another region's server, what it costs and what was sent, so that
// nothing is lost with the process that submitted it. All but the first are in the fragment, which never leaves here.
import { z } from "zod";
import { AppError } from "../../../../agents/kernel/errors.ts";
import { isAllowedOutput, type OutputSource } from "../../download-output.ts";
import { jsonOf } from "../../vendor-http.ts";

const Sent = z.record(z.string(), z.union([z.string(), z.number()])).and(z.object({ model: z.string() }));
const Kept = z.object({ credits: z.coerce.number().min(0), sent: Sent });

export interface BflJob {
  readonly pollingUrl: string;
  readonly credits: number;
  readonly sent: z.output<typeof Sent>;
}

export function jobIdOf({ pollingUrl, credits, sent }: BflJob): string {
  const url = new URL(pollingUrl);
  url.hash = new URLSearchParams({ credits: String(credits), sent: JSON.stringify(sent) }).toString();
  return url.href;
}

/** @throws AppError `not_found` for what is not a job of theirs: the key is shown to their own servers only */
export function jobOf(jobId: string, servers: OutputSource): BflJob {
  const [pollingUrl = "", fragment = ""] = jobId.split("#");
  const kept = new URLSearchParams(fragment);
  const known = Kept.safeParse({
    credits: kept.get("credits") ?? undefined,
    sent: jsonOf({ body: kept.get("sent") ?? "" }),
  });
  if (known.success && isAllowedOutput(pollingUrl, servers)) return { pollingUrl, ...known.data };
  throw new AppError("not_found", "This is not a job of Black Forest Labs.", { cause: known.error });
}
