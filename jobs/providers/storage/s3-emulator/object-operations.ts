// PUT, GET, HEAD, DELETE and copy of one object, refused where S3 or R2 refuses.
import type { EmulatedReply } from "../../emulator/server.ts";
import {
  contentTypeOf,
  type EmulatedObject,
  errorReply,
  etagOf,
  md5,
  type Operate,
  storeObject,
  xmlReply,
} from "./bucket.ts";

export const putObject: Operate = (bucket, key, request) => {
  const { body, headers } = request;
  if (headers["content-length"] === undefined) return errorReply(411, "MissingContentLength");
  const expected = headers["content-md5"];
  if (expected !== undefined && expected !== md5(body).toString("base64")) return errorReply(400, "BadDigest");
  const { etag } = storeObject(bucket, key, { bytes: body, contentType: contentTypeOf(request), etag: etagOf(body) });
  return { status: 200, headers: { etag } };
};

export const getObject: Operate = (bucket, key, { headers }) => {
  const found = bucket.objects.get(key);
  if (!found) return errorReply(404, "NoSuchKey");
  const only = headers["if-match"];
  if (only !== undefined && only !== found.etag) return errorReply(412, "PreconditionFailed");
  if (headers.range === undefined) return { status: 200, headers: headersOf(found), body: found.bytes };
  const range = rangeOf(headers.range, found.bytes.length);
  if (typeof range === "string") return errorReply(range === "InvalidRange" ? 416 : 501, range);
  const body = found.bytes.subarray(range.first, range.last + 1);
  const part = {
    "content-length": String(body.length),
    "content-range": `bytes ${range.first}-${range.last}/${found.bytes.length}`,
  };
  return { status: 206, headers: { ...headersOf(found), ...part }, body };
};

export const headObject: Operate = (bucket, key) => {
  const found = bucket.objects.get(key);
  // A HEAD has no body to say more in.
  return found ? { status: 200, headers: headersOf(found) } : { status: 404 };
};

export const deleteObject: Operate = (bucket, key) => {
  bucket.objects.delete(key);
  return { status: 204 };
};

export const copyObject: Operate = (bucket, key, { headers, body }) => {
  const [from, ...rest] = decodeURIComponent(headers["x-amz-copy-source"] ?? "")
    .replace(/^\//, "")
    .split("/");
  const source = rest.join("/");
  if (!from || !source) return errorReply(400, "InvalidArgument");
  if (from !== bucket.name) return errorReply(404, "NoSuchBucket");
  if (body.length > 0) return errorReply(400, "MalformedXML");
  // Onto itself only to change metadata, which this emulator does not do.
  if (source === key) return errorReply(400, "InvalidRequest");
  const found = bucket.objects.get(source);
  if (!found) return errorReply(404, "NoSuchKey");
  const { etag, modifiedAt } = storeObject(bucket, key, found);
  const time = modifiedAt.toISOString();
  return xmlReply("CopyObjectResult", `<LastModified>${time}</LastModified><ETag>${etag}</ETag>`);
};

function headersOf(object: EmulatedObject): NonNullable<EmulatedReply["headers"]> {
  return {
    "accept-ranges": "bytes",
    "content-type": object.contentType,
    "content-length": String(object.bytes.length),
    "last-modified": object.modifiedAt.toUTCString(),
    etag: object.etag,
  };
}

/** One range of bytes: "bytes=2-5", "bytes=2-" or "bytes=-5"; S3 knows no lists of them. */
function rangeOf(header: string, size: number): { first: number; last: number } | "InvalidRange" | "NotImplemented" {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? [];
  if (from === undefined || to === undefined || (from === "" && to === "")) return "NotImplemented";
  const first = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === "" || to === "" ? size - 1 : Math.min(size - 1, Number(to));
  return first <= last ? { first, last } : "InvalidRange";
}
