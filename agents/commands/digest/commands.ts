// The digest on demand, and when it comes by itself; each operator's own.
import { z } from "zod";
import { two } from "../../domain/distribution/local-clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { knownZone } from "../../kernel/time-zone.ts";
import { texts } from "../../texts/texts.ts";
import { changeSetting } from "../change-setting.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { digestCard } from "./digest-card.ts";
import { DigestFacts, digestFacts } from "./digest-facts.ts";
import { digestKey, digestSettings } from "./digest-settings.ts";

const Settings = z.object({ on: z.boolean(), hour: z.number(), zone: z.string() });

async function ownSettings(context: CommandContext) {
  const { id } = context.actor;
  const settings = (await digestSettings(context, [id])).get(id);
  if (!settings) throw new AppError("internal", "settings always have defaults");
  return settings;
}

const digestShow = defineCommand({
  name: "digest.show",
  role: "manager",
  effect: "read",
  input: z.object({}),
  output: z.object({ facts: DigestFacts, settings: Settings }),
  errors: [],
  run: async (context) => {
    const [facts, settings] = await Promise.all([digestFacts(context), ownSettings(context)]);
    return { facts, settings };
  },
  view: ({ facts, settings }, context) => ({
    ...digestCard(facts, context.actor.language),
    note: settingsLine(settings, context),
  }),
});

const digestSet = defineCommand({
  name: "digest.set",
  role: "manager",
  effect: "write",
  input: z.object({
    hour: z.number().int().min(0).max(23).optional(),
    zone: z.string().max(60).optional(),
    off: z.boolean().default(false),
  }),
  output: Settings,
  positional: ["hour", "zone"],
  errors: ["invalid_input"],
  run: async (context, { hour, zone: given, off }) => {
    const words = texts(context.actor.language).digest;
    const zone = given === undefined ? undefined : knownZone(given.trim());
    if (zone === null)
      throw new AppError("invalid_input", words.unknownZone, { field: "zone", remedy: words.unknownZoneRemedy });
    await changeSetting(context, digestKey(context.actor.id), (before) => ({
      ...before,
      on: !off,
      ...(hour === undefined ? {} : { hour }),
      ...(zone === undefined ? {} : { zone }),
    }));
    return await ownSettings(context);
  },
  view: (settings, context) => ({ title: settingsLine(settings, context), tone: "good" }),
});

function settingsLine({ on, hour, zone }: z.output<typeof Settings>, context: CommandContext): string {
  const words = texts(context.actor.language).digest;
  return on ? words.comesAt(`${two(hour)}:00`, zone) : words.isOff;
}

export const digestCommands: readonly AnyCommand[] = [digestShow, digestSet];
