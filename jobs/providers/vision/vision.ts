// Looking at pictures in a thread of its own: a look takes the better part of a second of a core, and messages go on.
import { Worker } from "node:worker_threads";
import { MINUTE_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { FindFaces } from "./face-finder.ts";
import type { ClassifyImage } from "./image-classifier.ts";
import type { Looks, VisionAnswer, VisionRequest } from "./thread-protocol.ts";

/** Ours: a look takes under a second, the first one some seconds more on a small machine, for the models are loaded. */
const LOOK_LIMIT_MS = MINUTE_MS;
/** Ours: a thread without work gives its 400 MB back after this. */
const IDLE_LIMIT_MS = 5 * MINUTE_MS;

export interface Vision {
  readonly classify: ClassifyImage;
  readonly findFaces: FindFaces;
  /** Ends the thread; looks that run or wait fail as `unavailable`, as do later ones. */
  close(): Promise<void>;
}

/** Runs something once, later; what it returns calls that off. Does not keep the process alive. */
export type After = (ms: number, run: () => void) => () => void;

export interface VisionOptions {
  readonly startThread?: () => Worker;
  readonly after?: After;
  readonly lookLimitMs?: number;
  readonly idleLimitMs?: number;
}

interface Asked {
  readonly request: VisionRequest;
  readonly resolve: (found: Looks[keyof Looks]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The thread starts with the first picture, does not keep the process alive, and rests when nothing is asked. It is given
 * one picture at a time, so that one which hangs or breaks it fails alone, as `unavailable`; the next gets a new thread.
 */
export function createVision({
  startThread = startVisionThread,
  after = afterTimeout,
  lookLimitMs = LOOK_LIMIT_MS,
  idleLimitMs = IDLE_LIMIT_MS,
}: VisionOptions = {}): Vision {
  const waiting: Asked[] = [];
  let thread: Worker | undefined;
  let current: Asked | undefined;
  let forgetTimer = (): void => undefined;
  let lastId = 0;
  let isClosed = false;

  const open = (): Worker => {
    const worker = startThread();
    worker.on("message", (answer: VisionAnswer) => {
      if (thread === worker && current?.request.id === answer.id) settle(current, answer);
    });
    worker.on("error", (cause) => drop(worker, stopped("vision_stopped", cause)));
    worker.on("exit", () => drop(worker, stopped("vision_stopped")));
    return worker;
  };

  const settle = (asked: Asked, { found, failed }: VisionAnswer): void => {
    current = undefined;
    if (failed) asked.reject(new AppError(failed.code, failed.message, failed));
    else asked.resolve(found as Looks[keyof Looks]);
    goOn();
  };

  /** Gives up a thread; its own end is of no interest then. @returns when it is gone */
  const drop = async (worker: Worker, error: AppError): Promise<void> => {
    if (thread !== worker) return;
    thread = undefined;
    const asked = current;
    current = undefined;
    asked?.reject(error);
    const gone = worker.terminate();
    goOn();
    await gone;
  };

  const goOn = (): void => {
    if (current) return;
    forgetTimer();
    current = waiting.shift();
    if (current) look(current);
    else if (thread) rest(thread);
  };

  const look = ({ request, reject }: Asked): void => {
    try {
      thread ??= open();
    } catch (cause) {
      current = undefined;
      reject(stopped("vision_stopped", cause));
      goOn();
      return;
    }
    const worker = thread;
    worker.ref();
    forgetTimer = after(lookLimitMs, () => drop(worker, stopped("vision_timeout")));
    worker.postMessage(request);
  };

  const rest = (worker: Worker): void => {
    worker.unref();
    forgetTimer = after(idleLimitMs, () => drop(worker, stopped("vision_idle")));
  };

  const ask = <Look extends keyof Looks>(wanted: Look, bytes: Uint8Array): Promise<Looks[Look]> =>
    new Promise<Looks[Look]>((resolve, reject) => {
      if (isClosed) return reject(stopped("vision_closed"));
      lastId += 1;
      const request = { id: lastId, look: wanted, bytes };
      waiting.push({ request, resolve: (found) => resolve(found as Looks[Look]), reject });
      goOn();
    });

  return {
    classify: (bytes) => ask("classify", bytes),
    findFaces: (bytes) => ask("faces", bytes),
    close: async () => {
      isClosed = true;
      for (const { reject } of waiting.splice(0)) reject(stopped("vision_closed"));
      forgetTimer();
      if (thread) await drop(thread, stopped("vision_closed"));
    },
  };
}

function stopped(reason: string, cause?: unknown): AppError {
  return new AppError("unavailable", "The picture models stopped.", {
    reason,
    ...(cause === undefined ? {} : { cause }),
  });
}

function afterTimeout(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms).unref();
  return () => clearTimeout(timer);
}

/** From source (tsx, vitest) the thread first needs a TypeScript loader: a new thread inherits none. */
function startVisionThread(): Worker {
  const entry = import.meta.url.endsWith(".ts") ? "./thread-from-source.mjs" : "./thread.js";
  return new Worker(new URL(entry, import.meta.url), { execArgv: [] });
}
