// That the emulator refuses what S3 or R2 refuse: an adapter proven against it must not fail against them.
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type S3Emulator, startS3Emulator } from "./s3-emulator.ts";

const MIB = 1024 * 1024;
let emulator: S3Emulator;
let client: S3Client;

function connect(changes: Partial<S3ClientConfig> = {}): S3Client {
  return new S3Client({
    endpoint: emulator.endpoint,
    region: "auto",
    credentials: emulator.credentials,
    forcePathStyle: true,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    maxAttempts: 1,
    ...changes,
  });
}

beforeAll(async () => {
  emulator = await startS3Emulator();
  client = connect();
});
afterAll(() => emulator.close());

const at = (Key: string) => ({ Bucket: emulator.bucket, Key });
const put = (key: string, text: string) => client.send(new PutObjectCommand({ ...at(key), Body: Buffer.from(text) }));

async function startUpload(key: string) {
  const { UploadId = "" } = await client.send(new CreateMultipartUploadCommand({ ...at(key), ContentType: "a/b" }));
  const part = async (PartNumber: number, bytes: number) => {
    const Body = Buffer.alloc(bytes, PartNumber);
    const { ETag = "" } = await client.send(new UploadPartCommand({ ...at(key), UploadId, PartNumber, Body }));
    return { PartNumber, ETag };
  };
  const complete = (Parts: { PartNumber: number; ETag: string }[]) =>
    client.send(new CompleteMultipartUploadCommand({ ...at(key), UploadId, MultipartUpload: { Parts } }));
  return { UploadId, part, complete };
}

it("puts parts together and names the whole as S3 does", async () => {
  const { part, complete } = await startUpload("a/whole.bin");
  const parts = [await part(1, 5 * MIB), await part(2, 5 * MIB), await part(7, 3)];
  const { ETag } = await complete(parts);
  expect(ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
  const found = await client.send(new HeadObjectCommand(at("a/whole.bin")));
  expect(found).toMatchObject({ ContentLength: 10 * MIB + 3, ContentType: "a/b", ETag });
});

it("refuses parts that are too small, unequal, out of order, unknown or changed", async () => {
  const { UploadId, part, complete } = await startUpload("a/parts.bin");
  const small = await part(1, 5 * MIB - 1);
  const five = await part(2, 5 * MIB);
  const six = await part(3, 6 * MIB);
  const refused = (name: string) => expect.objectContaining({ name });
  await expect(complete([small, five])).rejects.toEqual(refused("EntityTooSmall"));
  await expect(complete([five, { ...six, PartNumber: 3 }])).rejects.toEqual(refused("InvalidPart"));
  await expect(complete([six, five])).rejects.toEqual(refused("InvalidPartOrder"));
  await expect(complete([{ ...five, PartNumber: 9 }])).rejects.toEqual(refused("InvalidPart"));
  await expect(complete([{ ...five, ETag: six.ETag }])).rejects.toEqual(refused("InvalidPart"));
  await expect(complete([])).rejects.toEqual(refused("MalformedXML"));
  await expect(part(0, 1)).rejects.toEqual(refused("InvalidArgument"));
  await expect(part(10_001, 1)).rejects.toEqual(refused("InvalidArgument"));
  const elsewhere = new ListPartsCommand({ ...at("a/other.bin"), UploadId });
  await expect(client.send(elsewhere)).rejects.toEqual(refused("NoSuchUpload"));
  expect(emulator.objects.has("a/parts.bin")).toBe(false);
});

it("lists uploads and their parts until they are aborted", async () => {
  const { UploadId, part } = await startUpload("lists/a.bin");
  await part(2, 10);
  await part(1, 20);
  const uploads = new ListMultipartUploadsCommand({ Bucket: emulator.bucket, Prefix: "lists/" });
  expect((await client.send(uploads)).Uploads).toMatchObject([{ Key: "lists/a.bin", UploadId }]);
  const { Parts } = await client.send(new ListPartsCommand({ ...at("lists/a.bin"), UploadId }));
  expect(Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
    [1, 20],
    [2, 10],
  ]);
  await client.send(new AbortMultipartUploadCommand({ ...at("lists/a.bin"), UploadId }));
  expect((await client.send(uploads)).Uploads ?? []).toEqual([]);
  await expect(part(3, 1)).rejects.toMatchObject({ name: "NoSuchUpload" });
});

it("answers ranges as S3 does", async () => {
  await put("a/range.txt", "0123456789");
  const get = async (Range: string) => {
    const found = await client.send(new GetObjectCommand({ ...at("a/range.txt"), Range }));
    return [await found.Body?.transformToString(), found.ContentRange];
  };
  expect(await get("bytes=2-4")).toEqual(["234", "bytes 2-4/10"]);
  expect(await get("bytes=7-")).toEqual(["789", "bytes 7-9/10"]);
  expect(await get("bytes=-2")).toEqual(["89", "bytes 8-9/10"]);
  await expect(get("bytes=10-12")).rejects.toMatchObject({ name: "InvalidRange" });
  await expect(get("bytes=0-1,3-4")).rejects.toMatchObject({ name: "NotImplemented" });
});

it("copies only what is there, from its own bucket, and not onto itself", async () => {
  await put("a/source.txt", "copied");
  const copy = (CopySource: string, key = "a/target.txt") =>
    client.send(new CopyObjectCommand({ ...at(key), CopySource }));
  const bucket = emulator.bucket;
  expect((await copy(`${bucket}/a/source.txt`)).CopyObjectResult?.ETag).toMatch(/^"[0-9a-f]{32}"$/);
  await expect(copy(`${bucket}/a/missing.txt`)).rejects.toMatchObject({ name: "NoSuchKey" });
  await expect(copy("elsewhere/a/source.txt")).rejects.toMatchObject({ name: "NoSuchBucket" });
  await expect(copy(`${bucket}/a/source.txt`, "a/source.txt")).rejects.toMatchObject({ name: "InvalidRequest" });
});

it("refuses what R2 has not: checksum headers nobody asked for, access lists, tags", async () => {
  const withChecksums = connect({ requestChecksumCalculation: "WHEN_SUPPORTED" });
  const object = { ...at("a/refused.txt"), Body: Buffer.from("x") };
  const refused = { name: "NotImplemented" };
  await expect(withChecksums.send(new PutObjectCommand(object))).rejects.toMatchObject(refused);
  await expect(client.send(new PutObjectCommand({ ...object, ACL: "public-read" }))).rejects.toMatchObject(refused);
  await expect(client.send(new GetObjectTaggingCommand(at("a/refused.txt")))).rejects.toMatchObject(refused);
  const other = new ListObjectsV2Command({ Bucket: emulator.bucket, Delimiter: "/" });
  await expect(client.send(other)).rejects.toMatchObject(refused);
  expect(emulator.objects.has("a/refused.txt")).toBe(false);
});

it("checks the digest of what is put, and of a deletion, which needs one", async () => {
  const md5 = Buffer.alloc(16).toString("base64");
  const wrong = new PutObjectCommand({ ...at("a/digest.txt"), Body: Buffer.from("x"), ContentMD5: md5 });
  await expect(client.send(wrong)).rejects.toMatchObject({ name: "BadDigest" });
  await put("a/digest.txt", "x");
  const deletion = (headers: (own: Record<string, string>) => void) => {
    const command = new DeleteObjectsCommand({
      Bucket: emulator.bucket,
      Delete: { Objects: [{ Key: "a/digest.txt" }] },
    });
    command.middlewareStack.add(
      (next) => (args) => {
        headers((args.request as { headers: Record<string, string> }).headers);
        return next(args);
      },
      { step: "build", priority: "low" },
    );
    return client.send(command);
  };
  await expect(deletion((own) => delete own["x-amz-checksum-crc32"])).rejects.toMatchObject({ name: "InvalidRequest" });
  await expect(
    deletion((own) => {
      own["content-md5"] = md5;
    }),
  ).rejects.toMatchObject({ name: "BadDigest" });
  expect(emulator.objects.has("a/digest.txt")).toBe(true);
  const { Deleted } = await deletion(() => undefined);
  expect(Deleted).toEqual([{ Key: "a/digest.txt" }]);
});

it("refuses more keys than a thousand, and keys that are too long", async () => {
  const Objects = Array.from({ length: 1_001 }, (_, index) => ({ Key: `a/${index}` }));
  const many = new DeleteObjectsCommand({ Bucket: emulator.bucket, Delete: { Objects } });
  await expect(client.send(many)).rejects.toMatchObject({ name: "MalformedXML" });
  await expect(put("k".repeat(1_025), "x")).rejects.toMatchObject({ name: "KeyTooLongError" });
});

it("answers nobody who did not sign", async () => {
  await put("a/private.txt", "x");
  const url = `${emulator.endpoint}/${emulator.bucket}/a/private.txt`;
  for (const [method, path] of [
    ["GET", ""],
    ["PUT", ""],
    ["POST", "?uploads"],
    ["DELETE", ""],
  ] as const) {
    expect((await fetch(url + path, { method, ...(method === "PUT" ? { body: "y" } : {}) })).status).toBe(403);
  }
});
