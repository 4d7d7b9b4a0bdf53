// A new avatar from a brief: persona drafted and checked, facts embedded, ready to work unless asked to stay a draft.
import { z } from "zod";
import { storePersonaFact } from "../../../prisma/vectors.ts";
import { nicheOf } from "../../domain/avatars/draft-persona.ts";
import { PERSONA_FIELDS, type Persona, personaFacts } from "../../domain/avatars/persona.ts";
import {
  APPEARANCE_RULE_VERSION,
  AVATAR_MIN_AGE,
  isAdultAvatarAge,
  judgeAppearance,
} from "../../domain/trust/minor-appearance.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { transact } from "../transact.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { AvatarSummary, avatarCard } from "./avatar-card.ts";
import { loadAvatar } from "./avatar-show.ts";
import { slugOf } from "./find-avatar.ts";

const Input = z.object({
  name: z.string().trim().min(1).max(60),
  brief: z.string().trim().max(4_000),
  age: z.number().int().min(0).max(99).default(26),
  language: z.enum(["en", "es"]).optional(),
  timeZone: z.string().refine(isTimeZone, "a time zone such as Europe/Lisbon").default("America/New_York"),
  draft: z.boolean().default(false),
});

export const avatarCreate = defineCommand({
  name: "avatar.create",
  role: "manager",
  effect: "write",
  input: Input,
  output: AvatarSummary,
  positional: ["name", "brief"],
  errors: ["conflict", "refused", "provider_failed", "budget_reached"],
  run: async (context, input) => {
    await refuseUnfit(context, input);
    const language = input.language ?? context.actor.language;
    const id = context.ids.next("avatar");
    const persona = await draftPersona(context, input, language);
    const facts = personaFacts(persona, language);
    const vectors = await context.embedder.embed(facts, context.signal);
    await transact(context, async (tx) => {
      await writeAvatar(context, tx, id, input, language);
      await writePersona(context, tx, id, persona);
      for (const [index, text] of facts.entries()) {
        const embedding = vectors[index];
        if (!embedding?.some((value) => value !== 0)) continue;
        const fact = { id: context.ids.next("fact"), avatarId: id, text, source: "persona", now: context.clock.now() };
        await storePersonaFact(tx, { ...fact, embedding, embeddingModel: context.embedder.info.model });
      }
      await appendTrustEvent(context, tx, id, {
        control: "C9",
        ruleVersion: APPEARANCE_RULE_VERSION,
        judged: `${input.name}\n${input.brief}`,
        decision: "adult",
      });
    });
    return await loadAvatar(context, id);
  },
  view: (output, context) => {
    const { language } = context.actor;
    const words = texts(language).avatar;
    const card = avatarCard(
      output,
      language,
      output.state === "draft" ? words.createdDraft(output.name) : words.created(output.name),
    );
    return context.ports.images.every((provider) => provider.info.offline)
      ? card
      : { ...card, note: words.identityNote };
  },
  subject: (_input, output) => output.id,
});

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

async function refuseUnfit(context: CommandContext, input: z.output<typeof Input>): Promise<void> {
  const words = texts(context.actor.language).avatar;
  const refuse = (message: string, field: string, remedy?: string) => {
    throw new AppError("refused", message, { field, ...(remedy ? { remedy } : {}) });
  };
  if (slugOf(input.name) === "") refuse(words.nameEmpty, "name");
  if (input.brief === "") refuse(words.briefEmpty, "brief", words.briefExample);
  if (!isAdultAvatarAge(input.age)) refuse(words.ageTooLow, "age", `--age ${AVATAR_MIN_AGE}`);
  if (!judgeAppearance({ name: input.name, brief: input.brief }).allowed) refuse(words.minorRefused, "brief");
  const taken = await context.database.prisma.avatar.findUnique({ where: { slug: slugOf(input.name) } });
  if (taken) throw new AppError("conflict", words.nameTaken(taken.name), { field: "name" });
}

async function draftPersona(
  context: CommandContext,
  input: z.output<typeof Input>,
  language: "en" | "es",
): Promise<Persona> {
  const { name, brief, age } = input;
  // Loaded when needed: LangGraph is a quarter of what a start would load.
  const { buildPersonaGraph } = await import("../../graphs/persona/graph.ts");
  const drafted = await buildPersonaGraph().invoke({
    context,
    operatorId: context.actor.id,
    name,
    brief,
    age,
    language,
    signal: context.signal,
    faults: [],
    attempts: 0,
  });
  if (drafted.faults.length > 0)
    throw new AppError("refused", texts(context.actor.language).avatar.minorRefused, { field: "brief" });
  return drafted.persona;
}

async function writeAvatar(
  context: CommandContext,
  tx: Transaction,
  id: string,
  input: z.output<typeof Input>,
  language: string,
): Promise<void> {
  await tx.avatar.create({
    data: {
      id,
      slug: slugOf(input.name),
      name: input.name,
      statedAge: input.age,
      brief: input.brief,
      niche: nicheOf(input.brief),
      languages: [language],
      timeZone: input.timeZone,
      state: input.draft ? "draft" : "active",
      createdAt: context.clock.now(),
    },
  });
}

async function writePersona(
  context: CommandContext,
  tx: Transaction,
  avatarId: string,
  persona: Persona,
): Promise<void> {
  await tx.personaField.createMany({
    data: PERSONA_FIELDS.map((name) => ({
      id: context.ids.next("field"),
      avatarId,
      name,
      value: JSON.parse(JSON.stringify(persona[name])),
      origin: "generated" as const,
      confidence: context.chat.info.offline ? 0.5 : 0.8,
    })),
  });
}
