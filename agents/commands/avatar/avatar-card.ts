// An avatar as commands show it.
import { z } from "zod";
import { type Language, texts } from "../../texts/texts.ts";
import type { Card, CardButton } from "../view.ts";
import { languageNames } from "./language-names.ts";

export const AvatarSummary = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  state: z.string(),
  statedAge: z.number(),
  niche: z.string(),
  languages: z.array(z.string()),
  autonomy: z.string(),
  hasFace: z.boolean(),
  persona: z.record(z.string(), z.unknown()),
  accounts: z.number(),
  pieces: z.number(),
  fans: z.number(),
});
export type AvatarSummaryValue = z.output<typeof AvatarSummary>;

interface AvatarRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly state: string;
  readonly statedAge: number;
  readonly niche: string;
  readonly languages: readonly string[];
  readonly autonomy: string;
  readonly referenceAssetId: string | null;
  readonly fields: readonly { readonly name: string; readonly value: unknown }[];
  readonly _count: { readonly accounts: number; readonly pieces: number; readonly fans: number };
}

/** What a query must bring for `summariseAvatar`. */
export const AVATAR_INCLUDE = {
  fields: true,
  _count: { select: { accounts: true, pieces: true, fans: true } },
} as const;

export function summariseAvatar(avatar: AvatarRow): AvatarSummaryValue {
  return {
    id: avatar.id,
    slug: avatar.slug,
    name: avatar.name,
    state: avatar.state,
    statedAge: avatar.statedAge,
    niche: avatar.niche,
    languages: [...avatar.languages],
    autonomy: avatar.autonomy,
    hasFace: avatar.referenceAssetId !== null,
    persona: Object.fromEntries(avatar.fields.map((field) => [field.name, field.value])),
    accounts: avatar._count.accounts,
    pieces: avatar._count.pieces,
    fans: avatar._count.fans,
  };
}

/** A persona value as one line of text. */
export function spoken(value: unknown): string {
  if (Array.isArray(value)) return value.map(spoken).join(", ");
  if (value !== null && typeof value === "object")
    return Object.values(value)
      .map(spoken)
      .filter((text) => text !== "")
      .join(" · ");
  return value === null || value === undefined ? "" : String(value);
}

export function avatarCard(avatar: AvatarSummaryValue, language: Language, title: string): Card {
  const words = texts(language).avatar;
  const shown = Object.entries(words.fields).flatMap(([name, label]) => {
    const value = spoken(avatar.persona[name]);
    return value ? [{ label, value }] : [];
  });
  const active = avatar.state === "active";
  return {
    title,
    tone: active ? "good" : "neutral",
    fields: [
      { label: words.state, value: words.states[avatar.state as keyof typeof words.states] },
      { label: words.age, value: String(avatar.statedAge) },
      { label: words.languages, value: languageNames(avatar.languages, language) },
      { label: words.autonomy, value: words.autonomies[avatar.autonomy as keyof typeof words.autonomies] },
      ...shown,
    ],
    buttons: buttonsOf(avatar, language),
  };
}

function buttonsOf(avatar: AvatarSummaryValue, language: Language): CardButton[] {
  const words = texts(language);
  const input = { avatar: avatar.slug };
  const persona: CardButton = { label: words.persona.open, command: "persona.show", input };
  if (avatar.state === "retired") return [persona];
  const face: CardButton[] = avatar.hasFace
    ? []
    : [{ label: words.avatar.makeFace(avatar.name), command: "face.create", input }];
  if (avatar.state !== "active")
    return [{ label: words.avatar.activate, command: "avatar.activate", input, style: "primary" }, ...face, persona];
  return [
    { label: words.avatar.makeBatch, command: "batch.create", input: { ...input, count: 6 }, style: "primary" },
    ...face,
    { label: words.avatar.linkInstagram, command: "account.link", input },
    { label: words.avatar.pause, command: "avatar.pause", input },
    persona,
  ];
}
