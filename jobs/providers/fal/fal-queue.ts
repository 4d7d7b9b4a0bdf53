// fal.ai's queue for one model: each question asked once. Nothing it keeps bears a mark of ours (its request history lists
// what ended, by its own ids), so a submission whose answer was lost stays unknown until its webhook names it (webhook.ts).
import { z } from "zod";
import type { VendorOutcome } from "../../../agents/ports/vendor-job.ts";
import type { OutputSource } from "../download-output.ts";
import type { Patience } from "../image/look-until.ts";
import {
  type AskOptions,
  askVendor,
  readAnswer,
  statusError,
  submissionFailed,
  type Vendor,
  type VendorAnswer,
} from "../vendor-http.ts";
import { failureOf } from "./fal-failure.ts";

export interface FalOptions extends Patience {
  readonly key: string;
  /** "https://queue.fal.run", or another server that speaks the same. */
  readonly baseUrl: string;
  /** "https://rest.fal.ai", where files are uploaded, or another server that speaks the same. */
  readonly restBaseUrl: string;
  readonly fetch?: typeof fetch | undefined;
  /** Longest wait for one answer of the queue or one file. */
  readonly timeoutMs?: number | undefined;
}

export const FAL: Vendor = { name: "fal.ai", keyVariable: "FAL_KEY" };
export const DEFAULT_TIMEOUT_MS = 60_000;
/** Where fal.ai keeps what its models made. */
export const FAL_OUTPUTS: Pick<OutputSource, "vendor" | "hosts" | "officialApi"> = {
  vendor: FAL.name,
  hosts: /^([a-z0-9-]+\.)*fal\.media$/,
  officialApi: "queue.fal.run",
};

export type FalSubmission = { readonly requestId: string } | { readonly refusal: VendorOutcome<never> };

export type FalLook =
  | { readonly state: "running"; readonly logs: readonly string[] }
  /** Also what failed: then the answer is the failure, with its own status. */
  | { readonly state: "ended"; readonly answer: VendorAnswer };

export interface FalQueue {
  /** @throws AppError `outcome_unknown` when the request may have been taken */
  submit(input: object, callbackUrl: string | null, signal: AbortSignal): Promise<FalSubmission>;
  look(requestId: string, signal: AbortSignal): Promise<FalLook>;
  cancel(requestId: string, signal: AbortSignal): Promise<void>;
}

const Submitted = z.object({ request_id: z.string().regex(/^[\w-]{1,100}$/) });
const Status = z.object({
  status: z.enum(["IN_QUEUE", "IN_PROGRESS", "COMPLETED"]),
  logs: z.array(z.object({ message: z.string() })).nullish(),
});
/** Nothing left to stop: 400 and 409 ALREADY_COMPLETED, 404 for what left the queue. */
const CANCEL_TOO_LATE = [400, 404, 409];
/** "User is locked. Reason: Exhausted balance." comes as a 403. */
const LOCKED = /locked|balance/i;

/** @param model "fal-ai/flux-pro/kontext": all of it is submitted to, its first two parts are asked about */
export function createFalQueue(model: string, options: FalOptions): FalQueue {
  const asking: AskOptions = { fetch: options.fetch, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS };
  const headers = { authorization: `Key ${options.key}`, "content-type": "application/json" };
  const ask = (path: string, init: RequestInit) =>
    askVendor(FAL, `${options.baseUrl}/${path}`, { ...init, headers }, asking);
  const app = model.split("/").slice(0, 2).join("/");
  const requestPath = (requestId: string) => `${app}/requests/${encodeURIComponent(requestId)}`;
  return {
    submit: async (input, callbackUrl, signal) => {
      const query = callbackUrl === null ? "" : `?${new URLSearchParams({ fal_webhook: callbackUrl })}`;
      try {
        return readSubmission(await ask(`${model}${query}`, { method: "POST", body: JSON.stringify(input), signal }));
      } catch (thrown) {
        throw submissionFailed(FAL, thrown, signal);
      }
    },
    look: async (requestId, signal) => {
      const path = requestPath(requestId);
      const { status, logs } = readAnswer(FAL, Status, await ask(`${path}/status?logs=1`, { signal }));
      if (status === "COMPLETED") return { state: "ended", answer: await ask(path, { signal }) };
      return { state: "running", logs: (logs ?? []).map(({ message }) => message) };
    },
    cancel: async (requestId, signal) => {
      const answer = await ask(`${requestPath(requestId)}/cancel`, { method: "PUT", signal });
      if (answer.status >= 300 && !CANCEL_TOO_LATE.includes(answer.status)) throw statusError(FAL, answer);
    },
  };
}

function readSubmission(answer: VendorAnswer): FalSubmission {
  const failure = answer.status === 422 ? failureOf(answer, {}) : null;
  if (failure?.state === "refused") return { refusal: failure };
  const isLocked = answer.status === 403 && LOCKED.test(answer.body);
  return { requestId: readAnswer(FAL, Submitted, isLocked ? { ...answer, status: 402 } : answer).request_id };
}
