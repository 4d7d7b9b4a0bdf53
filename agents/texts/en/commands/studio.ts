// Words of the commands about prices, costs, files, uploads, consents and the LoRA catalogue.
import type { CommandText } from "../commands.ts";

export const studioCommandTexts: Readonly<Record<string, CommandText>> = {
  "price.list": {
    summary: "Show what each unit costs today, and what cannot be paid because no price is known.",
    example: "price list replicate",
    arguments: { provider: "One provider; without it, all" },
  },
  "price.set": {
    summary: "Set a price from now or from a day on; what was charged before stays.",
    example: "price set luma ray-2 second 0.142",
    arguments: {
      provider: "Who bills it",
      model: "Its model, or * for any",
      unit: "What is billed: image, second, input_token ...",
      usd: "US dollars a unit, e.g. 0.04",
      from: "First day, e.g. 2026-12-01; now when left out",
      source: "Where the price is from",
    },
  },
  "price.history": {
    summary: "Show all prices a provider ever had.",
    example: "price history replicate",
    arguments: { provider: "Who bills it", model: "One model", unit: "One unit" },
  },
  "report.costs": {
    summary: "What was spent, by provider, model, avatar, batch, operator or day, with its picture and as CSV.",
    example: "report costs --by day",
    arguments: {
      csv: "A link to the table as a file",
      avatar: "Name or slug of the avatar",
      days: "How many days back",
      by: "provider, model, avatar, batch, operator or day",
      from: "First day, e.g. 2026-11-01",
      to: "Last day, e.g. 2026-11-30",
    },
  },
  "storage.list": {
    summary: "Show what is stored under a prefix or of an avatar: how much, and the newest files.",
    example: "storage list uploads/",
    arguments: { what: "Beginning of a key, or an avatar; without it, everything" },
  },
  "storage.link": {
    summary: "Make a link to one file, good for ten minutes at most.",
    example: "storage link exports/luna.zip",
    arguments: { key: "Key of the file", seconds: "How long it is good, 10 to 600 seconds" },
  },
  "storage.copy": {
    summary: "Copy a stored file; nothing is replaced.",
    example: "storage copy exports/luna.zip kept/luna.zip",
    arguments: { from: "Key of the file", to: "Key of the copy" },
  },
  "storage.delete": {
    summary: "Delete one stored file for good, unless something needs it.",
    example: "storage delete uploads/archive-3f.zip",
    arguments: { key: "Key of the file" },
  },
  "storage.sweep": {
    summary: "Show files that nothing needs; with --delete, delete them.",
    example: "storage sweep",
    arguments: { delete: "Delete them; without it they are only shown" },
  },
  "upload.start": {
    summary: "Say where a file may be sent: straight to the bucket, or to our own route.",
    example: "upload start picture image/jpeg",
    arguments: {
      kind: "picture, safetensors, card or archive",
      contentType: "Type of the file, e.g. image/png; not needed where there is only one",
    },
  },
  "upload.finish": {
    summary: "Look at a file that was sent straight to the bucket.",
    example: "upload finish uploads/picture-0123456789abcdef0123456789abcdef.jpg",
    arguments: { upload: "Key of the upload" },
  },
  "face.upload": {
    summary: "Make an uploaded photo the avatar's reference face.",
    example: "face upload luna uploads/picture-0123456789abcdef0123456789abcdef.jpg --likeness operator_own",
    arguments: {
      avatar: "Name or slug of the avatar",
      upload: "Key of the uploaded picture",
      likeness: "Whose face: operator_own, or third_party with a consent",
      consent: "Id of the consent that covers it; any live one when left out",
    },
  },
  "consent.add": {
    summary: "Record that a third person allows their likeness: for what, until when, with the paper.",
    example: 'consent add luna "Ada Lane" --scope face,training --until 2027-12-31',
    arguments: {
      avatar: "Name or slug of the avatar",
      subject: "Full name of the person",
      scope: "face, training, voice; several with commas",
      until: "Last day, e.g. 2027-12-31; until revoked when left out",
      evidence: "Key of an uploaded picture or ZIP of the signed paper",
    },
  },
  "consent.list": {
    summary: "Show consents: whose, for what, until when.",
    example: "consent list luna",
    arguments: { avatar: "Name or slug of the avatar; without it, all" },
  },
  "consent.revoke": {
    summary: "Revoke a consent: work under way stops, face and LoRAs are taken out of use.",
    example: "consent revoke con_01k0000000abcdefghjkmnpq",
    arguments: { consent: "Id of the consent" },
  },
  "lora.list": {
    summary: "Show the LoRA catalogue: where each is from, what it fits, how its exam went.",
    example: "lora list --state candidate",
    arguments: {
      avatar: "Name or slug of the avatar; without it, all",
      state: "candidate, active, retired or deleted",
      provider: "Who trained it; upload or link for those from elsewhere",
      base: "What it was trained on, e.g. flux.1-dev",
    },
  },
  "lora.register": {
    summary: "Write down a LoRA that lies elsewhere; its exam follows.",
    example:
      "lora register luna --name evening --url https://models.example.com/luna.safetensors --trigger TOK_ab12cd34 --base flux.1-dev",
    arguments: {
      avatar: "Name or slug of the avatar",
      url: "Public https address of a .safetensors file",
      name: "What it is called here",
      trigger: "Word that calls it up in prompts",
      base: "What it was trained on, e.g. flux.1-dev",
    },
  },
  "lora.upload": {
    summary: "Take uploaded weights into the catalogue; their exam follows.",
    example:
      "lora upload luna uploads/safetensors-0123456789abcdef0123456789abcdef.safetensors --name evening --trigger TOK_ab12cd34 --base flux.1-dev",
    arguments: {
      avatar: "Name or slug of the avatar",
      upload: "Key of the uploaded weights",
      name: "What it is called here",
      trigger: "Word that calls it up in prompts",
      base: "What it was trained on, e.g. flux.1-dev",
    },
  },
  "lora.delete": {
    summary: "Take a version out of the catalogue; not the one in use.",
    example: "lora delete luna-v1",
    arguments: { lora: "Reference such as luna-v1" },
  },
  "lora.assign": {
    summary: "Give a LoRA to another avatar too; its exam against that face follows.",
    example: "lora assign luna-v1 mia",
    arguments: { lora: "Reference such as luna-v1", avatar: "Name or slug of the other avatar" },
  },
};
