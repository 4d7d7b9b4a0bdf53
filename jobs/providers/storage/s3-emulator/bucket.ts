// The emulated bucket's state, and what its operations have in common: errors, XML and ETags as S3 writes them.
import { createHash } from "node:crypto";
import type { Clock } from "../../../../agents/kernel/clock.ts";
import type { EmulatedReply, EmulatedRequest } from "../../emulator/server.ts";

export interface EmulatedObject {
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly etag: string;
  /** Whole seconds, as S3 keeps it. */
  readonly modifiedAt: Date;
}

export interface EmulatedUpload {
  readonly key: string;
  readonly contentType: string;
  readonly startedAt: Date;
  readonly parts: Map<number, { readonly bytes: Buffer; readonly etag: string }>;
}

export interface Bucket {
  readonly name: string;
  readonly clock: Clock;
  /** Keys a list answers at once. */
  readonly pageSize: number;
  readonly objects: Map<string, EmulatedObject>;
  /** Unfinished multipart uploads by their id. */
  readonly uploads: Map<string, EmulatedUpload>;
}

export type Operate = (bucket: Bucket, key: string, request: EmulatedRequest) => EmulatedReply;

const DEFAULT_TYPE = "binary/octet-stream";
const PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

export const md5 = (bytes: Uint8Array) => createHash("md5").update(bytes).digest();
export const etagOf = (bytes: Uint8Array) => `"${md5(bytes).toString("hex")}"`;
export const contentTypeOf = ({ headers }: EmulatedRequest) => headers["content-type"] ?? DEFAULT_TYPE;
export const escapeXml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
export const unescapeXml = (text: string) =>
  text.replaceAll("&quot;", '"').replaceAll("&gt;", ">").replaceAll("&lt;", "<").replaceAll("&amp;", "&");

export function wholeSeconds(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1_000) * 1_000);
}

export function errorReply(status: number, code: string): EmulatedReply {
  return {
    status,
    headers: { "content-type": "application/xml", "x-amz-request-id": "EMULATED" },
    body: `${PROLOGUE}<Error><Code>${code}</Code><Message>${code}</Message><RequestId>EMULATED</RequestId></Error>`,
  };
}

export function xmlReply(element: string, content: string): EmulatedReply {
  return {
    status: 200,
    headers: { "content-type": "application/xml" },
    body: `${PROLOGUE}<${element} xmlns="${NAMESPACE}">${content}</${element}>`,
  };
}

export function storeObject(bucket: Bucket, key: string, object: Omit<EmulatedObject, "modifiedAt">): EmulatedObject {
  const stored = { ...object, modifiedAt: wholeSeconds(bucket.clock.now()) };
  bucket.objects.set(key, stored);
  return stored;
}
