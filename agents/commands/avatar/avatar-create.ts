// A new avatar from a brief: persona drafted and checked, facts embedded, ready to work unless asked to stay a draft.

import { z } from "zod";
import { nicheOf, readBrief } from "../../domain/avatars/draft-persona.ts";
import { validFields } from "../../domain/avatars/persona.ts";
import { AVATAR_MIN_AGE, isAdultAvatarAge } from "../../domain/trust/minor-appearance.ts";
import { AppError } from "../../kernel/errors.ts";
import { knownZone } from "../../kernel/time-zone.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { composePersona } from "../persona/compose-persona.ts";
import { valuesOf } from "../persona/load-persona.ts";
import { embedFacts, factTexts } from "../persona/persona-facts.ts";
import { requireFitPersona } from "../persona/refuse-persona.ts";
import { transact } from "../transact.ts";
import { AvatarSummary, avatarCard } from "./avatar-card.ts";
import { loadAvatar } from "./avatar-show.ts";
import { homeTimeZone, requireFreeName, writeAvatar } from "./write-avatar.ts";

const Input = z.object({
  name: z.string().trim().min(1).max(60),
  brief: z.string().trim().max(4_000),
  age: z.number().int().min(0).max(99).default(26),
  language: z.enum(["en", "es"]).optional(),
  /** That of where she lives when absent. */
  timeZone: z
    .string()
    .refine((zone) => knownZone(zone) !== null, "a time zone such as Europe/Lisbon")
    .optional(),
  draft: z.boolean().default(false),
});

export const avatarCreate = defineCommand({
  name: "avatar.create",
  role: "manager",
  effect: "write",
  input: Input,
  output: AvatarSummary,
  positional: ["name", "brief"],
  errors: ["conflict", "refused", "provider_failed", "budget_reached"],
  run: async (context, input) => {
    await refuseUnfit(context, input);
    const { name, brief, age } = input;
    const language = input.language ?? context.actor.language;
    const niche = nicheOf(brief);
    const timeZone = input.timeZone ?? null;
    const about = { avatarId: null, name, brief, age, niche, language };
    // A place the brief names is the operator's word: her audience may be elsewhere.
    const bindsPlace = timeZone !== null && !namesPlace(brief);
    const { fields } = await composePersona(context, { ...about, timeZone: bindsPlace ? timeZone : null });
    const persona = validFields(valuesOf(fields));
    const facts = await embedFacts(context, factTexts(persona, language));
    const id = context.ids.next("avatar");
    const row = {
      id,
      name,
      statedAge: age,
      brief,
      niche,
      languages: [language],
      timeZone: timeZone ?? homeTimeZone(persona),
      state: input.draft ? ("draft" as const) : ("active" as const),
    };
    await transact(context, (tx) => writeAvatar(context, tx, { row, fields, facts }));
    return await loadAvatar(context, id);
  },
  view: (output, context) => {
    const { language } = context.actor;
    const words = texts(language).avatar;
    const card = avatarCard(
      output,
      language,
      output.state === "draft" ? words.createdDraft(output.name) : words.created(output.name),
    );
    return context.ports.images.every((provider) => provider.info.offline)
      ? card
      : { ...card, note: words.identityNote };
  },
  subject: (_input, output) => output.id,
});

function namesPlace(brief: string): boolean {
  const { place, countryPlaces } = readBrief(brief);
  return place !== null || countryPlaces.length > 0;
}

async function refuseUnfit(context: CommandContext, input: z.output<typeof Input>): Promise<void> {
  const words = texts(context.actor.language).avatar;
  if (input.brief === "")
    throw new AppError("refused", words.briefEmpty, { field: "brief", remedy: words.briefExample });
  if (!isAdultAvatarAge(input.age))
    throw new AppError("refused", words.ageTooLow, { field: "age", remedy: `--age ${AVATAR_MIN_AGE}` });
  const { name, brief } = input;
  requireFitPersona(context, { name, brief, persona: {} });
  await requireFreeName(context, name);
}
