// Another avatar after one that works: a new name, her own life, the same voice; her face or a new one (domain 2).
import { z } from "zod";
import { fieldsToldAnew, renamedFields } from "../../domain/avatars/clone-persona.ts";
import { validFields } from "../../domain/avatars/persona.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { composePersona } from "../persona/compose-persona.ts";
import { type LoadedPersona, languageOf, loadPersona, valuesOf } from "../persona/load-persona.ts";
import { embedFacts, factTexts } from "../persona/persona-facts.ts";
import { requireFitPersona } from "../persona/refuse-persona.ts";
import { transact } from "../transact.ts";
import { AvatarSummary, avatarCard } from "./avatar-card.ts";
import { loadAvatar } from "./avatar-show.ts";
import { copyFace } from "./copy-face.ts";
import { covers, liveConsents, requireLikeness } from "./likeness.ts";
import { requireFreeName, writeAvatar } from "./write-avatar.ts";

const Input = z.object({
  avatar: z.string(),
  name: z.string().trim().min(1).max(60),
  face: z.enum(["same", "new"]).default("same"),
});

export const avatarClone = defineCommand({
  name: "avatar.clone",
  role: "manager",
  effect: "write",
  input: Input,
  output: AvatarSummary,
  positional: ["avatar", "name"],
  errors: ["not_found", "refused", "conflict", "provider_failed", "budget_reached"],
  run: async (context, input) => {
    const source = await loadPersona(context, input.avatar);
    const { avatar } = source;
    requireFitPersona(context, { name: input.name, persona: {} }, "name");
    await requireFreeName(context, input.name);
    const keepsFace = input.face === "same";
    if (keepsFace) await requireLikeness(context, avatar, "face");
    const consents = keepsFace ? (await liveConsents(context, avatar.id)).filter((each) => covers(each, "face")) : [];
    const fields = await tellAnew(context, source, input, consents);
    const persona = validFields(valuesOf(fields));
    const facts = await embedFacts(context, factTexts(persona, languageOf(avatar)));
    const id = context.ids.next("avatar");
    const face = keepsFace ? await copyFace(context, avatar.referenceAssetId, id) : null;
    const row = { ...cloneRow(source, input, id), ...(face ? faceOf(source, face.assetId) : {}) };
    await transact(context, async (tx) => {
      if (keepsFace) await requireLikeness(context, avatar, "face", tx);
      await writeAvatar(context, tx, { row, fields, facts });
      await face?.write(tx);
      await copyConsents(context, tx, consents, id);
    });
    return await loadAvatar(context, id);
  },
  view: (output, context) => {
    const words = texts(context.actor.language);
    const card = avatarCard(output, context.actor.language, words.persona.cloned(output.name));
    const hasFace = output.state !== "draft";
    return {
      ...card,
      note: hasFace ? words.persona.cloneSameFace : words.persona.cloneNoFace,
      buttons: hasFace
        ? (card.buttons ?? [])
        : [
            { label: words.identity.faces, command: "face.create", input: { avatar: output.slug }, style: "primary" },
            ...(card.buttons ?? []).map((button) => ({ ...button, style: "plain" as const })),
          ],
    };
  },
  subject: (_input, output) => output.id,
});

type Cloning = z.output<typeof Input>;
type Consents = Awaited<ReturnType<typeof liveConsents>>;

/** @throws AppError `refused` for a source that is not whole */
async function tellAnew(
  context: CommandContext,
  { avatar, fields }: LoadedPersona,
  input: Cloning,
  consents: Consents,
) {
  const valid = validFields(valuesOf(fields));
  const wanted = fieldsToldAnew(input.face);
  const kept = fields.filter(({ name }) => name in valid && !wanted.some((field) => field === name));
  const { fields: written, readiness } = await composePersona(context, {
    ...avatar,
    avatarId: null,
    name: input.name,
    age: avatar.statedAge,
    language: languageOf(avatar),
    timeZone: null,
    wanted,
    given: renamedFields(kept, avatar.name, input.name),
    unlike: Object.fromEntries(wanted.flatMap((name) => (valid[name] === undefined ? [] : [[name, valid[name]]]))),
    consented: consents.map(({ subjectName }) => subjectName),
  });
  if (readiness.gaps.length > 0) {
    const words = texts(context.actor.language);
    const names = readiness.gaps.map((name) => words.persona.fields[name]).join(", ");
    throw new AppError("refused", words.persona.cloneNeedsWhole(avatar.name, names), {
      field: "avatar",
      reason: "persona_incomplete",
      remedy: `persona fill ${avatar.slug}`,
    });
  }
  return written;
}

/** Begins as a draft, whatever the source has become: a person looks at her first. */
function cloneRow({ avatar }: LoadedPersona, { name, face }: Cloning, id: string) {
  const { statedAge, brief, niche, languages, timeZone, autonomy, voice, likeness } = avatar;
  const isSame = face === "same";
  return {
    ...{ id, name, statedAge, brief, niche, languages, timeZone, autonomy },
    state: "draft" as const,
    likeness: isSame ? likeness : ("fictional" as const),
    ...(isSame && voice !== null ? { voice: JSON.parse(JSON.stringify(voice)) } : {}),
  };
}

function faceOf({ avatar }: LoadedPersona, assetId: string) {
  return {
    state: "face_ready" as const,
    referenceAssetId: assetId,
    referenceFace: avatar.referenceFace,
    similarityThreshold: avatar.similarityThreshold,
  };
}

/** Same person, same scope, same term. */
async function copyConsents(context: CommandContext, tx: Transaction, consents: Consents, avatarId: string) {
  await tx.consent.createMany({
    data: consents.map((consent) => ({ ...consent, id: context.ids.next("consent"), avatarId })),
  });
}
