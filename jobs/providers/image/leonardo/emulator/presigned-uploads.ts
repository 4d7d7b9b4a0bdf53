// The store behind POST /init-image: a form good for two minutes, whose fields must come back unchanged, the file last.
import { createHash, randomUUID } from "node:crypto";
import type { Clock } from "../../../../../agents/kernel/clock.ts";
import type { EmulatedReply, EmulatedRequest } from "../../../emulator/server.ts";
import { imageTypeOf } from "../../../media/inspect-image.ts";

const VALID_MS = 120_000;
const TYPES: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
};

interface Slot {
  readonly extension: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly expiresMs: number;
  /** Of the file, once it is there. */
  digest: string | null;
}

export class PresignedUploads {
  readonly #slots = new Map<string, Slot>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** null: no such extension. */
  open(extension: string, url: string) {
    if (!Object.hasOwn(TYPES, extension)) return null;
    const id = randomUUID();
    const key = `users/emulated/initImages/${id}.${extension}`;
    const fields = { bucket: "emulated-uploads", key, Policy: randomUUID(), "X-Amz-Signature": randomUUID() };
    this.#slots.set(id, { extension, fields, expiresMs: this.#clock.now().getTime() + VALID_MS, digest: null });
    return { id, url, key, fields: JSON.stringify(fields) };
  }

  async store(request: EmulatedRequest): Promise<EmulatedReply> {
    if (request.headers.authorization !== undefined) return denied("Only one auth mechanism allowed");
    const form = await new Response(new Uint8Array(request.body), {
      headers: { "content-type": request.headers["content-type"] ?? "" },
    }).formData();
    const sent = [...form.entries()];
    const file = sent.pop();
    const slot = [...this.#slots.values()].find(({ fields }) => fields.key === form.get("key"));
    if (!slot || this.#clock.now().getTime() > slot.expiresMs) return denied("Invalid according to Policy: expired.");
    if (JSON.stringify(Object.fromEntries(sent)) !== JSON.stringify(slot.fields)) return denied("Bad signature");
    if (file?.[0] !== "file" || typeof file[1] === "string") return denied("POST requires exactly one file, last");
    const bytes = new Uint8Array(await file[1].arrayBuffer());
    if (imageTypeOf(bytes) !== TYPES[slot.extension]) return denied("Not of the extension that was asked for");
    slot.digest = createHash("sha256").update(bytes).digest("hex");
    return { status: 204 };
  }

  digestOf(id: string): string | null {
    return this.#slots.get(id)?.digest ?? null;
  }
}

const denied = (why: string): EmulatedReply => ({
  status: 403,
  headers: { "content-type": "application/xml" },
  body: `<Error><Code>AccessDenied</Code><Message>${why}</Message></Error>`,
});
