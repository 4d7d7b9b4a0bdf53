// How messages nobody asked for are sent, as data: the workspace's setting, an avatar's own over it.
import { z } from "zod";
import { DEFAULT_OUTREACH, type OutreachSettings } from "../../domain/fans/outreach-rules.ts";
import type { Transaction } from "../context.ts";

const KEY = "outreach";
const hour = z.number().int().min(0).max(23);

export const StoredOutreach = z.object({
  quietFrom: hour.optional(),
  quietTo: hour.optional(),
  everyDays: z.number().int().min(0).max(90).optional(),
  harmPercent: z.number().min(0.1).max(50).optional(),
  perHour: z.record(z.string(), z.number().int().min(0).max(1_000)).optional(),
  afterAnswer: z.boolean().optional(),
});

/** @param avatarId null: the workspace */
export function outreachKey(avatarId: string | null): string {
  return avatarId === null ? KEY : `${KEY}:${avatarId}`;
}

export async function outreachSettings(
  reader: Pick<Transaction, "setting">,
  avatarId: string | null,
): Promise<OutreachSettings> {
  const keys = [outreachKey(null), ...(avatarId === null ? [] : [outreachKey(avatarId)])];
  const rows = await reader.setting.findMany({ where: { key: { in: keys } } });
  const stored = keys.map((key) => StoredOutreach.parse(rows.find((row) => row.key === key)?.value ?? {}));
  const value = Object.assign({}, ...stored) as z.output<typeof StoredOutreach>;
  const { quiet, everyDays, harmPercent, afterAnswer } = DEFAULT_OUTREACH;
  return {
    quiet: { from: value.quietFrom ?? quiet.from, to: value.quietTo ?? quiet.to },
    everyDays: value.everyDays ?? everyDays,
    harmPercent: value.harmPercent ?? harmPercent,
    afterAnswer: value.afterAnswer ?? afterAnswer,
    perHour: Object.assign({}, ...stored.map(({ perHour }) => perHour)),
  };
}
