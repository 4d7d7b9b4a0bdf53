// Objects in any S3-compatible store: R2, MinIO, Garage, S3 itself.
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ListedObject, ObjectStore } from "../../../agents/ports/object-store.ts";
import { measure } from "./measured-stream.ts";
import { checkContentType, checkCopy, checkKey, checkPrefix, checkRange, contentTypeOfKey } from "./object-key.ts";
import { answered, createS3Call } from "./s3-call.ts";
import { deleteObjects } from "./s3-delete.ts";
import { readObject, readPiece, readWhole } from "./s3-read.ts";
import { PART_BYTES, uploadInParts } from "./s3-upload.ts";

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

const linkSeconds = (seconds: number) => Math.max(1, Math.min(LINK_MAX_SECONDS, Math.floor(seconds)));

export function createS3Store(options: S3StoreOptions): ObjectStore {
  const { bucket } = options;
  const client = connect(options, options.endpoint);
  // A link is signed for the host it names, so links for another host need a client of their own.
  const linkClient = options.publicEndpoint ? connect(options, options.publicEndpoint) : client;
  const call = createS3Call(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const at = (key: string) => {
    checkKey(key);
    return { client, call, bucket, key };
  };

  const putWhole = async (key: string, bytes: Uint8Array, contentType: string) => {
    const command = new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: bytes,
      ContentType: contentType,
      ContentLength: bytes.length,
    });
    await call((abortSignal) => client.send(command, { abortSignal }));
  };
  const upload = (key: string, chunks: Parameters<typeof uploadInParts>[1], contentType: string, maxBytes: number) => {
    checkContentType(key, contentType);
    const target = { ...at(key), contentType, putWhole: (bytes: Uint8Array) => putWhole(key, bytes, contentType) };
    return uploadInParts(target, chunks, maxBytes);
  };

  const put: ObjectStore["put"] = async (key, bytes, contentType) => {
    if (bytes.length > PART_BYTES) return upload(key, [bytes], contentType, bytes.length);
    checkKey(key);
    checkContentType(key, contentType);
    await putWhole(key, bytes, contentType);
  };

  const get: ObjectStore["get"] = async (key) => readObject(at(key));

  const head: ObjectStore["head"] = async (key) => {
    checkKey(key);
    const command = new HeadObjectCommand({ Bucket: bucket, Key: key });
    const found = await call((abortSignal) => client.send(command, { abortSignal }));
    return {
      bytes: answered(found.ContentLength),
      contentType: found.ContentType ?? contentTypeOfKey(key),
      modifiedAt: answered(found.LastModified),
    };
  };

  async function* list(prefix: string): AsyncIterable<ListedObject> {
    let token: string | undefined;
    do {
      const page = new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        ...(token === undefined ? {} : { ContinuationToken: token }),
      });
      const found = await call((abortSignal) => client.send(page, { abortSignal }));
      for (const { Key, Size, LastModified } of found.Contents ?? []) {
        yield { key: answered(Key), bytes: answered(Size), modifiedAt: answered(LastModified) };
      }
      token = found.NextContinuationToken;
    } while (token !== undefined);
  }

  return {
    info: { provider: "s3", local: false },
    put,
    putStream: async (key, stream, contentType, { maxBytes }) => {
      const measured = measure(stream, maxBytes);
      await upload(key, measured.chunks, contentType, maxBytes);
      return measured.result();
    },
    get,
    read: async (key, range) => {
      checkRange(range);
      return (await readPiece(at(key), range)).bytes;
    },
    stream: (key) => readWhole(at(key)),
    head,
    exists: async (key) => {
      try {
        await head(key);
        return true;
      } catch (thrown) {
        if (thrown instanceof AppError && thrown.code === "not_found") return false;
        throw thrown;
      }
    },
    copy: async (from, to) => {
      checkCopy(from, to);
      const command = new CopyObjectCommand({ Bucket: bucket, Key: to, CopySource: `${bucket}/${from}` });
      await call((abortSignal) => client.send(command, { abortSignal }));
    },
    delete: async (key) => {
      checkKey(key);
      await call((abortSignal) => client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }), { abortSignal }));
    },
    deleteMany: async (keys) => {
      keys.forEach(checkKey);
      await deleteObjects({ client, call, bucket }, keys);
    },
    list: (prefix) => {
      checkPrefix(prefix);
      return list(prefix);
    },
    signedUrl: async (key, seconds) => {
      checkKey(key);
      const command = new GetObjectCommand({ Bucket: bucket, Key: key });
      return getSignedUrl(linkClient, command, { expiresIn: linkSeconds(seconds) });
    },
    signedUpload: async (key, contentType, seconds) => {
      checkKey(key);
      checkContentType(key, contentType);
      const command = new PutObjectCommand({ Bucket: bucket, Key: key, ContentType: contentType });
      // Unsigned, the type could be any: a picture's link would take a web page.
      const signableHeaders = new Set(["host", "content-type"]);
      const url = await getSignedUrl(linkClient, command, { expiresIn: linkSeconds(seconds), signableHeaders });
      return { url, method: "PUT", headers: { "content-type": contentType } };
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
