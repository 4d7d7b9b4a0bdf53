// Looking at pictures in a thread of its own: a look takes the better part of a second of a core, and messages go on.
import { Worker } from "node:worker_threads";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { FindFaces } from "./face-finder.ts";
import type { ClassifyImage } from "./image-classifier.ts";
import type { Looks, VisionAnswer, VisionRequest } from "./thread-protocol.ts";

export interface Vision {
  readonly classify: ClassifyImage;
  readonly findFaces: FindFaces;
}

interface Waiting {
  readonly resolve: (found: Looks[keyof Looks]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The thread starts with the first picture, does not keep the process alive, and is started anew after it broke.
 * What it was asked meanwhile fails as `unavailable`, so that it is asked again.
 */
export function createVision(): Vision {
  let thread: Worker | undefined;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();

  const open = (): Worker => {
    const worker = startThread();
    worker.on("message", ({ id, found, failed }: VisionAnswer) => {
      const asked = waiting.get(id);
      waiting.delete(id);
      if (waiting.size === 0) worker.unref();
      if (found) asked?.resolve(found);
      else if (failed) asked?.reject(new AppError(failed.code, failed.message, failed));
    });
    const broken = (cause: unknown): void => {
      if (thread !== worker) return;
      thread = undefined;
      const error = new AppError("unavailable", "The picture models stopped.", { reason: "vision_stopped", cause });
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    worker.on("error", broken);
    worker.on("exit", broken);
    return worker;
  };

  const ask = <Look extends keyof Looks>(look: Look, bytes: Uint8Array): Promise<Looks[Look]> => {
    thread ??= open();
    const worker = thread;
    worker.ref();
    lastId += 1;
    const id = lastId;
    return new Promise<Looks[Look]>((resolve, reject) => {
      waiting.set(id, { resolve: (found) => resolve(found as Looks[Look]), reject });
      worker.postMessage({ id, look, bytes } satisfies VisionRequest);
    });
  };
  return { classify: (bytes) => ask("classify", bytes), findFaces: (bytes) => ask("faces", bytes) };
}

/** From source (tsx, vitest) the thread first needs a TypeScript loader: a new thread inherits none. */
function startThread(): Worker {
  const entry = import.meta.url.endsWith(".ts") ? "./thread-from-source.mjs" : "./thread.js";
  return new Worker(new URL(entry, import.meta.url), { execArgv: [] });
}
