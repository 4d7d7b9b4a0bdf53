// How an avatar answers, as data: the workspace's settings, an avatar's own over them (domain 7).
import { z } from "zod";
import { DEFAULT_PACING, type PacingSettings } from "../../domain/fans/pacing.ts";
import type { AppContext } from "../context.ts";

/** The same in the SQL of `pacing_settings` and `with_burst`. */
const KEY = "pacing";

const Stored = z.object({
  quietMs: z.number().int().min(0).optional(),
  longestMs: z.number().int().min(0).optional(),
  showsPresence: z.boolean().optional(),
  pace: z.enum(["at_once", "natural"]).optional(),
  voicePercent: z.number().int().min(0).max(100).optional(),
  answersVoice: z.boolean().optional(),
});
export type StoredPacing = z.output<typeof Stored>;

/** @param avatarId null: the workspace */
export function pacingKey(avatarId: string | null): string {
  return avatarId === null ? KEY : `${KEY}:${avatarId}`;
}

/** What was set, and the defaults for the rest. @throws ZodError for what no command can have stored */
export function readPacing(context: Pick<AppContext, "config">, stored: unknown): PacingSettings {
  const { quietMs, longestMs, showsPresence, pace, voicePercent, answersVoice } = Stored.parse(stored ?? {});
  const burst = burstDefaults(context);
  return {
    quietMs: quietMs ?? burst.quietMs,
    longestMs: longestMs ?? burst.longestMs,
    showsPresence: showsPresence ?? DEFAULT_PACING.showsPresence,
    pace: pace ?? DEFAULT_PACING.pace,
    voicePercent: voicePercent ?? DEFAULT_PACING.voicePercent,
    answersVoice: answersVoice ?? DEFAULT_PACING.answersVoice,
  };
}

/** The installation's, for what is not set. */
export function burstDefaults({ config }: Pick<AppContext, "config">): Pick<PacingSettings, "quietMs" | "longestMs"> {
  return {
    quietMs: Math.round(config.BURST_QUIET_SECONDS * 1_000),
    longestMs: Math.round(config.BURST_LONGEST_SECONDS * 1_000),
  };
}

/** @param avatarId null: the workspace's */
export async function pacingSettings(
  context: Pick<AppContext, "config" | "database">,
  avatarId: string | null,
): Promise<PacingSettings> {
  const rows = await context.database.prisma.$queryRaw<{ value: unknown }[]>`
    SELECT pacing_settings(${avatarId ?? ""}) AS value`;
  return readPacing(context, rows[0]?.value);
}
