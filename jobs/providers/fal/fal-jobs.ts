// What all of fal.ai's models have in common as a vendor's work: files first, then one paid request, then looking until
// it ended, then its file.
import type { z } from "zod";
import type { BilledUnits, VendorJobs, VendorOutcome } from "../../../agents/ports/vendor-job.ts";
import { downloadOutput, type OutputSource, type WantedOutput } from "../download-output.ts";
import { createHeldOutcomes } from "../held-outcomes.ts";
import { createPace, lookUntil } from "../image/look-until.ts";
import { jsonOf, readAnswer, type VendorAnswer } from "../vendor-http.ts";
import { failureOf } from "./fal-failure.ts";
import { createFalQueue, DEFAULT_TIMEOUT_MS, FAL, FAL_OUTPUTS, type FalOptions } from "./fal-queue.ts";
import { type NamedFile, uploadFile } from "./fal-storage.ts";

export interface PreparedRequest {
  readonly input: Readonly<Record<string, unknown>>;
  /** Fields of the input that take a link, and the files behind them. */
  readonly files?: Readonly<Record<string, NamedFile>>;
  /** What it is charged as when made. */
  readonly billed: BilledUnits;
}

export interface MadeOutput<Result, Type> {
  readonly result: Result;
  readonly link: string;
  readonly bytes: Uint8Array;
  readonly contentType: Type;
  readonly parameters: Record<string, unknown>;
  readonly units: BilledUnits;
}

/** What is known of a request that another process sent, when it is charged. */
export interface UnknownRequest<Result> {
  readonly result: Result | null;
  readonly bytes: Uint8Array | null;
  /** A small JSON file among the outputs; null when it cannot be had. */
  fetchJson(link: string): Promise<unknown>;
}

export interface FalModel<Request, Result, Type extends string, Made> {
  readonly id: string;
  /** @throws AppError `invalid_input` for what the model does not take */
  prepare(request: Request): PreparedRequest | Promise<PreparedRequest>;
  readonly result: z.ZodType<Result>;
  /** The link to what was made; "unsafe": their check of the output blackened it. */
  linkIn(result: Result): string | "unsafe" | null;
  readonly wanted: WantedOutput<Type>;
  /** Longest wait for the file; that of an answer when absent. */
  readonly fileTimeoutMs?: number;
  billedAs(request: UnknownRequest<Result>): BilledUnits | Promise<BilledUnits>;
  /** 0 to 1, from what the model said while it worked. */
  progressIn?(logs: readonly string[]): number | undefined;
  made(output: MadeOutput<Result, Type>): Made;
}

type Sent = Omit<PreparedRequest, "files">;

const WANTED_JSON: WantedOutput<"json"> = {
  maxBytes: 64 * 1024,
  typeOf: (bytes) => (bytes[0] === 0x7b ? "json" : null),
};

/** Newest kept: what was asked is not told again when it is collected. */
const REMEMBERED = 200;
const HELD_MARK = "held_";

export function createFalJobs<Request, Result, Type extends string, Made>(
  model: FalModel<Request, Result, Type, Made>,
  options: FalOptions,
): VendorJobs<Request, Made> {
  const queue = createFalQueue(model.id, options);
  const refusals = createHeldOutcomes<Made>(FAL.name);
  const sent = new Map<string, Sent>();
  const pace = createPace();

  const submit: VendorJobs<Request, Made>["submit"] = async (request, { callbackUrl }, signal) => {
    signal.throwIfAborted();
    const { files = {}, ...asked } = await model.prepare(request);
    const links: Record<string, string> = {};
    for (const [field, file] of Object.entries(files)) links[field] = await uploadFile(file, options, signal);
    signal.throwIfAborted();
    const submission = await queue.submit({ ...asked.input, ...links }, callbackUrl, signal);
    if ("refusal" in submission) return refusals.hold(submission.refusal);
    remember(sent, submission.requestId, asked);
    return { jobId: submission.requestId };
  };

  const collect: VendorJobs<Request, Made>["collect"] = async (jobId, signal, ended) => {
    signal.throwIfAborted();
    if (jobId.startsWith(HELD_MARK)) return refusals.get(jobId);
    let progress: number | undefined;
    const look = async () => {
      const seen = await queue.look(jobId, signal);
      if (seen.state === "ended") return seen.answer;
      progress = model.progressIn?.(seen.logs) ?? progress;
      return null;
    };
    const answer = await lookUntil(look, { pace, ...options }, signal);
    if (!answer) return { state: "running", ...(progress === undefined ? {} : { progress }) };
    ended?.();
    return outcomeOf(model, answer, sent.get(jobId), options, signal);
  };

  const cancel = async (jobId: string, signal: AbortSignal) => {
    if (!jobId.startsWith(HELD_MARK)) await queue.cancel(jobId, signal);
  };
  return { submit, collect, find: null, cancel };
}

function remember(sent: Map<string, Sent>, requestId: string, asked: Sent): void {
  sent.set(requestId, asked);
  const [oldest] = sent.keys();
  if (sent.size > REMEMBERED && oldest !== undefined) sent.delete(oldest);
}

async function outcomeOf<Request, Result, Type extends string, Made>(
  model: FalModel<Request, Result, Type, Made>,
  answer: VendorAnswer,
  sent: Sent | undefined,
  options: FalOptions,
  signal: AbortSignal,
): Promise<VendorOutcome<Made>> {
  const { fetch, baseUrl, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const source = { ...FAL_OUTPUTS, fetch, baseUrl, timeoutMs };
  const fetchJson = (link: string) => downloadJson(link, source, signal);
  const billedAs = async (result: Result | null, bytes: Uint8Array | null = null) =>
    sent?.billed ?? (await model.billedAs({ result, bytes, fetchJson }));

  const failure = answer.status >= 300 ? failureOf(answer, await billedAs(null)) : null;
  if (failure) return failure;
  const result = readAnswer(FAL, model.result, answer);
  const link = model.linkIn(result);
  // Only outputs are paid for (fal.ai, Pricing).
  if (link === null) return { state: "failed", reason: "no_output", retryable: true, billed: {} };
  if (link === "unsafe") return { state: "refused", reason: "nsfw", billed: await billedAs(result) };
  const fileSource = { ...source, timeoutMs: model.fileTimeoutMs ?? timeoutMs };
  const output = await downloadOutput(link, fileSource, model.wanted, signal);
  if (output.state === "failed") return { ...output, billed: await billedAs(result) };
  const parameters = { model: model.id, ...sent?.input };
  const units = await billedAs(result, output.bytes);
  return { state: "succeeded", made: model.made({ ...output, result, link, parameters, units }) };
}

async function downloadJson(link: string, source: OutputSource, signal: AbortSignal): Promise<unknown> {
  const output = await downloadOutput(link, source, WANTED_JSON, signal);
  return output.state === "fetched" ? jsonOf({ body: Buffer.from(output.bytes).toString("utf8") }) : null;
}
