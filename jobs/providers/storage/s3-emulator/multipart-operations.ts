// Multipart uploads with S3's rules and R2's stricter one: every part but the last of one size, the last no larger.
import { randomUUID } from "node:crypto";
import {
  contentTypeOf,
  type EmulatedUpload,
  errorReply,
  escapeXml,
  etagOf,
  md5,
  type Operate,
  storeObject,
  unescapeXml,
  xmlReply,
} from "./bucket.ts";

/** S3 and R2: the last part may be smaller. */
const PART_MIN_BYTES = 5 * 1024 * 1024;
const MAX_PARTS = 10_000;

export const createUpload: Operate = (bucket, key, request) => {
  const id = randomUUID();
  const startedAt = bucket.clock.now();
  bucket.uploads.set(id, { key, contentType: contentTypeOf(request), startedAt, parts: new Map() });
  const names = `<Bucket>${bucket.name}</Bucket><Key>${escapeXml(key)}</Key>`;
  return xmlReply("InitiateMultipartUploadResult", `${names}<UploadId>${id}</UploadId>`);
};

/** An operation on an upload of exactly this key. */
function onUpload(operate: (upload: EmulatedUpload, ...rest: Parameters<Operate>) => ReturnType<Operate>): Operate {
  return (bucket, key, request) => {
    const upload = bucket.uploads.get(request.query.get("uploadId") ?? "");
    return upload?.key === key ? operate(upload, bucket, key, request) : errorReply(404, "NoSuchUpload");
  };
}

export const uploadPart = onUpload((upload, _bucket, _key, { query, body, headers }) => {
  const number = Number(query.get("partNumber"));
  if (!Number.isInteger(number) || number < 1 || number > MAX_PARTS) return errorReply(400, "InvalidArgument");
  if (headers["content-length"] === undefined) return errorReply(411, "MissingContentLength");
  const etag = etagOf(body);
  upload.parts.set(number, { bytes: body, etag });
  return { status: 200, headers: { etag } };
});

export const completeUpload = onUpload((upload, bucket, key, { query, body }) => {
  const named = partsNamedIn(body.toString("utf8"));
  if (named.length === 0) return errorReply(400, "MalformedXML");
  if (named.some(({ number }, index) => number <= (named[index - 1]?.number ?? 0))) {
    return errorReply(400, "InvalidPartOrder");
  }
  const parts = named.flatMap(({ number, etag }) => {
    const part = upload.parts.get(number);
    return part?.etag === etag ? [part] : [];
  });
  if (parts.length < named.length) return errorReply(400, "InvalidPart");
  const leading = parts.slice(0, -1).map((part) => part.bytes.length);
  if (leading.some((bytes) => bytes < PART_MIN_BYTES)) return errorReply(400, "EntityTooSmall");
  const [size = Number.POSITIVE_INFINITY] = leading;
  if (leading.some((bytes) => bytes !== size)) return errorReply(400, "InvalidPart");
  if ((parts.at(-1)?.bytes.length ?? 0) > size) return errorReply(400, "InvalidPart");
  bucket.uploads.delete(query.get("uploadId") ?? "");
  const bytes = Buffer.concat(parts.map((part) => part.bytes));
  const sums = Buffer.concat(parts.map((part) => md5(part.bytes)));
  const etag = `"${md5(sums).toString("hex")}-${parts.length}"`;
  storeObject(bucket, key, { bytes, contentType: upload.contentType, etag });
  const names = `<Bucket>${bucket.name}</Bucket><Key>${escapeXml(key)}</Key>`;
  return xmlReply("CompleteMultipartUploadResult", `${names}<ETag>${escapeXml(etag)}</ETag>`);
});

export const abortUpload = onUpload((_upload, bucket, _key, { query }) => {
  bucket.uploads.delete(query.get("uploadId") ?? "");
  return { status: 204 };
});

export const listParts = onUpload((upload, bucket, key, { query }) => {
  const parts = [...upload.parts]
    .sort(([left], [right]) => left - right)
    .map(([number, { bytes, etag }]) => {
      const facts = `<ETag>${escapeXml(etag)}</ETag><Size>${bytes.length}</Size>`;
      return `<Part><PartNumber>${number}</PartNumber>${facts}</Part>`;
    });
  const id = query.get("uploadId") ?? "";
  const names = `<Bucket>${bucket.name}</Bucket><Key>${escapeXml(key)}</Key><UploadId>${id}</UploadId>`;
  return xmlReply("ListPartsResult", `${names}<IsTruncated>false</IsTruncated>${parts.join("")}`);
});

export const listUploads: Operate = (bucket, _key, { query }) => {
  const prefix = query.get("prefix") ?? "";
  const uploads = [...bucket.uploads]
    .filter(([, { key }]) => key.startsWith(prefix))
    .map(([id, { key, startedAt }]) => {
      const time = startedAt.toISOString();
      return `<Upload><Key>${escapeXml(key)}</Key><UploadId>${id}</UploadId><Initiated>${time}</Initiated></Upload>`;
    });
  const names = `<Bucket>${bucket.name}</Bucket><Prefix>${escapeXml(prefix)}</Prefix>`;
  return xmlReply("ListMultipartUploadsResult", `${names}<IsTruncated>false</IsTruncated>${uploads.join("")}`);
};

function partsNamedIn(xml: string): { number: number; etag: string }[] {
  return [...xml.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = ""]) => ({
    number: Number(/<PartNumber>(\d+)<\/PartNumber>/.exec(part)?.[1]),
    etag: unescapeXml(/<ETag>([^<]*)<\/ETag>/.exec(part)?.[1] ?? ""),
  }));
}
