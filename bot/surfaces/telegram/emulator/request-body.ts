// The parameters of a call, however they were sent: JSON, form, query or multipart with files.
import type { EmulatedRequest } from "../../../../jobs/providers/emulator/server.ts";
import { BadRequest } from "./message-html.ts";
import { parseMultipart } from "./multipart.ts";

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface CallBody {
  readonly parameters: Record<string, unknown>;
  /** By the name they were attached under. */
  readonly files: ReadonlyMap<string, UploadedFile>;
  /** Everything came as text. */
  readonly isForm: boolean;
}

/** In forms these arrive as JSON text. */
const STRUCTURED = new Set([
  "reply_markup",
  "media",
  "commands",
  "scope",
  "allowed_updates",
  "link_preview_options",
  "reply_parameters",
  "entities",
  "caption_entities",
  "prices",
]);

/** @throws BadRequest */
export function readCallBody(request: EmulatedRequest): CallBody {
  const type = request.headers["content-type"] ?? "";
  if (request.method === "GET" || request.body.length === 0) return fromForm(request.query.entries());
  if (type.startsWith("application/json"))
    return { parameters: parseObject(request.body), files: new Map(), isForm: false };
  if (type.startsWith("application/x-www-form-urlencoded")) {
    return fromForm(new URLSearchParams(request.body.toString("utf8")).entries());
  }
  if (type.startsWith("multipart/form-data")) return fromMultipart(request.body, type);
  throw new BadRequest("unsupported Content-Type");
}

function parseObject(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    if (value !== null && typeof value === "object" && !Array.isArray(value)) return { ...value };
  } catch (cause) {
    throw new BadRequest("can't parse JSON object", { cause });
  }
  throw new BadRequest("object expected");
}

function fromMultipart(body: Buffer, contentType: string): CallBody {
  const parts = parseMultipart(body, contentType);
  if (!parts) throw new BadRequest("can't parse multipart/form-data");
  const texts: [string, string][] = [];
  const files = new Map<string, UploadedFile>();
  for (const { name, fileName, bytes } of parts) {
    if (fileName === undefined) texts.push([name, bytes.toString("utf8")]);
    else files.set(name, { name: fileName, bytes: new Uint8Array(bytes) });
  }
  return { ...fromForm(texts), files };
}

function fromForm(entries: Iterable<[string, string]>): CallBody {
  const parameters: Record<string, unknown> = {};
  for (const [name, value] of entries) parameters[name] = STRUCTURED.has(name) ? parseStructured(name, value) : value;
  return { parameters, files: new Map(), isForm: true };
}

function parseStructured(name: string, value: string): unknown {
  try {
    return JSON.parse(value);
  } catch (cause) {
    throw new BadRequest(`can't parse ${name.replaceAll("_", " ")} JSON object`, { cause });
  }
}
