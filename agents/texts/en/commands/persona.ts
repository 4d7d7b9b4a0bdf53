// Words of the commands about personas, clones, cards and voices.
import type { CommandText } from "../commands.ts";

const avatar = "Name or slug of the avatar";

export const personaCommandTexts: Readonly<Record<string, CommandText>> = {
  "persona.show": {
    summary: "Show a persona field by field: where each comes from, what is missing, what does not go together.",
    example: "persona show luna",
    arguments: { avatar },
  },
  "persona.set": {
    summary: "Set one field of a persona, or a part of one.",
    example: "persona set luna location.city Lisbon",
    arguments: {
      avatar,
      field: "Name of the field, such as tone or location.city",
      value: "What it shall be; entries of a list with semicolons between them",
    },
  },
  "persona.regenerate": {
    summary: "Write one field anew, to go with the others.",
    example: "persona regenerate luna catchphrase",
    arguments: { avatar, field: "Name of the field, such as catchphrase" },
  },
  "persona.fill": {
    summary: "Write what a persona lacks.",
    example: "persona fill luna",
    arguments: { avatar, weak: "Also write anew what was only guessed" },
  },
  "persona.export": {
    summary: "Export a persona as a character card.",
    example: "persona export luna --format png",
    arguments: { avatar, format: "v2 (SillyTavern JSON), png (the same in a picture) or eliza (elizaOS)" },
  },
  "persona.import": {
    summary: "Make a draft avatar from a character card.",
    example: "persona import Mira --key uploads/card-0123456789abcdef0123456789abcdef.png",
    arguments: {
      name: "What she is called here",
      json: "The card as JSON text",
      key: "Key of an uploaded card, JSON or PNG",
      age: "Stated age, at least 21; the card's own when left out",
      language: "en or es; as the card is written when left out",
    },
  },
  "avatar.clone": {
    summary: "Make another avatar after one: a new name and life, the same voice.",
    example: "avatar clone luna Mara --face new",
    arguments: { avatar, name: "What the clone is called", face: "same or new" },
  },
  "avatar.retire": {
    summary: "Retire an avatar for good: no posts, no answers, no sales.",
    example: "avatar retire luna",
    arguments: { avatar },
  },
  "voice.list": {
    summary: "Show the voices an avatar could have.",
    example: "voice list luna",
    arguments: { avatar },
  },
  "voice.show": {
    summary: "Show how an avatar sounds, with the newest trial.",
    example: "voice show luna",
    arguments: { avatar },
  },
  "voice.set": {
    summary: "Choose an avatar's voice at a provider, her gender or her pace.",
    example: "voice set luna built-in preview-female",
    arguments: {
      avatar,
      provider: "Provider of the voice",
      voice: "Id of the voice",
      gender: "female, male or neutral: where no voice is chosen",
      speed: "Pace, 0.7 to 1.2",
    },
  },
  "voice.try": {
    summary: "Let an avatar say one line, to hear her.",
    example: 'voice try luna "Good morning! Coffee first."',
    arguments: { avatar, text: "The line, 400 characters at most", provider: "This provider only" },
  },
};
