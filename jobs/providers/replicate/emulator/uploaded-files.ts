// Files handed to the emulated Replicate: uploaded ones under their link, small ones inside a data URL.
import { createHash } from "node:crypto";
import type { EmulatedReply, EmulatedRequest } from "../../emulator/server.ts";
import { invalid, notFound } from "./faults.ts";

export interface UploadedFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Buffer;
  readonly metadata: Record<string, unknown>;
  readonly createdMs: number;
}

/** "Use a data URL for files up to 256 KB." */
const DATA_URL_MAX_LENGTH = 256 * 1024;
const KEPT_MS = 24 * 3_600_000;

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

export class UploadedFiles {
  readonly #files = new Map<string, UploadedFile>();
  origin = "";

  /** Multipart: the part `content` with a name and a type, and the part `metadata`, a JSON object. */
  async upload({ headers, body }: EmulatedRequest, nowMs: number): Promise<EmulatedReply> {
    const type = headers["content-type"] ?? "";
    if (!type.startsWith("multipart/form-data; boundary="))
      return invalid("- content: multipart/form-data is required");
    const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
    const [content, metadata] = [form.get("content"), form.get("metadata")];
    if (!(content instanceof File)) return invalid("- content: a file is required");
    const strange = [...form.keys()].filter((name) => name !== "content" && name !== "metadata");
    if (strange.length > 0) return invalid(`- ${strange[0]}: unexpected part`);
    const told: unknown = metadata instanceof File ? JSON.parse(await metadata.text()) : {};
    const file: UploadedFile = {
      id: `file${this.#files.size + 1}x${sha256(body).slice(0, 16)}`,
      name: content.name,
      contentType: content.type,
      bytes: Buffer.from(await content.arrayBuffer()),
      metadata: told as Record<string, unknown>,
      createdMs: nowMs,
    };
    this.#files.set(file.id, file);
    return { status: 201, body: this.#describe(file) };
  }

  get(id: string): EmulatedReply {
    const file = this.#files.get(id);
    return file ? { status: 200, body: this.#describe(file) } : notFound();
  }

  list(): EmulatedReply {
    const results = [...this.#files.values()].reverse().map((file) => this.#describe(file));
    return { status: 200, body: { next: null, previous: null, results } };
  }

  /** As the vendor does a day later. */
  clear(): void {
    this.#files.clear();
  }

  /** What an input names, or why it cannot be had; links to elsewhere stand for themselves. */
  read(value: string): { readonly bytes: Buffer } | { readonly fault: string } {
    if (value.startsWith("data:")) {
      if (value.length > DATA_URL_MAX_LENGTH) return { fault: "data URLs are limited to 256 KB" };
      const encoded = /^data:[\w.+-]+\/[\w.+-]+;base64,([A-Za-z0-9+/]+=*)$/.exec(value)?.[1];
      return encoded === undefined ? { fault: "not a valid data URL" } : { bytes: Buffer.from(encoded, "base64") };
    }
    if (!value.startsWith(`${this.origin}/`)) return { bytes: Buffer.from(value) };
    const file = this.#files.get(value.slice(`${this.origin}/v1/files/`.length));
    return file ? { bytes: file.bytes } : { fault: "the file does not exist" };
  }

  #describe(file: UploadedFile) {
    return {
      id: file.id,
      name: file.name,
      content_type: file.contentType,
      size: file.bytes.length,
      checksums: { sha256: sha256(file.bytes) },
      metadata: file.metadata,
      created_at: new Date(file.createdMs).toISOString(),
      expires_at: new Date(file.createdMs + KEPT_MS).toISOString(),
      urls: { get: `${this.origin}/v1/files/${file.id}` },
    };
  }
}
