// The form of POST /audio/transcriptions, read as strictly as the vendor does: a field that is not listed is refused.
import type { EmulatedRequest } from "../emulator/server.ts";

export interface HeardSound {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly model: string;
  readonly seconds: number;
}

const FIELDS = new Set(["file", "model", "response_format", "language", "prompt", "temperature"]);
const ENDINGS = /\.(flac|m4a|mp3|mp4|mpeg|mpga|oga|ogg|wav|webm)$/;
const MAX_BYTES = 25 * 1024 * 1024;
/** Every sound here is of this bitrate. */
const BYTES_A_SECOND = 4_000;

type Refused = { readonly problem: string; readonly param: string };

export async function readTranscription(request: EmulatedRequest): Promise<HeardSound | Refused> {
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) return { problem: "a multipart form is expected", param: "file" };
  const body = Uint8Array.from(request.body);
  const form = await new Response(body, { headers: { "content-type": type } }).formData();
  const unknown = [...form.keys()].find((name) => !FIELDS.has(name));
  if (unknown !== undefined) return { problem: `Unrecognized request argument: ${unknown}`, param: unknown };
  const [file, model, format] = [form.get("file"), form.get("model"), form.get("response_format") ?? "json"];
  if (typeof model !== "string") return { problem: "you must provide a model parameter", param: "model" };
  if (format !== "json") return { problem: "this emulator answers in json", param: "response_format" };
  if (file === null || typeof file === "string") return { problem: "a file is expected", param: "file" };
  if (!ENDINGS.test(file.name)) return { problem: "Invalid file format.", param: "file" };
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.length === 0 || bytes.length > MAX_BYTES) return { problem: "Invalid file size.", param: "file" };
  return { bytes, name: file.name, model, seconds: Math.ceil(bytes.length / BYTES_A_SECOND) };
}
