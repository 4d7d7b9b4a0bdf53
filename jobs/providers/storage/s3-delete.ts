// Deletes many objects with few requests.
import { createHash } from "node:crypto";
import { DeleteObjectsCommand, type S3Client } from "@aws-sdk/client-s3";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { S3Call } from "./s3-call.ts";

/** S3 and R2: keys one request may name. */
const KEYS_PER_REQUEST = 1_000;

interface Bucket {
  readonly client: S3Client;
  readonly call: S3Call;
  readonly bucket: string;
}

/** @throws AppError `unavailable` when the store kept some */
export async function deleteObjects({ client, call, bucket }: Bucket, keys: readonly string[]): Promise<void> {
  for (let start = 0; start < keys.length; start += KEYS_PER_REQUEST) {
    const Objects = keys.slice(start, start + KEYS_PER_REQUEST).map((Key) => ({ Key }));
    const command = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } });
    withContentMd5(command);
    const { Errors = [] } = await call((abortSignal) => client.send(command, { abortSignal }));
    const [first] = Errors;
    if (!first) continue;
    throw new AppError("unavailable", `The object store kept ${Errors.length} objects that were to be deleted.`, {
      reason: first.Code ?? "unknown",
    });
  }
}

/** This call must carry a checksum. Every store knows MD5 here; the SDK's own CRC32 is refused by some. */
function withContentMd5(command: DeleteObjectsCommand): void {
  command.middlewareStack.add(
    (next) => (args) => {
      const request: unknown = args.request;
      if (isBodied(request)) {
        for (const name of Object.keys(request.headers)) {
          if (/^x-amz-(sdk-)?checksum-/i.test(name)) delete request.headers[name];
        }
        request.headers["content-md5"] = createHash("md5").update(request.body).digest("base64");
      }
      return next(args);
    },
    // After the SDK's own checksum, before the signature.
    { step: "build", priority: "low", name: "contentMd5" },
  );
}

function isBodied(request: unknown): request is { headers: Record<string, string>; body: string | Uint8Array } {
  if (typeof request !== "object" || request === null || !("headers" in request) || !("body" in request)) return false;
  return typeof request.body === "string" || request.body instanceof Uint8Array;
}
