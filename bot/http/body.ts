// Reading request bodies within limits: 1 MiB, 32 levels, valid UTF-8, no NUL (trust T22).
import express, { type Request, type RequestHandler } from "express";
import { AppError } from "../../agents/kernel/errors.ts";
import { texts } from "../../agents/texts/texts.ts";
import { languageOf } from "./request-facts.ts";

export const BODY_LIMIT_BYTES = 1024 * 1024;
export const DEPTH_LIMIT = 32;

export type BodyKind = "none" | "json" | "form" | "raw";

/** `raw` leaves a Buffer (signatures are over bytes), `json` an object, `form` strings, `none` the unread stream. */
export function readBody(kind: BodyKind): RequestHandler[] {
  if (kind === "none") return [];
  const limit = BODY_LIMIT_BYTES;
  if (kind === "form") return [express.urlencoded({ limit, extended: false, parameterLimit: 100 })];
  const raw = express.raw({ limit, type: () => true });
  return kind === "raw" ? [raw] : [raw, parseJson];
}

const parseJson: RequestHandler = (request, _response, next) => {
  const bytes: unknown = request.body;
  request.body = Buffer.isBuffer(bytes) && bytes.length > 0 ? parseObject(request, bytes) : {};
  next();
};

function parseObject(request: Request, bytes: Buffer): Record<string, unknown> {
  const words = texts(languageOf(request)).web.http;
  const refuse = (message: string, remedy: string) => new AppError("invalid_input", message, { remedy });
  if (!request.is(["json", "+json"])) throw refuse(words.wrongType, words.badJsonRemedy);
  if (depthOf(bytes) > DEPTH_LIMIT) throw refuse(words.tooDeep, words.badJsonRemedy);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new AppError("invalid_input", words.badJson, { remedy: words.badJsonRemedy, cause });
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw refuse(words.notObject, words.badJsonRemedy);
  }
  const clean = wellFormed(value);
  if (clean === null) throw refuse(words.badText, words.badTextRemedy);
  return clean as Record<string, unknown>;
}

/** Greatest nesting of brackets outside strings, found before anything is parsed. */
export function depthOf(bytes: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (inString) {
      if (byte === 0x5c) index += 1;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x7b || byte === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return deepest;
}

/** Half characters become U+FFFD; null when a text holds NUL, which Postgres cannot store. */
function wellFormed(value: unknown): unknown {
  let hasNul = false;
  const clean = (part: unknown): unknown => {
    if (typeof part === "string") {
      if (part.includes("\0")) hasNul = true;
      return Buffer.from(part, "utf8").toString("utf8");
    }
    if (Array.isArray(part)) return part.map(clean);
    if (part === null || typeof part !== "object") return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [clean(key) as string, clean(inner)]));
  };
  const cleaned = clean(value);
  return hasNul ? null : cleaned;
}
