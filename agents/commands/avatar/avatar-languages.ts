// The languages an avatar's captions are written in; the first is that of her persona and her voice.
import { z } from "zod";
import { LANGUAGE_CODES } from "../../domain/avatars/drafting/languages.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { AvatarSummary, avatarCard } from "./avatar-card.ts";
import { loadAvatar } from "./avatar-show.ts";
import { findAvatar } from "./find-avatar.ts";
import { languageNames } from "./language-names.ts";
import { requireLiving } from "./require-living.ts";

/** Each costs five more captions a piece. */
const MOST_LANGUAGES = 4;

export const avatarLanguages = defineCommand({
  name: "avatar.languages",
  role: "manager",
  effect: "write",
  input: z.object({ avatar: z.string(), languages: z.array(z.enum(LANGUAGE_CODES)).min(1).max(MOST_LANGUAGES) }),
  output: AvatarSummary,
  positional: ["avatar", "languages"],
  errors: ["not_found", "refused"],
  run: async (context, { avatar: reference, languages }) => {
    const avatar = await findAvatar(context, reference);
    requireLiving(context, avatar);
    await context.database.prisma.avatar.update({
      where: { id: avatar.id },
      data: { languages: [...new Set(languages)] },
    });
    return await loadAvatar(context, avatar.id);
  },
  view: (output, context) => {
    const { language } = context.actor;
    const title = texts(language).avatar.languagesSet(output.name, languageNames(output.languages, language));
    return avatarCard(output, language, title);
  },
  subject: (_input, output) => output.id,
});
