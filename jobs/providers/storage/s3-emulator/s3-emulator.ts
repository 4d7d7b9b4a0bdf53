// An S3-compatible store on loopback, in memory: signatures are really checked, failures come on request.
import { createHash } from "node:crypto";
import { type Clock, systemClock } from "../../../../agents/kernel/clock.ts";
import { FaultScript } from "../../emulator/fault-script.ts";
import {
  type EmulatedReply,
  type EmulatedRequest,
  type Misbehaviour,
  startEmulatorServer,
} from "../../emulator/server.ts";
import { type Credentials, checkSignature } from "./signature.ts";

type S3Operation = "put" | "get" | "head" | "delete" | "list";

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
  readonly objects: ReadonlyMap<string, { readonly bytes: Buffer; readonly contentType: string }>;
  close(): Promise<void>;
}

const CREDENTIALS: Credentials = {
  accessKeyId: "emulated-key",
  secretAccessKey: "emulated-secret",
  region: "auto",
};
const LIST_PARAMETERS = new Set(["list-type", "prefix", "max-keys", "continuation-token", "x-id"]);

const escapeXml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function errorReply(status: number, code: string): EmulatedReply {
  return {
    status,
    headers: { "content-type": "application/xml", "x-amz-request-id": "EMULATED" },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${code}</Message><RequestId>EMULATED</RequestId></Error>`,
  };
}

/** Faults to script: `emulator.faults.add("put", S3_FAULTS.full)`. */
export const S3_FAULTS = {
  slowDown: { kind: "reply", ...errorReply(503, "SlowDown") },
  denied: { kind: "reply", ...errorReply(403, "AccessDenied") },
  full: { kind: "reply", ...errorReply(507, "InsufficientStorage") },
  hang: { kind: "hang" },
  cut: { kind: "cut" },
} as const satisfies Record<string, Misbehaviour>;

function operationOf({ method, query }: EmulatedRequest): S3Operation | undefined {
  if (method === "GET") return query.has("list-type") ? "list" : "get";
  const operations: Readonly<Record<string, S3Operation>> = { PUT: "put", HEAD: "head", DELETE: "delete" };
  return operations[method];
}

export async function startS3Emulator(options: S3EmulatorOptions = {}): Promise<S3Emulator> {
  const clock = options.clock ?? systemClock;
  const bucket = options.bucket ?? "vixenbliss";
  const credentials = options.credentials ?? CREDENTIALS;
  const faults = new FaultScript<S3Operation, Misbehaviour>();
  const objects = new Map<string, { bytes: Buffer; contentType: string }>();

  const handlers: Readonly<Record<S3Operation, (key: string, request: EmulatedRequest) => EmulatedReply>> = {
    put: (key, request) => {
      const { body } = request;
      if (request.headers["content-length"] === undefined) return errorReply(411, "MissingContentLength");
      objects.set(key, { bytes: body, contentType: request.headers["content-type"] ?? "binary/octet-stream" });
      return { status: 200, headers: { etag: etagOf(body) } };
    },
    get: (key) => objectReply(objects.get(key), true),
    head: (key) => objectReply(objects.get(key), false),
    delete: (key) => {
      objects.delete(key);
      return { status: 204 };
    },
    list: (_key, { query }) => listReply(query, [...objects.keys()].sort(), bucket, options.pageSize ?? 1_000),
  };

  const answer = (request: EmulatedRequest): EmulatedReply => {
    const problem = checkSignature(request, credentials, clock.now());
    if (problem) return errorReply(problem.startsWith("Authorization") ? 400 : 403, problem);
    const [, requestedBucket = "", ...rest] = decodeURIComponent(request.path).split("/");
    if (requestedBucket !== bucket) return errorReply(404, "NoSuchBucket");
    const operation = operationOf(request);
    if (!operation) return errorReply(405, "MethodNotAllowed");
    const key = rest.join("/");
    if (key === "" && operation !== "list") return errorReply(501, "NotImplemented");
    return handlers[operation](key, request);
  };

  const server = await startEmulatorServer(answer, {
    ...(options.port === undefined ? {} : { port: options.port }),
    misbehave: (request) => {
      const operation = operationOf(request);
      return operation && faults.take(operation);
    },
  });
  return { endpoint: server.origin, bucket, credentials, faults, objects, close: server.close };
}

const etagOf = (bytes: Buffer) => `"${createHash("md5").update(bytes).digest("hex")}"`;

function objectReply(found: { bytes: Buffer; contentType: string } | undefined, withBody: boolean): EmulatedReply {
  // A HEAD has no body to say more in.
  if (!found) return withBody ? errorReply(404, "NoSuchKey") : { status: 404 };
  const headers = {
    "content-type": found.contentType,
    "content-length": String(found.bytes.length),
    etag: etagOf(found.bytes),
  };
  return withBody ? { status: 200, headers, body: found.bytes } : { status: 200, headers };
}

function listReply(query: URLSearchParams, keys: readonly string[], bucket: string, pageSize: number): EmulatedReply {
  const unknown = [...query.keys()].find((name) => !LIST_PARAMETERS.has(name));
  if (unknown || query.get("list-type") !== "2") return errorReply(501, "NotImplemented");
  const prefix = query.get("prefix") ?? "";
  const after = query.get("continuation-token") ?? "";
  const most = Math.min(pageSize, Number(query.get("max-keys") ?? pageSize));
  const matching = keys.filter((key) => key.startsWith(prefix) && key > after);
  const page = matching.slice(0, most);
  const isTruncated = matching.length > page.length;
  const next = isTruncated ? `<NextContinuationToken>${escapeXml(page.at(-1) ?? "")}</NextContinuationToken>` : "";
  const contents = page.map((key) => `<Contents><Key>${escapeXml(key)}</Key></Contents>`).join("");
  return {
    status: 200,
    headers: { "content-type": "application/xml" },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name><Prefix>${escapeXml(prefix)}</Prefix><KeyCount>${page.length}</KeyCount><MaxKeys>${most}</MaxKeys><IsTruncated>${isTruncated}</IsTruncated>${next}${contents}</ListBucketResult>`,
  };
}
