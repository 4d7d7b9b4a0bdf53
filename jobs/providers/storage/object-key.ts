// Which keys and ranges a store takes, and the content type a key's ending stands for: the same in every adapter.
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ByteRange } from "../../../agents/ports/object-store.ts";

const SEGMENT = /^[a-z0-9_-][a-z0-9._-]*$/;
const KEY_MAX_LENGTH = 512;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
  gif: "image/gif",
  mp4: "video/mp4",
  webm: "video/webm",
  mp3: "audio/mpeg",
  wav: "audio/wav",
  ogg: "audio/ogg",
  json: "application/json",
  txt: "text/plain",
  csv: "text/csv",
  zip: "application/zip",
  tar: "application/x-tar",
  safetensors: "application/octet-stream",
  bin: "application/octet-stream",
};

/** "application/octet-stream" for an unknown ending: a browser then downloads instead of showing it. */
export function contentTypeOfKey(key: string): string {
  return CONTENT_TYPES[key.slice(key.lastIndexOf(".") + 1)] ?? "application/octet-stream";
}

/** @throws AppError `invalid_input` for a key that could leave its folder, hide itself or clash on another system. */
export function checkKey(key: string): void {
  const segments = key.split("/");
  if (key.length > 0 && key.length <= KEY_MAX_LENGTH && segments.every((segment) => SEGMENT.test(segment))) return;
  throw new AppError("invalid_input", "An object key is lower-case segments joined by “/”.", { field: "key" });
}

/** The ending must tell the type: files carry no other trace of it. @throws AppError `invalid_input` */
export function checkContentType(key: string, contentType: string): void {
  if (contentTypeOfKey(key) === contentType) return;
  throw new AppError("invalid_input", `The ending of the object key does not stand for ${contentType}.`, {
    field: "contentType",
  });
}

/** A prefix may end anywhere in a segment, "" lists everything. @throws AppError `invalid_input` */
export function checkPrefix(prefix: string): void {
  if (/^[a-z0-9._/-]*$/.test(prefix) && !prefix.startsWith("/") && !prefix.split("/").includes("..")) return;
  throw new AppError("invalid_input", "A prefix is the beginning of an object key.", { field: "prefix" });
}

/** A copy keeps its type, so both endings must stand for it. @throws AppError `invalid_input` */
export function checkCopy(from: string, to: string): void {
  checkKey(from);
  checkKey(to);
  checkContentType(to, contentTypeOfKey(from));
  if (from !== to) return;
  throw new AppError("invalid_input", "An object cannot be copied onto itself.", { field: "to" });
}

/** @throws AppError `invalid_input` for a range that reads nothing or is none */
export function checkRange({ start, end }: ByteRange): void {
  if (Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && start < end) return;
  throw new AppError("invalid_input", "A range is two whole numbers, the first below the second.", { field: "range" });
}
