// The emulated storage: files that were uploaded, and files that models made, each under a link of its own.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { EmulatedReply, EmulatedRequest } from "../../emulator/server.ts";
import type { EmulatedFiles, EmulatedOutput } from "./emulated-model.ts";
import { detail, FAL_FAULTS, invalid } from "./fal-words.ts";

export interface UploadedFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  /** As asked for; null: for good. */
  readonly keptSeconds: number | null;
}

const Initiate = z.strictObject({ content_type: z.string().min(3), file_name: z.string().regex(/^[\w.-]{1,100}$/) });
const Lifecycle = z.strictObject({ expiration_duration_seconds: z.number().int().min(60) });

export class FileShelf implements EmulatedFiles {
  readonly uploads: UploadedFile[] = [];
  readonly #files = new Map<string, EmulatedOutput>();
  readonly #awaited = new Map<string, Omit<UploadedFile, "bytes">>();
  /** Set once the server listens. */
  origin = "";

  initiate({ body, headers, query }: EmulatedRequest): EmulatedReply {
    if (query.get("storage_type") !== "fal-cdn-v3") return detail(422, "Unknown storage type.");
    const initiated = Initiate.safeParse(JSON.parse(body.toString("utf8")));
    if (!initiated.success) return invalid(initiated.error.issues);
    const { "x-fal-object-lifecycle": asked } = headers;
    const lifecycle = asked === undefined ? null : Lifecycle.safeParse(JSON.parse(asked));
    if (lifecycle?.success === false) return invalid(lifecycle.error.issues);
    const id = randomUUID();
    const { content_type: contentType, file_name: name } = initiated.data;
    const keptSeconds = lifecycle?.data?.expiration_duration_seconds ?? null;
    this.#awaited.set(id, { name, contentType, keptSeconds });
    return {
      status: 200,
      body: { upload_url: `${this.origin}/storage/put/${id}`, file_url: `${this.origin}${pathOf(id, name)}` },
    };
  }

  /** The link is signed: whoever has it may put one file of the type it was made for. */
  put(id: string, { body, headers }: EmulatedRequest): EmulatedReply {
    const awaited = this.#awaited.get(id);
    if (!awaited || headers["content-type"] !== awaited.contentType) return { status: 403, body: "Forbidden" };
    this.#awaited.delete(id);
    this.uploads.push({ ...awaited, bytes: body });
    this.#files.set(pathOf(id, awaited.name), { ...awaited, bytes: async () => body });
    return { status: 200, body: {} };
  }

  /** @returns the link */
  lay(file: EmulatedOutput): string {
    const path = pathOf(randomUUID(), file.name);
    this.#files.set(path, file);
    return this.origin + path;
  }

  async serve(path: string): Promise<EmulatedReply> {
    const file = this.#files.get(path);
    if (!file) return FAL_FAULTS.gone;
    return { status: 200, headers: { "content-type": file.contentType }, body: await file.bytes() };
  }

  isMissing(link: string): boolean {
    return link.startsWith(`${this.origin}/`) && !this.#files.has(link.slice(this.origin.length));
  }

  async read(link: string): Promise<Uint8Array | null> {
    const file = link.startsWith(`${this.origin}/`) ? this.#files.get(link.slice(this.origin.length)) : undefined;
    return file ? await file.bytes() : null;
  }
}

const pathOf = (id: string, name: string) => `/files/${id}/${name}`;
