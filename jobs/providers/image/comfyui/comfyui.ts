// Pictures by ComfyUI, on a server of one's own or in Comfy Cloud: any workflow, no rules but its owner's.
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { AppError, toAppError } from "../../../../agents/kernel/errors.ts";
import type { ImageGenerator, ImageOutcome, ImageRequest } from "../../../../agents/ports/image-generator.ts";
import { type AskOptions, afterSubmission, readAnswer, submissionFailed } from "../../vendor-http.ts";
import { ASPECT_RATIOS } from "../aspect-ratios.ts";
import { lookUntil, type Patience } from "../look-until.ts";
import { builtInWorkflows, ownWorkflow, type Workflows } from "./choose-workflow.ts";
import { createComfyCloud } from "./comfy-cloud.ts";
import {
  type AskComfy,
  askComfy,
  type ComfyConnection,
  type ComfyServer,
  postJson,
  uploadPicture,
} from "./comfy-server.ts";
import { filledValues, fillWorkflow, slotValues } from "./fill-workflow.ts";
import { type ComfyEnd, graphOf, type HistoryEntry } from "./history.ts";
import { createOwnServer } from "./own-server.ts";
import type { ProgressWatch } from "./progress-socket.ts";
import { COMFYUI, promptError } from "./prompt-error.ts";
import { promptIdOf } from "./prompt-id.ts";

export interface ComfyUiOptions extends Patience {
  /** "http://127.0.0.1:8188", or "https://cloud.comfy.org/api". */
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
  /** Whose server it is: they are spoken to differently. "own" when absent. */
  readonly server?: "own" | "cloud" | undefined;
  /** Checkpoint file of the built-in workflows (SDXL), by its name on the server. */
  readonly checkpoint?: string | undefined;
  /** PuLID's model file by its name on the server; without it no face is kept. */
  readonly identityModel?: string | undefined;
  /** { graph, slots }: a workflow of one's own instead of the built-in ones. */
  readonly workflow?: unknown;
  readonly fetch?: typeof fetch | undefined;
  /** Longest wait for one answer of the server or one file. */
  readonly timeoutMs?: number | undefined;
}

const DEFAULT_TIMEOUT_MS = 60_000;
const UNITS = { image: 1 };
const Accepted = z.object({ prompt_id: z.string().regex(/^[\w-]{1,100}$/) });

interface Workshop {
  readonly server: ComfyServer;
  readonly ask: AskComfy;
  readonly workflows: Workflows;
  readonly files: Pick<ComfyUiOptions, "checkpoint" | "identityModel">;
}

/** @throws AppError `not_configured` when there is no checkpoint, or the operator's own workflow cannot be used */
export function createComfyUiGenerator(options: ComfyUiOptions): ImageGenerator {
  const asking: AskOptions = { fetch: options.fetch, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS };
  const headers: Record<string, string> = options.apiKey === undefined ? {} : { "x-api-key": options.apiKey };
  const connection: ComfyConnection = { baseUrl: options.baseUrl, headers, asking };
  const { checkpoint, identityModel } = options;
  if (options.workflow === undefined && !checkpoint) throw noCheckpoint();
  const server = options.server === "cloud" ? createComfyCloud(connection) : createOwnServer(connection);
  const workflows =
    options.workflow === undefined ? builtInWorkflows(identityModel !== undefined) : ownWorkflow(options.workflow);
  const workshop: Workshop = { server, ask: askComfy(connection), workflows, files: { checkpoint, identityModel } };
  return {
    info: {
      provider: "comfyui",
      model: workflows.name,
      offline: false,
      unit: "image",
      quality: 4,
      speed: 2,
      aspectRatios: Object.keys(ASPECT_RATIOS),
      lora: workflows.takesLora ? "name" : null,
      ...(workflows.name === "sdxl" ? { loraBase: "sdxl" } : {}),
      takesReference: workflows.takesReference,
    },
    submit: (request, { key }, signal) => submit(workshop, request, key, signal),
    collect: (jobId, signal) => collect(workshop, jobId, options, signal),
    find: server.find,
    cancel: server.cancel,
  };
}

const noCheckpoint = () =>
  new AppError("not_configured", "ComfyUI's built-in workflows need a checkpoint.", {
    remedy: "Set COMFYUI_CHECKPOINT to the name of an SDXL checkpoint on the server.",
  });

async function submit(
  { server, ask, workflows, files }: Workshop,
  request: ImageRequest,
  attemptKey: string,
  signal: AbortSignal,
): Promise<{ readonly jobId: string }> {
  signal.throwIfAborted();
  const values = slotValues(request);
  const template = workflows.choose(request);
  const promptId = promptIdOf(attemptKey);
  const reference = request.reference && (await uploadPicture(request.reference, promptId, ask, signal));
  const graph = fillWorkflow(template, values, { ...files, reference, prefix: `vixenbliss/${promptId}` });
  const answer = await ask("/prompt", postJson({ prompt: graph, ...server.promptFields(promptId) }, signal)).catch(
    (thrown: unknown) => {
      throw submissionFailed(COMFYUI, thrown, signal);
    },
  );
  if (answer.status === 400) throw promptError(answer);
  try {
    return { jobId: readAnswer(COMFYUI, Accepted, answer).prompt_id };
  } catch (thrown) {
    throw afterSubmission(COMFYUI, toAppError(thrown));
  }
}

async function collect(
  workshop: Workshop,
  jobId: string,
  patience: Patience,
  signal: AbortSignal,
): Promise<ImageOutcome> {
  signal.throwIfAborted();
  const { server } = workshop;
  const known = await server.look(jobId, signal);
  if (known) return outcomeOf(workshop, known, signal);
  const watch = server.watch(jobId);
  try {
    const wait = waitFor(watch, patience.wait ?? pause);
    const ended = await lookUntil(() => server.look(jobId, signal), { ...patience, wait }, signal);
    if (ended) return await outcomeOf(workshop, ended, signal);
    const progress = watch.progress();
    return progress === null ? { state: "running" } : { state: "running", progress };
  } finally {
    watch.close();
  }
}

const pause = (ms: number, signal: AbortSignal) => delay(ms, undefined, { signal });

/** The next look comes when its time has come, or at once when the server says that it is through. */
function waitFor(watch: ProgressWatch, wait: NonNullable<Patience["wait"]>): NonNullable<Patience["wait"]> {
  return async (ms, signal) => {
    const over = new AbortController();
    await Promise.race([wait(ms, AbortSignal.any([signal, over.signal])), watch.news()]);
    over.abort();
  };
}

async function outcomeOf(workshop: Workshop, end: ComfyEnd, signal: AbortSignal): Promise<ImageOutcome> {
  // Its owner pays for the machine, not for a picture; what was not made has no price.
  if (end.state !== "done") return { ...end, billed: {} };
  const { server, workflows } = workshop;
  const picture = end.entry.outputs?.[workflows.fullest.slots.output]?.images?.[0];
  if (!picture) return { state: "failed", reason: "no_output", retryable: true, billed: {} };
  const output = await server.fetchPicture(picture, signal);
  if (output.state === "failed") return { ...output, billed: UNITS };
  const { bytes, contentType } = output;
  return { state: "succeeded", made: { bytes, contentType, ...provenanceOf(workshop, end.entry), units: UNITS } };
}

function provenanceOf({ workflows }: Workshop, entry: HistoryEntry) {
  const parameters = { workflow: workflows.name, ...filledValues(graphOf(entry), workflows.fullest.slots) };
  const { checkpoint } = parameters as { checkpoint?: unknown };
  return { parameters, ...(typeof checkpoint === "string" ? { modelVersion: checkpoint } : {}) };
}
