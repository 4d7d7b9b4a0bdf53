// Entry of the vision thread. It is given one picture at a time, each look under a second of a core.
import { parentPort } from "node:worker_threads";
import { toAppError } from "../../../agents/kernel/errors.ts";
import { createFaceFinder } from "./face-finder.ts";
import { createImageClassifier } from "./image-classifier.ts";
import type { VisionAnswer, VisionFailure, VisionRequest } from "./thread-protocol.ts";

if (!parentPort) throw new Error("The vision thread runs in a worker thread only.");
const main = parentPort;
const looks = { classify: createImageClassifier(), faces: createFaceFinder() };

main.on("message", async (request: VisionRequest) => main.postMessage(await answer(request)));

async function answer({ id, look, bytes }: VisionRequest): Promise<VisionAnswer> {
  try {
    return { id, found: await looks[look](bytes) };
  } catch (thrown) {
    return { id, failed: failureOf(thrown) };
  }
}

function failureOf(thrown: unknown): VisionFailure {
  const { code, message, reason, remedy } = toAppError(thrown);
  return { code, message, ...(reason ? { reason } : {}), ...(remedy ? { remedy } : {}) };
}
