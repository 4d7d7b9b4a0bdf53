// Four faces to choose from, as the persona says she looks and the operator wishes (domain 2).
import { z } from "zod";
import {
  AGE_RANGES,
  ageRangeOf,
  FACE_STYLES,
  FACES_A_ROUND,
  facePrompt,
  GENDERS,
} from "../../domain/avatars/identity/face-request.ts";
import { imageParameters } from "../../domain/content/presets.ts";
import { BASE_NEGATIVE } from "../../domain/content/prompt.ts";
import type { ImageJobRequest } from "../../domain/content/vendor-request.ts";
import { judgeAppearance } from "../../domain/trust/minor-appearance.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { consentedNames } from "../avatar/likeness.ts";
import { requireNobodyReal } from "../avatar/refuse-real-person.ts";
import { requireLiving } from "../avatar/require-living.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { transact } from "../transact.ts";
import { imageWork } from "../vendor-job/image-work.ts";
import { planJob } from "../vendor-job/plan-job.ts";
import { quoteWork } from "../vendor-job/quote-work.ts";
import { FaceRound, faceRoundCard, loadFaceRound } from "./face-round.ts";

const Input = z.object({
  avatar: z.string(),
  style: z.enum(FACE_STYLES).default("photorealistic"),
  gender: z.enum(GENDERS).optional(),
  ageRange: z.enum(AGE_RANGES).optional(),
  ethnicity: z.string().trim().max(80).default(""),
  words: z.string().trim().max(300).default(""),
  /** That provider only. */
  provider: z.string().optional(),
});

export const faceCreate = defineCommand({
  name: "face.create",
  role: "manager",
  effect: "spend",
  input: Input,
  output: FaceRound,
  positional: ["avatar", "words"],
  errors: ["not_found", "refused", "not_configured", "budget_reached"],
  estimate: async (context, input) => {
    const { avatar, requests } = await prepare(context, input);
    const [first] = requests;
    if (!first) throw new Error("a round has faces");
    const quote = await quoteWork(context, await imageWork(context, first, avatar.id), input.provider);
    const words = texts(context.actor.language);
    return {
      avatarId: avatar.id,
      costMicros: quote.costMicros * requests.length,
      lines: [
        { label: words.identity.faces, value: String(requests.length) },
        { label: words.batch.provider, value: `${quote.info.provider} · ${quote.info.model}` },
        { label: words.identity.prompt, value: first.prompt },
      ],
    };
  },
  run: async (context, input) => {
    const { avatar, requests } = await prepare(context, input);
    const setId = context.ids.next("set");
    await transact(context, async (tx) => {
      for (const [position, request] of requests.entries()) {
        await planJob(context, tx, {
          kind: "image",
          purpose: "face",
          avatarId: avatar.id,
          setId,
          position,
          operatorId: context.actor.id,
          request,
          ...(input.provider ? { onlyProvider: input.provider } : {}),
        });
      }
    });
    return await loadFaceRound(context, avatar);
  },
  view: (output, context) => faceRoundCard(output, context.actor.language),
  subject: (_input, output) => output.avatar,
});

async function prepare(context: CommandContext, input: z.output<typeof Input>) {
  const avatar = await findAvatar(context, input.avatar);
  const words = texts(context.actor.language);
  requireLiving(context, avatar);
  if (!judgeAppearance({ words: input.words, ethnicity: input.ethnicity }).allowed)
    throw new AppError("refused", words.avatar.minorRefused, { field: "words" });
  const wished = { words: input.words, ethnicity: input.ethnicity };
  requireNobodyReal(context, wished, await consentedNames(context, avatar.id));
  const appearance = await context.database.prisma.personaField.findUnique({
    where: { avatarId_name: { avatarId: avatar.id, name: "appearance" } },
  });
  const looks = z.string().catch("adult").parse(appearance?.value);
  const prompt = facePrompt({
    ageRange: input.ageRange ?? ageRangeOf(avatar.statedAge),
    gender: input.gender ?? genderOf(looks),
    ethnicity: input.ethnicity,
    style: input.style,
    words: input.words,
    appearance: looks,
  });
  const requests = Array.from(
    { length: FACES_A_ROUND },
    (_, index): ImageJobRequest => ({
      prompt,
      negative: `${BASE_NEGATIVE}, second person, hands over the face, sunglasses`,
      seed: Math.floor(context.random() * 2 ** 31),
      aspectRatio: "1:1",
      explicitness: 1,
      parameters: imageParameters(null),
      shot: { title: words.identity.faceTitle(avatar.name, index + 1), lines: [looks], portrait: true },
    }),
  );
  return { avatar, requests };
}

/** The persona's appearance names it; a woman where it does not. */
function genderOf(appearance: string): (typeof GENDERS)[number] {
  return GENDERS.find((gender) => new RegExp(`\\b${gender}\\b`, "i").test(appearance)) ?? "woman";
}
