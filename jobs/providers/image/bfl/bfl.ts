// FLUX at its makers' own API. It lists nothing, so a submission whose answer was lost stays unknown; only pictures that
// are ready are billed.
import { z } from "zod";
import type { ImageGenerator, ImageOutcome, ImageRequest } from "../../../../agents/ports/image-generator.ts";
import type { Attempt } from "../../../../agents/ports/vendor-job.ts";
import { downloadOutput, isAllowedOutput, type OutputSource } from "../../download-output.ts";
import {
  type AskOptions,
  askVendor,
  jsonOf,
  readAnswer,
  submissionFailed,
  submissionLost,
  type Vendor,
} from "../../vendor-http.ts";
import { WANTED_PICTURE } from "../../wanted-outputs.ts";
import { ASPECT_RATIOS } from "../aspect-ratios.ts";
import { lookUntil, type Patience } from "../look-until.ts";
import { type BflModel, bflInput, usualCredits } from "./bfl-input.ts";
import { type BflJob, jobIdOf, jobOf } from "./bfl-job.ts";

export interface BflOptions extends Patience {
  readonly key: string;
  /** "https://api.bfl.ai", one of its regions, or another server that speaks the same. */
  readonly baseUrl: string;
  readonly model?: BflModel | undefined;
  readonly fetch?: typeof fetch;
  /** Longest wait for one answer of the API or one file. */
  readonly timeoutMs?: number;
}

const BFL: Vendor = { name: "Black Forest Labs", keyVariable: "BFL_API_KEY" };
const DEFAULT_MODEL: BflModel = "flux-2-pro";
const DEFAULT_TIMEOUT_MS = 60_000;
/** Their API answers, and their pictures are delivered, from many servers: api.us1.bfl.ai, delivery-eu1.bfl.ai ... */
export const BFL_SERVERS = {
  vendor: BFL.name,
  hosts: /^([a-z0-9-]+\.)*bfl\.ai$/,
  officialApi: "api.bfl.ai",
} as const;

const Submitted = z.object({
  id: z.string().regex(/^[\w-]{1,100}$/),
  /** Not in the answer to a request with a webhook. */
  polling_url: z.string().nullish(),
  /** In credits. */
  cost: z.number().nullish(),
});
const Task = z.object({
  status: z.string(),
  result: z.object({ sample: z.string().nullish(), prompt: z.string().nullish() }).nullish(),
  details: z.unknown(),
});
type Task = z.output<typeof Task>;

const REFUSED = new Set(["Request Moderated", "Content Moderated"]);
const ENDED = new Set(["Ready", "Error", "Failed", "Task not found", ...REFUSED]);
const REASON_MAX = 200;

interface Connection {
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly asking: AskOptions;
  readonly servers: OutputSource;
}

export function createBflGenerator(options: BflOptions): ImageGenerator {
  const model = options.model ?? DEFAULT_MODEL;
  const { baseUrl } = options;
  const asking = { fetch: options.fetch, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS };
  const headers = { "x-key": options.key, accept: "application/json" };
  const connection: Connection = { baseUrl, headers, asking, servers: { ...BFL_SERVERS, ...asking, baseUrl } };
  return {
    info: {
      provider: "bfl",
      model,
      offline: false,
      // By the model and the megapixels; a credit is one cent.
      unit: "credit",
      aspectRatios: Object.keys(ASPECT_RATIOS),
      lora: null,
      takesReference: true,
      usualUnits: { credit: usualCredits(model) },
      quality: model.includes("klein") ? 3 : 4,
      speed: model.includes("klein") ? 5 : 4,
    },
    submit: (request, attempt, signal) => submit(connection, { request, model, attempt }, signal),
    collect: async (jobId, signal) => {
      signal.throwIfAborted();
      const job = jobOf(jobId, connection.servers);
      const task = await lookUntil(() => look(connection, job, signal), options, signal);
      return task ? await outcomeOf(task, job, connection, signal) : { state: "running" };
    },
    find: null,
    cancel: null,
  };
}

interface Submission {
  readonly request: ImageRequest;
  readonly model: BflModel;
  readonly attempt: Attempt;
}

async function submit(
  connection: Connection,
  { request, model: wanted, attempt }: Submission,
  signal: AbortSignal,
): Promise<{ jobId: string }> {
  signal.throwIfAborted();
  const { model, listCredits, fields } = bflInput(request, wanted);
  const body = JSON.stringify({
    ...fields,
    ...(request.reference ? { input_image: Buffer.from(request.reference.bytes).toString("base64") } : {}),
    ...(attempt.callbackUrl ? { webhook_url: attempt.callbackUrl } : {}),
  });
  const { id, polling_url, cost } = await post(connection, `/v1/${model}`, body, signal);
  const pollingUrl = polling_url ?? `${connection.baseUrl}/v1/get_result?id=${id}`;
  if (!isAllowedOutput(pollingUrl, connection.servers)) {
    throw submissionLost(`${BFL.name} named a foreign server to ask for the picture.`);
  }
  // The prompt comes back with the picture.
  const { prompt: _prompt, ...sent } = fields;
  const reference = request.reference ? { reference: request.reference.contentType } : {};
  return { jobId: jobIdOf({ pollingUrl, credits: cost ?? listCredits, sent: { model, ...sent, ...reference } }) };
}

async function post(
  { baseUrl, headers, asking }: Connection,
  path: string,
  body: string,
  signal: AbortSignal,
): Promise<z.output<typeof Submitted>> {
  const init = { method: "POST", headers: { ...headers, "content-type": "application/json" }, body, signal };
  try {
    return readAnswer(BFL, Submitted, await askVendor(BFL, `${baseUrl}${path}`, init, asking));
  } catch (thrown) {
    throw submissionFailed(BFL, thrown, signal);
  }
}

/** The state is in the body, whatever the HTTP status: ended tasks come as 404 and 503 too. */
async function look({ headers, asking }: Connection, job: BflJob, signal: AbortSignal): Promise<Task | null> {
  const answer = await askVendor(BFL, job.pollingUrl, { headers, signal }, asking);
  const told = Task.safeParse(jsonOf(answer));
  const task = told.success ? told.data : readAnswer(BFL, Task, answer);
  return ENDED.has(task.status) ? task : null;
}

async function outcomeOf(
  { status, result, details }: Task,
  { credits, sent }: BflJob,
  { servers }: Connection,
  signal: AbortSignal,
): Promise<ImageOutcome> {
  const units = { credit: credits };
  if (REFUSED.has(status)) return { state: "refused", reason: reasonOf(status, details), billed: {} };
  // They forget tasks some time after the end: this one may have been ready, and billed.
  if (status === "Task not found") return { state: "failed", reason: "task_not_found", retryable: true, billed: units };
  if (status !== "Ready") return { state: "failed", reason: reasonOf(status, details), retryable: true, billed: {} };
  if (!result?.sample) return { state: "failed", reason: "no_output", retryable: true, billed: units };
  // Signed for ten minutes.
  const output = await downloadOutput(result.sample, servers, WANTED_PICTURE, signal);
  if (output.state === "failed") return { ...output, billed: units };
  const { bytes, contentType } = output;
  const parameters = { ...sent, prompt: result.prompt };
  return { state: "succeeded", made: { bytes, contentType, modelVersion: sent.model, parameters, units } };
}

/** "Content Moderated: Derivative Works Filter" */
function reasonOf(status: string, details: unknown): string {
  const told = details === null || details === undefined ? "" : `: ${JSON.stringify(details)}`;
  return `${status}${told}`.slice(0, REASON_MAX);
}
