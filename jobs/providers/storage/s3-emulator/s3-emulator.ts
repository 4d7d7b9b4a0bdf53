// An S3-compatible store on loopback, in memory: signatures are really checked, failures come on request.
import { type Clock, systemClock } from "../../../../agents/kernel/clock.ts";
import { FaultScript } from "../../emulator/fault-script.ts";
import {
  type EmulatedReply,
  type EmulatedRequest,
  type Misbehaviour,
  startEmulatorServer,
} from "../../emulator/server.ts";
import { type Bucket, type EmulatedObject, type EmulatedUpload, errorReply } from "./bucket.ts";
import { keyOf, operateOf, operationOf, type S3Operation } from "./routes.ts";
import { type Credentials, checkSignature } from "./signature.ts";

export interface S3EmulatorOptions {
  readonly port?: number;
  readonly clock?: Clock;
  readonly bucket?: string;
  readonly credentials?: Credentials;
  /** Keys a list answers at once, 1,000 as S3 does. */
  readonly pageSize?: number;
}

export interface S3Emulator {
  readonly endpoint: string;
  readonly bucket: string;
  readonly credentials: Credentials;
  readonly faults: FaultScript<S3Operation, Misbehaviour>;
  readonly objects: ReadonlyMap<string, EmulatedObject>;
  /** Multipart uploads that are neither completed nor aborted, by their id. */
  readonly uploads: ReadonlyMap<string, EmulatedUpload>;
  close(): Promise<void>;
}

const CREDENTIALS: Credentials = {
  accessKeyId: "emulated-key",
  secretAccessKey: "emulated-secret",
  region: "auto",
};
const PAGE_SIZE = 1_000;
/** S3 and R2. */
const KEY_MAX_BYTES = 1_024;

/** Faults to script: `emulator.faults.add("put", S3_FAULTS.full)`. */
export const S3_FAULTS = {
  slowDown: { kind: "reply", ...errorReply(503, "SlowDown") },
  denied: { kind: "reply", ...errorReply(403, "AccessDenied") },
  full: { kind: "reply", ...errorReply(507, "InsufficientStorage") },
  hang: { kind: "hang" },
  cut: { kind: "cut" },
} as const satisfies Record<string, Misbehaviour>;

export async function startS3Emulator(options: S3EmulatorOptions = {}): Promise<S3Emulator> {
  const credentials = options.credentials ?? CREDENTIALS;
  const faults = new FaultScript<S3Operation, Misbehaviour>();
  const bucket: Bucket = {
    name: options.bucket ?? "vixenbliss",
    clock: options.clock ?? systemClock,
    pageSize: options.pageSize ?? PAGE_SIZE,
    objects: new Map(),
    uploads: new Map(),
  };
  const server = await startEmulatorServer((request) => answer(bucket, credentials, request), {
    ...(options.port === undefined ? {} : { port: options.port }),
    misbehave: (request) => {
      const operation = operationOf(request);
      return operation && faults.take(operation);
    },
  });
  const { objects, uploads, name } = bucket;
  return { endpoint: server.origin, bucket: name, credentials, faults, objects, uploads, close: server.close };
}

function answer(bucket: Bucket, credentials: Credentials, request: EmulatedRequest): EmulatedReply {
  const problem = checkSignature(request, credentials, bucket.clock.now());
  if (problem) return errorReply(problem.startsWith("Authorization") ? 400 : 403, problem);
  const named = keyOf(request);
  if (named.bucket !== bucket.name) return errorReply(404, "NoSuchBucket");
  if (Buffer.byteLength(named.key) > KEY_MAX_BYTES) return errorReply(400, "KeyTooLongError");
  const operation = operationOf(request);
  if (!operation) return errorReply(405, "MethodNotAllowed");
  const operate = operateOf(operation, request);
  return operate ? operate(bucket, named.key, request) : errorReply(501, "NotImplemented");
}
