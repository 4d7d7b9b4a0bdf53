// AWS Signature Version 4 from the server's side, written from its description and independent of the client's library.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { EmulatedRequest } from "../../emulator/server.ts";

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

/** S3's own error code, or null when the request is genuine. */
export type SignatureProblem =
  | "AccessDenied"
  | "InvalidAccessKeyId"
  | "SignatureDoesNotMatch"
  | "RequestTimeTooSkewed"
  | "AuthorizationHeaderMalformed"
  | "XAmzContentSHA256Mismatch"
  | "AuthorizationQueryParametersError";

interface Claim {
  readonly accessKeyId: string;
  readonly scope: string;
  readonly date: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly payloadHash: string;
  readonly query: string;
}

const ALGORITHM = "AWS4-HMAC-SHA256";
const SKEW_MS = 15 * 60_000;
const LONGEST_EXPIRY_SECONDS = 604_800;
const UNSIGNED = "UNSIGNED-PAYLOAD";

const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Buffer, data: string) => createHmac("sha256", key).update(data).digest();
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

/** "20261124T120000Z" as milliseconds, NaN when it is something else. */
function timeOf(date: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  return parts ? Date.parse(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}Z`) : Number.NaN;
}

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join("&");
}

export function checkSignature(request: EmulatedRequest, credentials: Credentials, now: Date): SignatureProblem | null {
  const claim = request.query.has("X-Amz-Algorithm") ? queryClaim(request, now) : headerClaim(request, now);
  if (typeof claim === "string") return claim;
  const expectedScope = `${claim.date.slice(0, 8)}/${credentials.region}/s3/aws4_request`;
  if (claim.accessKeyId !== credentials.accessKeyId) return "InvalidAccessKeyId";
  if (claim.scope !== expectedScope) return "AuthorizationHeaderMalformed";
  if (!claim.signedHeaders.includes("host")) return "AccessDenied";
  const expected = Buffer.from(sign(request, claim, credentials.secretAccessKey));
  const given = Buffer.from(claim.signature);
  return expected.length === given.length && timingSafeEqual(expected, given) ? null : "SignatureDoesNotMatch";
}

function sign(request: EmulatedRequest, claim: Claim, secret: string): string {
  const headers = claim.signedHeaders.map(
    (name) => `${name}:${(request.headers[name] ?? "").trim().replace(/\s+/g, " ")}\n`,
  );
  const [path = "/"] = request.target.split("?");
  const canonical = [
    request.method,
    path,
    claim.query,
    headers.join(""),
    claim.signedHeaders.join(";"),
    claim.payloadHash,
  ];
  const toSign = [ALGORITHM, claim.date, claim.scope, sha256(canonical.join("\n"))].join("\n");
  const key = claim.scope
    .split("/")
    .reduce<string | Buffer>((secretSoFar, part) => hmac(secretSoFar, part), `AWS4${secret}`);
  return hmac(key as Buffer, toSign).toString("hex");
}

function headerClaim(request: EmulatedRequest, now: Date): Claim | SignatureProblem {
  const header = request.headers.authorization;
  if (!header) return "AccessDenied";
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(header);
  const [, accessKeyId, scope, signedHeaders, signature] = parts ?? [];
  if (!accessKeyId || !scope || !signedHeaders || !signature) return "AuthorizationHeaderMalformed";
  const date = request.headers["x-amz-date"] ?? "";
  if (!(Math.abs(now.getTime() - timeOf(date)) <= SKEW_MS)) return "RequestTimeTooSkewed";
  const payloadHash = request.headers["x-amz-content-sha256"] ?? "";
  if (payloadHash !== UNSIGNED && payloadHash !== sha256(request.body)) return "XAmzContentSHA256Mismatch";
  const names = signedHeaders.split(";");
  if (hasUnsignedHeader(request, names)) return "AccessDenied";
  return {
    accessKeyId,
    scope,
    date,
    signedHeaders: names,
    signature,
    payloadHash,
    query: canonicalQuery(request.query),
  };
}

/** Whatever an x-amz header says must be signed, else anyone on the way could change it. */
function hasUnsignedHeader({ headers }: EmulatedRequest, signed: readonly string[]): boolean {
  return Object.keys(headers).some((name) => name.startsWith("x-amz-") && !signed.includes(name));
}

function queryClaim(request: EmulatedRequest, now: Date): Claim | SignatureProblem {
  const { query } = request;
  const [accessKeyId, ...scope] = (query.get("X-Amz-Credential") ?? "").split("/");
  const date = query.get("X-Amz-Date") ?? "";
  const expires = Number(query.get("X-Amz-Expires"));
  const signedHeaders = query.get("X-Amz-SignedHeaders") ?? "";
  const isWhole =
    query.get("X-Amz-Algorithm") === ALGORITHM && accessKeyId && signedHeaders && Number.isInteger(expires);
  if (!isWhole || expires < 1 || expires > LONGEST_EXPIRY_SECONDS) return "AuthorizationQueryParametersError";
  const ageMs = now.getTime() - timeOf(date);
  if (!(ageMs >= -SKEW_MS && ageMs <= expires * 1_000)) return "AccessDenied";
  if (hasUnsignedHeader(request, signedHeaders.split(";"))) return "AccessDenied";
  return {
    accessKeyId,
    scope: scope.join("/"),
    date,
    signedHeaders: signedHeaders.split(";"),
    signature: query.get("X-Amz-Signature") ?? "",
    payloadHash: UNSIGNED,
    query: canonicalQuery(query),
  };
}
