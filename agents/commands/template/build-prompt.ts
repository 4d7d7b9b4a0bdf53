// The prompt that a template, perhaps with a preset, gives for an avatar, each part named.
import { Persona, personaGaps } from "../../domain/avatars/persona.ts";
import type { Preset } from "../../domain/content/presets.ts";
import { buildImagePrompt, type ImagePrompt } from "../../domain/content/prompt.ts";
import type { Template } from "../../domain/content/templates/template.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";

interface Prompted {
  readonly id: string;
  readonly name: string;
  readonly statedAge: number;
  readonly niche: string;
}

/** @throws AppError `refused` for an avatar whose persona is not complete */
export async function buildPromptFor(
  context: CommandContext,
  avatar: Prompted,
  template: Template,
  preset: Preset | null,
): Promise<ImagePrompt> {
  const rows = await context.database.prisma.personaField.findMany({ where: { avatarId: avatar.id } });
  const fields = Object.fromEntries(rows.map((field) => [field.name, field.value]));
  const persona = Persona.safeParse(fields);
  if (!persona.success) {
    const words = texts(context.actor.language).templates;
    throw new AppError("refused", words.personaGaps(avatar.name, personaGaps(fields).join(", ")), {
      field: "avatar",
      reason: "persona_incomplete",
    });
  }
  return buildImagePrompt({
    template,
    persona: persona.data,
    avatarName: avatar.name,
    age: avatar.statedAge,
    niche: avatar.niche,
    ...(preset ? { preset } : {}),
  });
}
