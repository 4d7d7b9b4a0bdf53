// Modal answers after 150 seconds with a 303 to the same address, until there is an answer: followed here, so that the keys
// go to nobody else.
import { type AskOptions, askVendor, unknownAnswer, type Vendor, type VendorAnswer } from "../../vendor-http.ts";

/** "Browsers follow up to 20." */
const HOPS_MOST = 20;

export interface FollowedAnswer {
  readonly answer: VendorAnswer;
  /** The first request was taken: whatever failed after it leaves open what came of it. */
  readonly wasTaken: boolean;
}

export class TakenError extends Error {
  override readonly name = "TakenError";
}

/** @throws AppError before the request was taken, TakenError after it */
export async function askFollowing(
  vendor: Vendor,
  url: string,
  init: RequestInit & { readonly headers: Readonly<Record<string, string>> },
  options: AskOptions,
): Promise<FollowedAnswer> {
  const fetching = options.fetch ?? fetch;
  const asking: AskOptions = {
    timeoutMs: options.timeoutMs,
    fetch: (target, more) => fetching(target, { ...more, redirect: "manual" }),
  };
  const first = await askVendor(vendor, url, init, asking);
  if (first.status !== 303) return { answer: first, wasTaken: false };
  try {
    const follow = { headers: init.headers, signal: init.signal ?? null };
    return { answer: await followed(vendor, new URL(url), first, follow, asking), wasTaken: true };
  } catch (thrown) {
    throw new TakenError(`${vendor.name} took the request, and its answer was lost.`, { cause: thrown });
  }
}

async function followed(
  vendor: Vendor,
  from: URL,
  redirect: VendorAnswer,
  init: RequestInit,
  asking: AskOptions,
): Promise<VendorAnswer> {
  let answer = redirect;
  let at = from;
  for (let hops = 0; answer.status === 303; hops += 1) {
    if (hops === HOPS_MOST) throw unknownAnswer(vendor, new Error(`More than ${HOPS_MOST} redirects.`));
    const next = new URL(answer.headers.get("location") ?? "", at);
    // The key goes with every request.
    if (next.origin !== from.origin) throw unknownAnswer(vendor, new Error("A redirect to another server."));
    at = next;
    answer = await askVendor(vendor, at, init, asking);
  }
  return answer;
}
