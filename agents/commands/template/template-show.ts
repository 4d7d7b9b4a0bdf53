// One template, and the prompt it becomes for an avatar, part by part: what is sent is no secret to who pays for it.
import { z } from "zod";
import { PromptPart } from "../../domain/content/prompt.ts";
import type { CatalogueTemplate } from "../../domain/content/templates/catalogue.ts";
import { DEFAULT_EXPLICITNESS } from "../../domain/content/tier.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { loadPresets, pickPreset } from "../preset/load-presets.ts";
import type { Card } from "../view.ts";
import { buildPromptFor } from "./build-prompt.ts";
import { loadTemplates, pickTemplate } from "./load-templates.ts";
import { summariseTemplate, TemplateSummary, templateCard } from "./template-card.ts";
import { StoredWording } from "./template-wording.ts";
import { withVersions } from "./versions-card.ts";
import { FormerVersion, findWording, formerVersions } from "./wording-versions.ts";

const Input = z.object({
  template: z.string(),
  avatar: z.string().optional(),
  preset: z.string().optional(),
  /** A former one; the one in force when left out. */
  version: z.number().int().min(1).optional(),
});

const Output = z.object({
  template: TemplateSummary,
  current: z.number(),
  former: z.array(FormerVersion),
  built: z
    .object({
      avatar: z.string(),
      name: z.string(),
      preset: z.string().nullable(),
      parts: z.array(PromptPart),
      prompt: z.string(),
      negative: z.string(),
    })
    .nullable(),
});

export const templateShow = defineCommand({
  name: "template.show",
  role: "manager",
  effect: "read",
  input: Input,
  output: Output,
  positional: ["template", "avatar"],
  errors: ["not_found", "refused"],
  run: async (context, input) => {
    const newest = pickTemplate(context, await loadTemplates(context), input.template);
    const template = await atVersion(context, newest, input.version ?? newest.version);
    const built = await build(context, input, template);
    const former = await formerVersions(context, "template", newest.key);
    return { template: summariseTemplate(template), current: newest.version, former, built };
  },
  view: (output, context) => {
    const { language } = context.actor;
    const { template, current, former, built } = output;
    const card = templateCard(template, language);
    const { key, version } = template;
    return withVersions(
      built ? promptCard(card, built, context) : card,
      { kind: "template", key, version, current, former },
      language,
    );
  },
});

/** As it was worded then. */
async function atVersion(
  context: CommandContext,
  template: CatalogueTemplate,
  version: number,
): Promise<CatalogueTemplate> {
  const subject = { kind: "template" as const, key: template.key, version: template.version };
  const wording = await findWording(context, subject, version, StoredWording);
  return wording ? { ...template, ...wording, explicitness: DEFAULT_EXPLICITNESS[wording.tier], version } : template;
}

async function build(
  context: CommandContext,
  input: z.output<typeof Input>,
  template: Parameters<typeof buildPromptFor>[2],
) {
  const preset = input.preset === undefined ? null : pickPreset(context, await loadPresets(context), input.preset);
  if (input.avatar === undefined) {
    if (!preset) return null;
    throw new AppError("invalid_input", texts(context.actor.language).templates.avatarForPreset, { field: "avatar" });
  }
  const avatar = await findAvatar(context, input.avatar);
  const { parts, prompt, negative } = await buildPromptFor(context, avatar, template, preset);
  return { avatar: avatar.slug, name: avatar.name, preset: preset?.key ?? null, parts: [...parts], prompt, negative };
}

/** The parts stand in the table; the fields keep what no part says. */
function promptCard(card: Card, built: NonNullable<z.output<typeof Output>["built"]>, context: CommandContext): Card {
  const words = texts(context.actor.language).templates;
  const fields = (card.fields ?? []).filter(
    ({ label }) => ![words.parts.pose, words.parts.light, words.angle].includes(label),
  );
  const asked = { avatar: built.avatar, ...(built.preset === null ? {} : { preset: built.preset }) };
  return {
    ...card,
    title: `${card.title}, ${words.builtFor(built.name)}`,
    text: built.prompt,
    fields: [
      ...fields,
      ...(built.preset === null ? [] : [{ label: words.preset, value: built.preset }]),
      { label: words.negative, value: built.negative },
    ],
    table: {
      columns: [{ label: words.part }, { label: words.says }],
      rows: built.parts.map(({ label, text }) => [words.parts[label], text]),
    },
    buttons: (card.buttons ?? []).map((button) => {
      if (button.command !== "template.try") return button;
      const { ask: _ask, ...rest } = button;
      return { ...rest, input: { ...button.input, ...asked } };
    }),
  };
}
