// Settings that are one object of several parts: what is not named stays as it was.
import type { AppContext } from "./context.ts";
import { transact } from "./transact.ts";

/** @param change of what stands there; of an empty object where nothing was set */
export async function changeSetting(
  context: AppContext,
  key: string,
  change: (before: object) => object,
): Promise<void> {
  await transact(context, async (tx) => {
    const updatedAt = context.clock.now();
    const row = await tx.setting.findUnique({ where: { key } });
    const value = change(Object(row?.value ?? {}));
    await tx.setting.upsert({ where: { key }, create: { key, value, updatedAt }, update: { value, updatedAt } });
  });
}
