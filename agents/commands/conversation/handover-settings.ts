// When a person is called, as data: the workspace's setting, an avatar's own over it (domain 7).
import { z } from "zod";
import { DEFAULT_HANDOVER, type HandoverSettings } from "../../domain/fans/handover.ts";
import type { AppContext } from "../context.ts";

/** The same in the SQL of `handover_settings`. */
const KEY = "handover";

const Stored = z.object({
  spendCents: z.number().int().min(1).optional(),
  alarmMinutes: z.number().int().min(1).optional(),
});

/** @param avatarId null: the workspace */
export function handoverKey(avatarId: string | null): string {
  return avatarId === null ? KEY : `${KEY}:${avatarId}`;
}

/** What was set, and the defaults for the rest. @throws ZodError for what no command can have stored */
export function readHandoverSettings(stored: unknown): HandoverSettings {
  const { spendCents, alarmMinutes } = Stored.parse(stored ?? {});
  return {
    spendCents: spendCents ?? DEFAULT_HANDOVER.spendCents,
    alarmMinutes: alarmMinutes ?? DEFAULT_HANDOVER.alarmMinutes,
  };
}

/** @param avatarId null: the workspace's */
export async function handoverSettings(
  context: Pick<AppContext, "database">,
  avatarId: string | null,
): Promise<HandoverSettings> {
  const rows = await context.database.prisma.$queryRaw<{ value: unknown }[]>`
    SELECT handover_settings(${avatarId ?? ""}) AS value`;
  return readHandoverSettings(rows[0]?.value);
}
