// How a submission of ours is known again in the vendor's list: by an input that changes nothing and is listed with the rest.
import { createHash } from "node:crypto";
import { AppError } from "../../../agents/kernel/errors.ts";
import { submissionLost } from "../vendor-http.ts";
import type { ReplicateClient } from "./replicate-client.ts";
import type { ReplicateJob } from "./replicate-job.ts";
import { UploadedFile } from "./upload-file.ts";

export interface AttemptMark {
  /** Sent with the others. */
  readonly inputs: (attemptKey: string) => Readonly<Record<string, number | string>>;
  /** The input whose file is always uploaded and carries the mark as its metadata, or null. */
  readonly file: string | null;
  /** @throws AppError `outcome_unknown` when it cannot be told */
  isOn(client: ReplicateClient, job: ReplicateJob, attemptKey: string, signal: AbortSignal): Promise<boolean>;
}

const digestOf = (attemptKey: string) => createHash("sha256").update(attemptKey).digest();

/** A number in [0, 1) that stands for the attempt. */
export function attemptNumber(attemptKey: string): number {
  return digestOf(attemptKey).readUIntBE(0, 6) / 2 ** 48;
}

export function attemptName(attemptKey: string): string {
  return `attempt-${digestOf(attemptKey).toString("hex").slice(0, 32)}`;
}

/** An input that the model does not look at when it is used as we use it. */
export function inputMark(field: string, valueFor: (attemptKey: string) => number | string): AttemptMark {
  return {
    inputs: (attemptKey) => ({ [field]: valueFor(attemptKey) }),
    file: null,
    isOn: async (_client, job, attemptKey) => job.input?.[field] === valueFor(attemptKey),
  };
}

/** For models whose every input counts: the picture's own record at the vendor says whose it is. */
export function fileMark(field: string): AttemptMark {
  return {
    inputs: () => ({}),
    file: field,
    isOn: async (client, job, attemptKey, signal) => {
      const id = /\/files\/([\w-]+)$/.exec(String(job.input?.[field] ?? ""))?.[1];
      if (id === undefined)
        throw submissionLost("Replicate names the picture of a prediction by another link than ours.");
      const file = await client.ask(UploadedFile, `/files/${id}`, signal).catch((thrown: unknown) => {
        if (!(thrown instanceof AppError && thrown.code === "not_found")) throw thrown;
        throw submissionLost("Replicate has already removed the picture of a prediction of that time.", thrown);
      });
      return file.metadata?.attempt === attemptName(attemptKey);
    },
  };
}

export const markMetadata = (attemptKey: string) => ({ attempt: attemptName(attemptKey) });
