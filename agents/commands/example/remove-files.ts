// Deletes everything a store holds under a folder.
import type { CommandContext } from "../context.ts";

/** Deletions in flight at a time. */
const AT_A_TIME = 8;

/** @param folder ends with "/" @returns how many there were */
export async function removeFiles({ ports }: Pick<CommandContext, "ports">, folder: string): Promise<number> {
  const keys: string[] = [];
  for await (const key of ports.store.list(folder)) keys.push(key);
  for (let start = 0; start < keys.length; start += AT_A_TIME) {
    await Promise.all(keys.slice(start, start + AT_A_TIME).map((key) => ports.store.delete(key)));
  }
  return keys.length;
}
