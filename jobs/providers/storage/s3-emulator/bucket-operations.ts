// What is asked of a whole bucket: its keys in pages, and the deletion of many.
import { crc32 } from "node:zlib";
import type { EmulatedRequest } from "../../emulator/server.ts";
import { errorReply, escapeXml, md5, type Operate, unescapeXml, xmlReply } from "./bucket.ts";

/** S3 and R2. */
const KEYS_PER_REQUEST = 1_000;

export const listObjects: Operate = (bucket, _key, { query }) => {
  if (query.get("list-type") !== "2") return errorReply(501, "NotImplemented");
  const asked = Number(query.get("max-keys") ?? KEYS_PER_REQUEST);
  if (!Number.isInteger(asked) || asked < 0) return errorReply(400, "InvalidArgument");
  const most = Math.min(bucket.pageSize, KEYS_PER_REQUEST, asked);
  const prefix = query.get("prefix") ?? "";
  const after = query.get("continuation-token") ?? "";
  const matching = [...bucket.objects.keys()].sort().filter((key) => key.startsWith(prefix) && key > after);
  const page = matching.slice(0, most);
  const isTruncated = matching.length > page.length;
  const next = isTruncated ? `<NextContinuationToken>${escapeXml(page.at(-1) ?? "")}</NextContinuationToken>` : "";
  const contents = page.flatMap((key) => {
    const found = bucket.objects.get(key);
    if (!found) return [];
    const facts = `<LastModified>${found.modifiedAt.toISOString()}</LastModified><ETag>${escapeXml(found.etag)}</ETag>`;
    return [`<Contents><Key>${escapeXml(key)}</Key>${facts}<Size>${found.bytes.length}</Size></Contents>`];
  });
  const facts = `<KeyCount>${page.length}</KeyCount><MaxKeys>${most}</MaxKeys><IsTruncated>${isTruncated}</IsTruncated>`;
  const names = `<Name>${bucket.name}</Name><Prefix>${escapeXml(prefix)}</Prefix>`;
  return xmlReply("ListBucketResult", `${names}${facts}${next}${contents.join("")}`);
};

export const deleteObjects: Operate = (bucket, _key, request) => {
  const problem = digestProblem(request);
  if (problem) return errorReply(400, problem);
  const xml = request.body.toString("utf8");
  const keys = [...xml.matchAll(/<Object>.*?<Key>([^<]*)<\/Key>.*?<\/Object>/gs)].map(([, key = ""]) =>
    unescapeXml(key),
  );
  if (keys.length === 0 || keys.length > KEYS_PER_REQUEST) return errorReply(400, "MalformedXML");
  for (const key of keys) bucket.objects.delete(key);
  const isQuiet = xml.includes("<Quiet>true</Quiet>");
  const deleted = isQuiet ? [] : keys.map((key) => `<Deleted><Key>${escapeXml(key)}</Key></Deleted>`);
  return xmlReply("DeleteResult", deleted.join(""));
};

/** This request must carry a digest of its body, and the right one. */
function digestProblem({ body, headers }: EmulatedRequest): string | null {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  const digests = [
    [headers["content-md5"], md5(body)],
    [headers["x-amz-checksum-crc32"], sum],
  ] as const;
  const given = digests.filter(([digest]) => digest !== undefined);
  if (given.length === 0) return "InvalidRequest";
  return given.every(([digest, expected]) => digest === expected.toString("base64")) ? null : "BadDigest";
}
