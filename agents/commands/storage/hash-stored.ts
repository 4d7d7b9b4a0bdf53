// The hash of a stored file, read in pieces.
import { createHash } from "node:crypto";
import type { ObjectStore } from "../../ports/object-store.ts";

/** @returns SHA-256 in hexadecimal @throws AppError as `ObjectStore.stream` */
export async function hashStored(store: ObjectStore, key: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of store.stream(key)) hash.update(chunk);
  return hash.digest("hex");
}
