// A persona as commands show it: every field with where it comes from, what is missing, what does not go together.
import { z } from "zod";
import { validFields } from "../../domain/avatars/persona.ts";
import { personaContradictions } from "../../domain/avatars/persona-coherence.ts";
import { type FieldReadiness, personaReadiness } from "../../domain/avatars/persona-readiness.ts";
import { type Language, type Texts, texts } from "../../texts/texts.ts";
import { spoken } from "../avatar/avatar-card.ts";
import type { CommandContext } from "../context.ts";
import type { Card, CardButton } from "../view.ts";
import { contradictionText } from "./contradiction-text.ts";
import { type LoadedPersona, languageOf, loadPersona, valuesOf } from "./load-persona.ts";

export const PersonaStatus = z.object({
  avatar: z.string(),
  name: z.string(),
  state: z.string(),
  fields: z.array(
    z.object({
      name: z.string(),
      value: z.unknown(),
      state: z.enum(["ready", "weak", "invalid", "missing"]),
      origin: z.enum(["manual", "generated", "default"]).nullable(),
      confidence: z.number(),
      remedy: z.enum(["none", "ask", "fill"]),
    }),
  ),
  gaps: z.array(z.string()),
  weak: z.array(z.string()),
  /** 0..1 */
  readiness: z.number(),
  contradictions: z.array(z.object({ rule: z.string(), fields: z.array(z.string()), text: z.string() })),
  /** Fields the command wrote. */
  changed: z.array(z.string()),
});
export type PersonaStatusValue = z.output<typeof PersonaStatus>;

export async function personaStatus(
  context: CommandContext,
  reference: string,
  changed: readonly string[] = [],
): Promise<PersonaStatusValue> {
  return statusOf(context, await loadPersona(context, reference), changed);
}

function statusOf(
  context: CommandContext,
  { avatar, fields }: LoadedPersona,
  changed: readonly string[],
): PersonaStatusValue {
  const words = texts(context.actor.language).persona;
  const values = valuesOf(fields);
  const readiness = personaReadiness(fields);
  const contradictions = personaContradictions(validFields(values), {
    statedAge: avatar.statedAge,
    niche: avatar.niche,
    language: languageOf(avatar),
    // Her audience may well live elsewhere.
    timeZone: null,
    now: context.clock.now(),
  });
  return {
    avatar: avatar.slug,
    name: avatar.name,
    state: avatar.state,
    fields: readiness.fields.map((field) => ({ ...field, value: values[field.name] ?? null })),
    gaps: [...readiness.gaps],
    weak: [...readiness.weak],
    readiness: readiness.score,
    contradictions: contradictions.map(({ rule, fields: names, found }) => ({
      rule,
      fields: [...names],
      text: contradictionText(words, { rule, fields: names, found }),
    })),
    changed: [...changed],
  };
}

export function personaCard(status: PersonaStatusValue, language: Language, title?: string): Card {
  const words = texts(language).persona;
  const isWhole = status.gaps.length === 0 && status.contradictions.length === 0;
  const nameOf = (name: string) => words.fields[name as keyof typeof words.fields];
  return {
    title: title ?? words.title(status.name),
    tone: isWhole ? "good" : "warning",
    ...(status.contradictions.length > 0 ? { text: status.contradictions.map(({ text }) => text).join("\n") } : {}),
    fields: [
      { label: words.readiness, value: words.readinessValue(Math.round(status.readiness * 100)) },
      ...(status.gaps.length > 0 ? [{ label: words.gaps, value: status.gaps.map(nameOf).join(", ") }] : []),
      ...(status.weak.length > 0 ? [{ label: words.guesses, value: status.weak.map(nameOf).join(", ") }] : []),
      ...status.fields.flatMap((field) => fieldLine(field, words)),
    ],
    buttons: buttonsOf(status, language),
  };
}

function fieldLine({ name, value, origin, confidence }: PersonaStatusValue["fields"][number], words: Texts["persona"]) {
  const text = spoken(value);
  if (text === "" || origin === null) return [];
  const label = words.fields[name as keyof typeof words.fields];
  return [{ label: words.fieldLabel(label, words.origins[origin], Math.round(confidence * 100)), value: text }];
}

/** More questions at once nobody answers. */
const MOST_QUESTIONS = 3;

function buttonsOf(status: PersonaStatusValue, language: Language): CardButton[] {
  const words = texts(language);
  const input = { avatar: status.avatar };
  if (status.state === "retired") return [];
  const fill: CardButton[] =
    status.gaps.length > 0 ? [{ label: words.persona.fillGaps, command: "persona.fill", input, style: "primary" }] : [];
  const asked = status.fields.filter(({ remedy }) => remedy === "ask").slice(0, MOST_QUESTIONS);
  return [
    ...fill,
    ...asked.map((field) => question(field, words.persona, status.avatar)),
    ...(status.gaps.length === 0 && status.state !== "active"
      ? [{ label: words.avatar.activate, command: "avatar.activate", input }]
      : []),
    { label: words.persona.export, command: "persona.export", input: { ...input, format: "v2" } },
  ];
}

/** Of what has parts the one is asked that the others follow from. */
const ASKED_PART: Readonly<Record<string, string>> = { location: "location.city", lifestyle: "lifestyle.typicalDay" };

function question({ name }: Pick<FieldReadiness, "name"> | { name: string }, words: Texts["persona"], avatar: string) {
  return {
    label: words.settle(words.fields[name as keyof typeof words.fields]),
    command: "persona.set",
    input: { avatar, field: ASKED_PART[name] ?? name },
    ask: { field: "value", label: words.questions[name as keyof typeof words.questions] },
  };
}
