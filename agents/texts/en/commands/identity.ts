// Words of the commands about faces, training sets and LoRAs.
import type { CommandText } from "../commands.ts";

export const identityCommandTexts: Readonly<Record<string, CommandText>> = {
  "face.create": {
    summary: "Make four faces to choose an avatar's reference from.",
    example: "face create luna",
    arguments: {
      avatar: "Name or slug of the avatar",
      words: "Your own words for the face",
      style: "photorealistic, cinematic, editorial, natural or artistic",
      gender: "woman, man or androgynous person; as the persona says when left out",
      ageRange: "21-25, 26-35, 36-45 or 46+; as the stated age says when left out",
      ethnicity: "Words such as mediterranean",
      provider: "This provider only",
    },
  },
  "face.show": {
    summary: "Show the newest faces of an avatar.",
    example: "face show luna",
    arguments: { avatar: "Name or slug of the avatar" },
  },
  "face.pick": {
    summary: "Make one of the faces the avatar's reference.",
    example: "face pick luna 2",
    arguments: { avatar: "Name or slug of the avatar", number: "Number of the face" },
  },
  "dataset.create": {
    summary: "Make a training set from the avatar's reference face.",
    example: "dataset create luna 50",
    arguments: {
      avatar: "Name or slug of the avatar",
      count: "Pictures, 10 to 200",
      provider: "This provider only",
      seed: "The same seed plans the same pictures",
    },
  },
  "dataset.show": {
    summary: "Show a training set: progress, what was kept, coverage.",
    example: "dataset show luna",
    arguments: { dataset: "Reference such as luna-d1, or an avatar for the newest" },
  },
  "dataset.cancel": {
    summary: "Stop a training set that is being made.",
    example: "dataset cancel luna-d1",
    arguments: { dataset: "Reference such as luna-d1, or an avatar for the newest" },
  },
  "lora.train": {
    summary: "Train a LoRA from the newest training set; its exam follows.",
    example: "lora train luna",
    arguments: {
      avatar: "Name or slug of the avatar",
      steps: "Training steps, 500 to 5000",
      rank: "Size of the LoRA, 16 to 128",
      learningRate: "Learning rate; the trainer's own when left out",
      provider: "This provider only",
    },
  },
  "lora.show": {
    summary: "Show an avatar's LoRAs: the training that runs, exams, which one is used.",
    example: "lora show luna",
    arguments: { avatar: "Name or slug of the avatar" },
  },
  "lora.activate": {
    summary: "Use a LoRA that passed its exam; going back to a former one is the same step.",
    example: "lora activate luna-v1",
    arguments: { lora: "Reference such as luna-v1" },
  },
  "lora.cancel": {
    summary: "Stop the training that runs.",
    example: "lora cancel luna",
    arguments: { avatar: "Name or slug of the avatar" },
  },
};
