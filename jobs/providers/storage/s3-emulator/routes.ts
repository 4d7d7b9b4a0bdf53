// Which S3 operation a request asks for, and what it may carry: anything else is refused, as R2 refuses what it does not know.
import type { EmulatedRequest } from "../../emulator/server.ts";
import type { Operate } from "./bucket.ts";
import { deleteObjects, listObjects } from "./bucket-operations.ts";
import {
  abortUpload,
  completeUpload,
  createUpload,
  listParts,
  listUploads,
  uploadPart,
} from "./multipart-operations.ts";
import { copyObject, deleteObject, getObject, headObject, putObject } from "./object-operations.ts";

interface Route {
  readonly operate: Operate;
  readonly method: string;
  readonly of: "bucket" | "object";
  /** Query parameters: the first must be there, the others may. */
  readonly query?: readonly [string, ...string[]];
  readonly header?: string;
  /** "x-amz-" headers it may carry, besides those every request may. */
  readonly headers?: readonly string[];
}

/** The more particular first: the first that fits is meant. */
const ROUTES = {
  list: {
    operate: listObjects,
    method: "GET",
    of: "bucket",
    query: ["list-type", "prefix", "max-keys", "continuation-token"],
  },
  listUploads: { operate: listUploads, method: "GET", of: "bucket", query: ["uploads", "prefix"] },
  deleteMany: {
    operate: deleteObjects,
    method: "POST",
    of: "bucket",
    query: ["delete"],
    headers: ["x-amz-checksum-crc32", "x-amz-sdk-checksum-algorithm"],
  },
  createUpload: { operate: createUpload, method: "POST", of: "object", query: ["uploads"] },
  completeUpload: { operate: completeUpload, method: "POST", of: "object", query: ["uploadId"] },
  uploadPart: { operate: uploadPart, method: "PUT", of: "object", query: ["uploadId", "partNumber"] },
  abortUpload: { operate: abortUpload, method: "DELETE", of: "object", query: ["uploadId"] },
  listParts: { operate: listParts, method: "GET", of: "object", query: ["uploadId"] },
  copy: { operate: copyObject, method: "PUT", of: "object", header: "x-amz-copy-source" },
  put: { operate: putObject, method: "PUT", of: "object" },
  get: { operate: getObject, method: "GET", of: "object" },
  head: { operate: headObject, method: "HEAD", of: "object" },
  delete: { operate: deleteObject, method: "DELETE", of: "object" },
} as const satisfies Record<string, Route>;

export type S3Operation = keyof typeof ROUTES;

const NAMES = Object.keys(ROUTES) as S3Operation[];
const SIGNING_PARAMETER = /^(x-id|X-Amz-(Algorithm|Content-Sha256|Credential|Date|Expires|SignedHeaders|Signature))$/;
const COMMON_HEADERS = ["x-amz-date", "x-amz-content-sha256", "x-amz-user-agent"];

/** "" for what is asked of the bucket itself. */
export function keyOf(request: EmulatedRequest): { readonly bucket: string; readonly key: string } {
  const [, bucket = "", ...rest] = decodeURIComponent(request.path).split("/");
  return { bucket, key: rest.join("/") };
}

export function operationOf(request: EmulatedRequest): S3Operation | undefined {
  const of = keyOf(request).key === "" ? "bucket" : "object";
  return NAMES.find((name) => {
    const route: Route = ROUTES[name];
    if (route.method !== request.method || route.of !== of) return false;
    if (route.query && !request.query.has(route.query[0])) return false;
    return route.header === undefined || request.headers[route.header] !== undefined;
  });
}

/** Null when the request carries something the operation does not know. */
export function operateOf(operation: S3Operation, request: EmulatedRequest): Operate | null {
  const route: Route = ROUTES[operation];
  const query: readonly string[] = route.query ?? [];
  if ([...request.query.keys()].some((name) => !query.includes(name) && !SIGNING_PARAMETER.test(name))) return null;
  const headers = [...COMMON_HEADERS, ...(route.headers ?? []), ...(route.header ? [route.header] : [])];
  const names = Object.keys(request.headers).filter((name) => name.startsWith("x-amz-"));
  return names.every((name) => headers.includes(name)) ? route.operate : null;
}
