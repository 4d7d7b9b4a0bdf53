// Objects in any S3-compatible store: R2, MinIO, Garage, S3 itself.
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ObjectStore } from "../../../agents/ports/object-store.ts";
import { checkContentType, checkKey, checkPrefix, contentTypeOfKey } from "./object-key.ts";

export interface S3StoreOptions {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Where browsers and platforms reach the store, when that differs from `endpoint`. */
  readonly publicEndpoint?: string;
  readonly timeoutMs?: number;
  /** Tries of one call, 3 by default: stores answer "slow down" now and then. */
  readonly maxAttempts?: number;
}

/** Trust T16. */
const LINK_MAX_SECONDS = 600;
const DEFAULT_TIMEOUT_MS = 30_000;
const PROBE_KEY = "system/check.txt";
const REMEDY = "Check S3_ENDPOINT, S3_REGION, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.";

export function createS3Store(options: S3StoreOptions): ObjectStore {
  const { bucket } = options;
  const client = connect(options, options.endpoint);
  // A link is signed for the host it names, so links for another host need a client of their own.
  const linkClient = options.publicEndpoint ? connect(options, options.publicEndpoint) : client;
  const call = async <Result>(send: (abortSignal: AbortSignal) => Promise<Result>): Promise<Result> => {
    try {
      return await send(AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS));
    } catch (thrown) {
      throw s3Error(thrown);
    }
  };

  const put: ObjectStore["put"] = async (key, bytes, contentType) => {
    checkKey(key);
    checkContentType(key, contentType);
    const command = new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: bytes,
      ContentType: contentType,
      ContentLength: bytes.length,
    });
    await call((abortSignal) => client.send(command, { abortSignal }));
  };

  const get: ObjectStore["get"] = async (key) => {
    checkKey(key);
    return call(async (abortSignal) => {
      const found = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }), { abortSignal });
      const bytes = (await found.Body?.transformToByteArray()) ?? new Uint8Array();
      return { bytes, contentType: found.ContentType ?? contentTypeOfKey(key) };
    });
  };

  const exists: ObjectStore["exists"] = async (key) => {
    checkKey(key);
    try {
      await call((abortSignal) => client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }), { abortSignal }));
      return true;
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === "not_found") return false;
      throw thrown;
    }
  };

  async function* list(prefix: string): AsyncIterable<string> {
    let token: string | undefined;
    do {
      const page = new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        ...(token === undefined ? {} : { ContinuationToken: token }),
      });
      const found = await call((abortSignal) => client.send(page, { abortSignal }));
      for (const { Key } of found.Contents ?? []) if (Key !== undefined) yield Key;
      token = found.NextContinuationToken;
    } while (token !== undefined);
  }

  return {
    info: { provider: "s3", local: false },
    put,
    get,
    exists,
    delete: async (key) => {
      checkKey(key);
      await call((abortSignal) => client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }), { abortSignal }));
    },
    list: (prefix) => {
      checkPrefix(prefix);
      return list(prefix);
    },
    signedUrl: async (key, seconds) => {
      checkKey(key);
      const expiresIn = Math.max(1, Math.min(LINK_MAX_SECONDS, Math.floor(seconds)));
      return getSignedUrl(linkClient, new GetObjectCommand({ Bucket: bucket, Key: key }), { expiresIn });
    },
    check: async () => {
      await put(PROBE_KEY, Buffer.from("ok"), "text/plain");
      await get(PROBE_KEY);
    },
  };
}

function connect(options: S3StoreOptions, endpoint: string): S3Client {
  return new S3Client({
    endpoint,
    region: options.region,
    credentials: { accessKeyId: options.accessKeyId, secretAccessKey: options.secretAccessKey },
    forcePathStyle: true,
    // Otherwise the SDK adds checksums that some stores refuse, and a wrong one to signed links.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    maxAttempts: options.maxAttempts ?? 3,
  });
}

const DENIED = new Set(["AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "NoSuchBucket", "Forbidden"]);
const FULL = new Set(["InsufficientStorage", "QuotaExceeded", "XMinioStorageFull"]);

/** The SDK's error as ours. */
function s3Error(thrown: unknown): AppError {
  const name = thrown instanceof Error ? thrown.name : "unknown";
  const metadata: unknown = thrown instanceof Error ? Reflect.get(thrown, "$metadata") : undefined;
  const status: unknown =
    typeof metadata === "object" && metadata !== null ? Reflect.get(metadata, "httpStatusCode") : 0;
  const options = { reason: name, cause: thrown };
  if (FULL.has(name) || status === 507) {
    const remedy = "Free space in the object store.";
    return new AppError("storage_full", "The object store is full.", { ...options, remedy });
  }
  if (DENIED.has(name) || status === 401 || status === 403) {
    return new AppError("not_configured", `The object store refuses the settings (${name}).`, {
      ...options,
      remedy: REMEDY,
    });
  }
  if (status === 404) return new AppError("not_found", "There is no such object in the store.", options);
  if (name === "SlowDown" || status === 429) {
    return new AppError("unavailable", "The object store asks to slow down.", { ...options, retryAfterMs: 2_000 });
  }
  return new AppError("unavailable", "The object store cannot be used.", { ...options, remedy: REMEDY });
}
