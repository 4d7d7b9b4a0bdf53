// One picture of a template for an avatar, to see what its words give before a batch is paid for. Never a piece.
import { z } from "zod";
import { imageParameters } from "../../domain/content/presets.ts";
import { shotOf, shotTitle } from "../../domain/content/shot.ts";
import type { ImageJobRequest } from "../../domain/content/vendor-request.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { identityOf } from "../avatar/identity.ts";
import { requireLikeness } from "../avatar/likeness.ts";
import { requireNobodyReal } from "../avatar/refuse-real-person.ts";
import { requireLiving } from "../avatar/require-living.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { loadPresets, pickPreset } from "../preset/load-presets.ts";
import { textsOfPreset } from "../preset/preset-wording.ts";
import { transact } from "../transact.ts";
import { imageWork } from "../vendor-job/image-work.ts";
import { planJob } from "../vendor-job/plan-job.ts";
import { quoteWork } from "../vendor-job/quote-work.ts";
import { buildPromptFor } from "./build-prompt.ts";
import { loadTemplates, pickTemplate } from "./load-templates.ts";
import { textsOf } from "./template-wording.ts";
import { loadTrials, setOfTrials, TemplateTrials, trialsCard } from "./trials.ts";

/** Above the largest seed (see SEED_LIMIT of batch-plan.ts). */
const SEEDS = 2 ** 31;

const Input = z.object({
  template: z.string(),
  avatar: z.string(),
  preset: z.string().optional(),
  /** That provider only. */
  provider: z.string().optional(),
  seed: z
    .number()
    .int()
    .min(0)
    .max(SEEDS - 1)
    .optional(),
});

export const templateTry = defineCommand({
  name: "template.try",
  role: "manager",
  effect: "spend",
  input: Input,
  output: TemplateTrials,
  positional: ["template", "avatar"],
  errors: ["not_found", "refused", "not_configured", "budget_reached"],
  estimate: async (context, input) => {
    const { avatar, template, request } = await prepare(context, input);
    const quote = await quoteWork(context, await imageWork(context, request, avatar.id), input.provider);
    const words = texts(context.actor.language);
    return {
      avatarId: avatar.id,
      costMicros: quote.costMicros,
      lines: [
        { label: words.templates.template, value: shotTitle(template.key, () => template) },
        { label: words.batch.tier, value: words.batch.tiers[template.tier] },
        { label: words.batch.provider, value: `${quote.info.provider} · ${quote.info.model}` },
        { label: words.templates.sent, value: request.prompt },
      ],
    };
  },
  run: async (context, input) => {
    const { avatar, template, request } = await prepare(context, input);
    await transact(context, async (tx) => {
      await planJob(context, tx, {
        kind: "image",
        purpose: "trial",
        avatarId: avatar.id,
        setId: setOfTrials(template.key),
        operatorId: context.actor.id,
        request,
        ...(input.provider ? { onlyProvider: input.provider } : {}),
      });
    });
    return await loadTrials(context, template, { limit: 1 });
  },
  view: (output, context) => trialsCard(output, context.actor.language),
  subject: (_input, output) => output.template,
});

async function prepare(context: CommandContext, input: z.output<typeof Input>) {
  const templates = await loadTemplates(context);
  const template = pickTemplate(context, templates, input.template);
  const preset = input.preset === undefined ? null : pickPreset(context, await loadPresets(context), input.preset);
  const avatar = await findAvatar(context, input.avatar);
  requireLiving(context, avatar);
  // Kept wording may be older than the list of names.
  requireNobodyReal(context, { template: Object.values(textsOf(template)).join("\n") });
  const { negative: _named, ...look } = preset ? textsOfPreset(preset) : {};
  requireNobodyReal(context, { preset: Object.values(look).join("\n") });
  await requireLikeness(context, avatar, "face");
  const { prompt, negative } = await buildPromptFor(context, avatar, template, preset);
  const request: ImageJobRequest = {
    prompt,
    negative,
    seed: input.seed ?? Math.floor(context.random() * SEEDS),
    aspectRatio: template.aspectRatio,
    explicitness: template.explicitness,
    parameters: imageParameters(preset),
    shot: shotOf(template.key, avatar.name, prompt, templates.find),
    ...(await identityOf(context, avatar)),
  };
  return { avatar, template, request };
}
