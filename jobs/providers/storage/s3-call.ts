// One call to an S3-compatible store: within a time limit, its refusals as our errors.
import { AppError } from "../../../agents/kernel/errors.ts";

const REMEDY = "Check S3_ENDPOINT, S3_REGION, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.";
const DENIED = new Set(["AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "NoSuchBucket", "Forbidden"]);
const FULL = new Set(["InsufficientStorage", "QuotaExceeded", "XMinioStorageFull"]);

/** Calls once (the SDK may try again within it). @throws AppError */
export type S3Call = <Result>(send: (abortSignal: AbortSignal) => Promise<Result>) => Promise<Result>;

export function createS3Call(timeoutMs: number): S3Call {
  return async (send) => {
    try {
      return await send(AbortSignal.timeout(timeoutMs));
    } catch (thrown) {
      throw s3Error(thrown);
    }
  };
}

/** What an answer must have. @throws AppError `unavailable` */
export function answered<Value>(value: Value | undefined): Value {
  if (value !== undefined) return value;
  throw new AppError("unavailable", "The object store leaves out a part of its answer.", { reason: "s3_answer" });
}

/** HTTP status of the SDK's error, 0 when there was no answer. */
export function statusOf(thrown: unknown): number {
  const metadata: unknown = thrown instanceof Error ? Reflect.get(thrown, "$metadata") : undefined;
  const status: unknown =
    typeof metadata === "object" && metadata !== null ? Reflect.get(metadata, "httpStatusCode") : undefined;
  return typeof status === "number" ? status : 0;
}

/** The SDK's error as ours; ours stay. */
function s3Error(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const name = thrown instanceof Error ? thrown.name : "unknown";
  const status = statusOf(thrown);
  const options = { reason: name, cause: thrown };
  if (FULL.has(name) || status === 507) {
    const remedy = "Free space in the object store.";
    return new AppError("storage_full", "The object store is full.", { ...options, remedy });
  }
  if (DENIED.has(name) || status === 401 || status === 403) {
    const message = `The object store refuses the settings (${name}).`;
    return new AppError("not_configured", message, { ...options, remedy: REMEDY });
  }
  if (status === 404) return new AppError("not_found", "There is no such object in the store.", options);
  if (status === 412) return new AppError("conflict", "The object was replaced while it was read.", options);
  if (name === "SlowDown" || status === 429) {
    return new AppError("unavailable", "The object store asks to slow down.", { ...options, retryAfterMs: 2_000 });
  }
  return new AppError("unavailable", "The object store cannot be used.", { ...options, remedy: REMEDY });
}
