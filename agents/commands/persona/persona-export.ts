// A persona as a character card that other programs read: SillyTavern's V2 as JSON or in a picture, or elizaOS's character file.
import { z } from "zod";
import type { CardFacts } from "../../domain/avatars/cards/card-persona.ts";
import { toElizaCharacter } from "../../domain/avatars/cards/eliza-character.ts";
import { withPngTexts } from "../../domain/avatars/cards/png-text.ts";
import { toTavernCard } from "../../domain/avatars/cards/tavern-card.ts";
import { validFields } from "../../domain/avatars/persona.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { mediaLink } from "../media/media-link.ts";
import { asideFor } from "./card-aside.ts";
import { cardPicture } from "./card-picture.ts";
import { type LoadedPersona, languageOf, loadPersona, valuesOf } from "./load-persona.ts";

const FORMATS = ["v2", "png", "eliza"] as const;

const Exported = z.object({
  avatar: z.string(),
  name: z.string(),
  format: z.enum(FORMATS),
  key: z.string(),
  contentType: z.string(),
  bytes: z.number(),
  /** Good for ten minutes. */
  url: z.string(),
  /** What a PNG shows; null for JSON. */
  picture: z.enum(["face", "plain"]).nullable(),
});

export const personaExport = defineCommand({
  name: "persona.export",
  role: "manager",
  effect: "write",
  input: z.object({ avatar: z.string(), format: z.enum(FORMATS).default("v2") }),
  output: Exported,
  positional: ["avatar", "format"],
  errors: ["not_found", "storage_full", "unavailable"],
  run: async (context, { avatar: reference, format }) => {
    const loaded = await loadPersona(context, reference);
    const { avatar } = loaded;
    const file = await FILES[format](context, loaded);
    const stamp = context.clock.now().toISOString().replace(/\D/g, "").slice(0, 14);
    const ending = file.contentType === "image/png" ? "png" : "json";
    const key = `avatars/${avatar.id}/exports/${avatar.slug}-${format}-${stamp}.${ending}`.toLowerCase();
    await context.ports.store.put(key, file.bytes, file.contentType);
    const { contentType, picture } = file;
    const facts = { avatar: avatar.slug, name: avatar.name, format, key, contentType, picture };
    return { ...facts, bytes: file.bytes.byteLength, url: await mediaLink(context, key) };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).persona;
    return {
      title: words.exported(output.name, words.formats[output.format]),
      tone: "good",
      fields: [{ label: words.file, value: words.fileValue(Math.ceil(output.bytes / 1024)) }],
      links: [{ label: words.download, url: output.url }],
      note: output.picture === "plain" ? `${words.plainPicture} ${words.linkLife}` : words.linkLife,
    };
  },
  subject: (_input, output) => output.key,
});

interface CardFile {
  readonly bytes: Uint8Array;
  readonly contentType: "application/json" | "image/png";
  readonly picture: "face" | "plain" | null;
}

const FILES: Readonly<
  Record<(typeof FORMATS)[number], (context: CommandContext, loaded: LoadedPersona) => Promise<CardFile>>
> = {
  v2: async (context, loaded) => jsonFile(await tavernCard(context, loaded)),
  png: async (context, loaded) => {
    const { chunks, kind } = await cardPicture(context, loaded.avatar);
    const chara = Buffer.from(JSON.stringify(await tavernCard(context, loaded))).toString("base64");
    return { bytes: withPngTexts(chunks, { chara }), contentType: "image/png", picture: kind };
  },
  eliza: async (context, loaded) => {
    const aside = await asideFor(context, loaded.avatar.id, (format) => format === "eliza");
    return jsonFile(toElizaCharacter(factsOf(loaded), loaded.avatar.slug, aside));
  },
};

async function tavernCard(context: CommandContext, loaded: LoadedPersona) {
  return toTavernCard(factsOf(loaded), await asideFor(context, loaded.avatar.id, (format) => format !== "eliza"));
}

function factsOf({ avatar, fields }: LoadedPersona): CardFacts {
  const { name, statedAge, niche } = avatar;
  return { name, statedAge, niche, language: languageOf(avatar), persona: validFields(valuesOf(fields)) };
}

function jsonFile(card: Record<string, unknown>): CardFile {
  return { bytes: Buffer.from(`${JSON.stringify(card, null, 2)}\n`), contentType: "application/json", picture: null };
}
