// A stream into an S3-compatible store: one request while it is small, else equal parts, of which nothing stays when one fails.
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { inParts } from "./measured-stream.ts";
import { answered, type S3Call } from "./s3-call.ts";

/** At least 5 MiB, as S3 and R2 ask. Two parts are in memory at a time; one is sent well within the time limit of a call. */
export const PART_BYTES = 8 * 1024 * 1024;
/** S3 and R2. */
const MAX_PARTS = 10_000;

export interface UploadTarget {
  readonly client: S3Client;
  readonly call: S3Call;
  readonly bucket: string;
  readonly key: string;
  readonly contentType: string;
  /** Stores what turned out to be a single part. */
  readonly putWhole: (bytes: Uint8Array) => Promise<void>;
}

export async function uploadInParts(
  target: UploadTarget,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<void> {
  // R2 wants every part but the last to be of one size, so the size is chosen before the first.
  const partBytes = Math.max(PART_BYTES, Math.ceil(maxBytes / MAX_PARTS));
  let upload: MultipartUpload | null = null;
  let held: Uint8Array = new Uint8Array();
  try {
    for await (const part of inParts(chunks, partBytes)) {
      if (held.length > 0) {
        upload ??= await MultipartUpload.start(target);
        await upload.add(held);
      }
      held = part;
    }
    if (!upload) return await target.putWhole(held);
    await upload.add(held);
    await upload.complete();
  } catch (thrown) {
    // The first failure is the one to tell; parts an abort does not reach are dropped by the bucket's lifecycle rule.
    if (upload) await Promise.allSettled([upload.abort()]);
    throw thrown;
  }
}

class MultipartUpload {
  readonly #target: UploadTarget;
  readonly #ids: { readonly Bucket: string; readonly Key: string; readonly UploadId: string };
  readonly #parts: { readonly PartNumber: number; readonly ETag: string }[] = [];

  private constructor(target: UploadTarget, uploadId: string) {
    this.#target = target;
    this.#ids = { Bucket: target.bucket, Key: target.key, UploadId: uploadId };
  }

  static async start(target: UploadTarget): Promise<MultipartUpload> {
    const command = new CreateMultipartUploadCommand({
      Bucket: target.bucket,
      Key: target.key,
      ContentType: target.contentType,
    });
    const { UploadId } = await target.call((abortSignal) => target.client.send(command, { abortSignal }));
    return new MultipartUpload(target, answered(UploadId));
  }

  async add(bytes: Uint8Array): Promise<void> {
    const PartNumber = this.#parts.length + 1;
    const command = new UploadPartCommand({ ...this.#ids, PartNumber, Body: bytes, ContentLength: bytes.length });
    const { ETag } = await this.#target.call((abortSignal) => this.#target.client.send(command, { abortSignal }));
    this.#parts.push({ PartNumber, ETag: answered(ETag) });
  }

  async complete(): Promise<void> {
    const command = new CompleteMultipartUploadCommand({ ...this.#ids, MultipartUpload: { Parts: this.#parts } });
    await this.#target.call((abortSignal) => this.#target.client.send(command, { abortSignal }));
  }

  async abort(): Promise<void> {
    const command = new AbortMultipartUploadCommand(this.#ids);
    await this.#target.call((abortSignal) => this.#target.client.send(command, { abortSignal }));
  }
}
