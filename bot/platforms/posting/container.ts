// What a publisher prepared, as the one word the product keeps for it.
import type { z } from "zod";

export function writeContainer(prepared: object): string {
  return Buffer.from(JSON.stringify(prepared)).toString("base64url");
}

/** null: not a word of this publisher's. */
export function readContainer<Prepared>(schema: z.ZodType<Prepared>, containerId: string): Prepared | null {
  try {
    const parsed = schema.safeParse(JSON.parse(Buffer.from(containerId, "base64url").toString("utf8")));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
