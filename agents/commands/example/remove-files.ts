// Deletes everything a store holds under a folder.
import type { CommandContext } from "../context.ts";

/** @param folder ends with "/" @returns how many there were */
export async function removeFiles({ ports }: Pick<CommandContext, "ports">, folder: string): Promise<number> {
  const keys: string[] = [];
  for await (const { key } of ports.store.list(folder)) keys.push(key);
  await ports.store.deleteMany(keys);
  return keys.length;
}
