// How soon and in what form an avatar answers its fans. For all avatars, or for one.
import { z } from "zod";
import { DEFAULT_PACING, LONGEST_BURST_SECONDS, LONGEST_QUIET_SECONDS } from "../../domain/fans/pacing.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { changeSetting } from "../change-setting.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import type { Card } from "../view.ts";
import { burstDefaults, pacingKey, pacingSettings, type StoredPacing } from "./pacing-settings.ts";

const Switch = z.enum(["on", "off"]);

const Output = z.object({
  avatar: z.string().nullable(),
  quietSeconds: z.number(),
  longestSeconds: z.number(),
  presence: Switch,
  pace: z.enum(["off", "natural"]),
  voice: z.number(),
  voiceback: Switch,
});
type Settings = z.output<typeof Output>;

const Input = z.object({
  avatar: z.string().optional(),
  /** Seconds, like the next. */
  quiet: z.number().min(0).max(LONGEST_QUIET_SECONDS).optional(),
  longest: z.number().min(0).max(LONGEST_BURST_SECONDS).optional(),
  presence: Switch.optional(),
  pace: z.enum(["off", "natural"]).optional(),
  /** Of a hundred short answers. */
  voice: z.number().int().min(0).max(100).optional(),
  voiceback: Switch.optional(),
});

const pacingSet = defineCommand({
  name: "pacing.set",
  role: "manager",
  effect: "write",
  input: Input,
  output: Output,
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar: reference, ...asked }) => {
    const avatar = reference ? await findAvatar(context, reference) : null;
    const key = pacingKey(avatar?.id ?? null);
    const changed = changeOf(asked);
    await changeSetting(context, key, (before) => ({ ...before, ...changed }));
    return await loadSettings(context, avatar);
  },
  view: (output, context) => settingsCard(output, context),
  subject: (_input, output) => output.avatar ?? "workspace",
});

const pacingShow = defineCommand({
  name: "pacing.show",
  role: "chatter",
  effect: "read",
  input: z.object({ avatar: z.string().optional() }),
  output: Output,
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar }) => await loadSettings(context, avatar ? await findAvatar(context, avatar) : null),
  view: (output, context) => settingsCard(output, context),
});

function changeOf({ quiet, longest, presence, pace, voice, voiceback }: Omit<z.output<typeof Input>, "avatar">) {
  const changed: StoredPacing = {
    ...(quiet === undefined ? {} : { quietMs: Math.round(quiet * 1_000) }),
    ...(longest === undefined ? {} : { longestMs: Math.round(longest * 1_000) }),
    ...(presence === undefined ? {} : { showsPresence: presence === "on" }),
    ...(pace === undefined ? {} : { pace: pace === "off" ? "at_once" : pace }),
    ...(voice === undefined ? {} : { voicePercent: voice }),
    ...(voiceback === undefined ? {} : { answersVoice: voiceback === "on" }),
  };
  return changed;
}

async function loadSettings(
  context: CommandContext,
  avatar: { readonly id: string; readonly slug: string } | null,
): Promise<Settings> {
  const set = await pacingSettings(context, avatar?.id ?? null);
  return {
    avatar: avatar?.slug ?? null,
    quietSeconds: set.quietMs / 1_000,
    longestSeconds: set.longestMs / 1_000,
    presence: set.showsPresence ? "on" : "off",
    pace: set.pace === "at_once" ? "off" : set.pace,
    voice: set.voicePercent,
    voiceback: set.answersVoice ? "on" : "off",
  };
}

function settingsCard(settings: Settings, context: CommandContext): Card {
  const { pacing: words } = texts(context.actor.language).people;
  const defaults = burstDefaults(context);
  return {
    title: words.title(settings.avatar),
    fields: [
      { label: words.quiet, value: words.seconds(settings.quietSeconds) },
      { label: words.longest, value: words.seconds(settings.longestSeconds) },
      { label: words.presence, value: words.switches[settings.presence] },
      { label: words.pace, value: words.paces[settings.pace] },
      { label: words.voice, value: words.percent(settings.voice) },
      { label: words.voiceback, value: words.switches[settings.voiceback] },
    ],
    note: words.defaults(defaults.quietMs / 1_000, defaults.longestMs / 1_000, DEFAULT_PACING.voicePercent),
  };
}

export const pacingCommands: readonly AnyCommand[] = [pacingShow, pacingSet];
