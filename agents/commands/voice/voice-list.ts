// The voices an avatar could have, provider by provider, and which one she has at each.
import { z } from "zod";
import { voiceOf } from "../../domain/avatars/voice.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { languageOf } from "../persona/load-persona.ts";
import { voiceKept } from "./avatar-voice.ts";

const Output = z.object({
  avatar: z.string(),
  name: z.string(),
  gender: z.string(),
  speed: z.number(),
  providers: z.array(
    z.object({
      provider: z.string(),
      offline: z.boolean(),
      /** What she speaks with there; null where none speaks her language. */
      used: z.string().nullable(),
      /** Whether an operator chose it. */
      isChosen: z.boolean(),
      voices: z.array(
        z.object({ id: z.string(), name: z.string(), gender: z.string(), languages: z.array(z.string()) }),
      ),
    }),
  ),
});

/** More buttons than that nobody reads. */
const MOST_BUTTONS = 6;

export const voiceList = defineCommand({
  name: "voice.list",
  role: "manager",
  effect: "read",
  input: z.object({ avatar: z.string() }),
  output: Output,
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar: reference }) => {
    const avatar = await findAvatar(context, reference);
    const voice = voiceKept(avatar);
    const language = languageOf(avatar);
    return {
      avatar: avatar.slug,
      name: avatar.name,
      gender: voice.gender,
      speed: voice.speed,
      providers: context.ports.voices.map(({ info }) => ({
        provider: info.provider,
        offline: info.offline,
        used: info.languages.includes(language) ? voiceOf(voice, info.provider, info.voices, language) : null,
        isChosen: voice.chosen[info.provider] !== undefined,
        voices: info.voices.map(({ id, name, gender, languages }) => ({
          ...{ id, name, gender },
          languages: [...(languages ?? info.languages)],
        })),
      })),
    };
  },
  view: (output, context) => {
    const words = texts(context.actor.language);
    const { voice } = words.persona;
    if (output.providers.length === 0) return { title: voice.noneConfigured, tone: "warning" };
    const rows = output.providers.flatMap(({ provider, used, voices }) =>
      voices.map((each) => ({ provider, isUsed: each.id === used, ...each })),
    );
    return {
      title: voice.listTitle(output.name),
      text: voice.settings(voice.genders[output.gender as keyof typeof voice.genders], output.speed),
      table: {
        columns: [
          { label: voice.voice },
          { label: voice.id },
          { label: words.batch.provider },
          { label: voice.gender },
          { label: voice.languages },
        ],
        rows: rows.map(({ name, id, provider, gender, languages, isUsed }) => [
          isUsed ? voice.used(name) : name,
          id,
          provider,
          voice.genders[gender as keyof typeof voice.genders],
          languages.join(", "),
        ]),
      },
      buttons: rows
        .filter(({ isUsed }) => !isUsed)
        .slice(0, MOST_BUTTONS)
        .map(({ name, id, provider }) => ({
          label: voice.take(name),
          command: "voice.set",
          input: { avatar: output.avatar, provider, voice: id },
        })),
      ...(output.providers.some(({ offline }) => offline) ? { note: voice.offlineNote } : {}),
    };
  },
});
