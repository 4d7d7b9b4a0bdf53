// When the team is called to a fan: how much was spent, and how long one may wait. For all avatars, or for one.
import { z } from "zod";
import { DEFAULT_HANDOVER } from "../../domain/fans/handover.ts";
import { formatUsd } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { changeSetting } from "../change-setting.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import type { Card } from "../view.ts";
import { handoverKey, handoverSettings } from "./handover-settings.ts";

const HIGHEST_SPEND = 1_000_000;
const LONGEST_WAIT_MINUTES = 7 * 24 * 60;

const Output = z.object({ avatar: z.string().nullable(), spendUsd: z.number(), minutes: z.number() });
type Settings = z.output<typeof Output>;

const handoverSet = defineCommand({
  name: "handover.set",
  role: "manager",
  effect: "write",
  input: z.object({
    avatar: z.string().optional(),
    /** USD */
    spend: z.number().min(0.01).max(HIGHEST_SPEND).optional(),
    minutes: z.number().int().min(1).max(LONGEST_WAIT_MINUTES).optional(),
  }),
  output: Output,
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar: reference, spend, minutes }) => {
    const avatar = reference ? await findAvatar(context, reference) : null;
    const key = handoverKey(avatar?.id ?? null);
    const changed = {
      ...(spend === undefined ? {} : { spendCents: Math.round(spend * 100) }),
      ...(minutes === undefined ? {} : { alarmMinutes: minutes }),
    };
    await changeSetting(context, key, (before) => ({ ...before, ...changed }));
    return await loadSettings(context, avatar);
  },
  view: (output, context) => settingsCard(output, context),
});

const handoverShow = defineCommand({
  name: "handover.show",
  role: "chatter",
  effect: "read",
  input: z.object({ avatar: z.string().optional() }),
  output: Output,
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar }) => await loadSettings(context, avatar ? await findAvatar(context, avatar) : null),
  view: (output, context) => settingsCard(output, context),
});

async function loadSettings(
  context: CommandContext,
  avatar: { readonly id: string; readonly slug: string } | null,
): Promise<Settings> {
  const { spendCents, alarmMinutes } = await handoverSettings(context, avatar?.id ?? null);
  return { avatar: avatar?.slug ?? null, spendUsd: spendCents / 100, minutes: alarmMinutes };
}

function settingsCard({ avatar, spendUsd, minutes }: Settings, context: CommandContext): Card {
  const words = texts(context.actor.language).people;
  return {
    title: words.handoverSettings(avatar),
    fields: [
      { label: words.spendLimit, value: formatUsd(Math.round(spendUsd * 1_000_000)) },
      { label: words.waitLimit, value: words.minutes(minutes) },
    ],
    note: words.handoverDefaults(formatUsd(DEFAULT_HANDOVER.spendCents * 10_000), DEFAULT_HANDOVER.alarmMinutes),
  };
}

export const handoverCommands: readonly AnyCommand[] = [handoverShow, handoverSet];
