// Everything of the example that takes time, before any row is written: persona, vectors, pictures, chats.
import type { Prisma } from "../../../prisma/client.ts";
import { draftPersona, nicheOf } from "../../domain/avatars/draft-persona.ts";
import { Persona, personaFacts } from "../../domain/avatars/persona.ts";
import { findPackStep } from "../../domain/sales/price-list.ts";
import { paidEmbed } from "../../graphs/paid-embed.ts";
import { DAY_MS, HOUR_MS } from "../../kernel/clock.ts";
import { type Random, seededRandom } from "../../kernel/random.ts";
import type { ImageGenerator } from "../../ports/image-generator.ts";
import type { ModerationVerdict } from "../../ports/moderator.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { CHATS_EN } from "./chats-en.ts";
import { CHATS_ES } from "./chats-es.ts";
import { type ContentRows, contentRows } from "./content-rows.ts";
import { type ChatRows, conversationRows } from "./conversation-rows.ts";
import { drawPieces } from "./draw-pieces.ts";
import { exampleAccount } from "./example-account.ts";
import { EXAMPLE_CREATOR, EXAMPLE_EDITS, EXAMPLE_PACK_STEP, EXAMPLE_PLOTS, EXAMPLE_SEED } from "./example-creator.ts";
import { costRows, healthRows } from "./ledger-rows.ts";
import { type PlannedPiece, planPieces } from "./plan-pieces.ts";
import { tellChat } from "./tell-chat.ts";

export interface EmbeddedText {
  readonly text: string;
  readonly embedding: readonly number[];
}

export interface PreparedExample {
  readonly avatarId: string;
  readonly niche: string;
  readonly persona: Persona;
  readonly facts: readonly EmbeddedText[];
  readonly account: Prisma.AccountCreateManyInput & { id: string };
  readonly content: ContentRows;
  readonly chats: readonly ChatRows[];
  /** By the id of the fan they are about. */
  readonly memories: readonly (EmbeddedText & { readonly fanId: string })[];
  readonly costs: readonly Prisma.CostEntryCreateManyInput[];
  readonly health: readonly Prisma.HealthCheckCreateManyInput[];
}

/** Where all files of an avatar are. */
export function avatarFolder(avatarId: string): string {
  return `avatars/${avatarId}/`.toLowerCase();
}

export async function prepareExample(
  context: CommandContext,
  generator: ImageGenerator,
  avatarId: string,
): Promise<PreparedExample> {
  const random = seededRandom(EXAMPLE_SEED);
  const now = context.clock.now();
  const persona = examplePersona(random);
  const niche = nicheOf(EXAMPLE_CREATOR.brief);
  const batches = await planPieces(context.ids, random, persona, niche);
  const planned = batches.flatMap((batch) => batch.pieces);
  const verdicts = await examinePrompts(context, planned);
  const drawn = await drawPieces(context, generator, avatarFolder(avatarId), planned);
  const account = await exampleAccount(context, avatarId);
  const packId = context.ids.next("pack");
  const packName = texts(EXAMPLE_CREATOR.language).sales.packNames[EXAMPLE_PACK_STEP];
  const place = { context, avatarId, accountId: account.id, packId, packName, random, verdicts };
  const ledger = { ids: context.ids, random, now, avatarId, operatorId: context.actor.id };
  const content = contentRows(place, batches, drawn);
  const chats = tellChats(context, random, { avatarId, accountId: account.id, packId, packName });
  return {
    avatarId,
    niche,
    persona,
    account,
    content,
    chats,
    costs: costRows(ledger, batches, drawn),
    health: healthRows(ledger, account.id),
    ...(await embedAll(context, persona, chats)),
  };
}

function examplePersona(random: Random): Persona {
  const { name, brief, age, language } = EXAMPLE_CREATOR;
  return Persona.parse({ ...draftPersona({ name, brief, age, language, random }), ...EXAMPLE_EDITS });
}

/** By a local moderator only: the example asks nothing of a vendor. */
async function examinePrompts(
  context: CommandContext,
  pieces: readonly PlannedPiece[],
): Promise<ReadonlyMap<string, ModerationVerdict>> {
  const { moderator } = context.ports;
  const verdicts = new Map<string, ModerationVerdict>();
  if (!moderator?.info.offline) return verdicts;
  for (const piece of pieces) verdicts.set(piece.id, await moderator.moderateText(piece.prompt, context.signal));
  return verdicts;
}

interface Shop {
  readonly avatarId: string;
  readonly accountId: string;
  readonly packId: string;
  readonly packName: string;
}

function tellChats(context: CommandContext, random: Random, shop: Shop): readonly ChatRows[] {
  const now = context.clock.now();
  const scripts = { en: CHATS_EN, es: CHATS_ES };
  const priceMicros = findPackStep(EXAMPLE_PACK_STEP).priceCents * 10_000;
  const told = { en: 0, es: 0 };
  return EXAMPLE_PLOTS.map(({ language, plot, daysAgo }, index) => {
    const script = scripts[language];
    const offerToken = context.ids.secret();
    const galleryToken = context.ids.secret();
    const chat = tellChat({
      plot,
      language,
      script,
      avatarName: EXAMPLE_CREATOR.name,
      startsAt: eveningOf(new Date(now.getTime() - daysAgo * DAY_MS), random),
      random,
      pack: { name: shop.packName, priceMicros },
      offerUrl: `${context.installation.publicUrl()}/o/${offerToken}`,
      galleryUrl: `${context.installation.publicUrl()}/g/${galleryToken}`,
    });
    const fanName = script.names[told[language] % script.names.length] ?? "";
    told[language] += 1;
    return conversationRows(chat, {
      ...shop,
      ids: context.ids,
      now,
      priceMicros,
      fanName,
      fanExternalId: `example-fan-${index + 1}`,
      language,
      offerToken,
      galleryToken,
    });
  });
}

/** Between 16:00 and 18:00 UTC of that day: fans write when they are free. */
function eveningOf(day: Date, random: Random): Date {
  const midnight = Date.parse(`${day.toISOString().slice(0, 10)}T00:00:00Z`);
  return new Date(midnight + Math.floor((16 + 2 * random()) * HOUR_MS));
}

/** One call for everything the example knows. */
async function embedAll(context: CommandContext, persona: Persona, chats: readonly ChatRows[]) {
  const facts = personaFacts(persona, EXAMPLE_CREATOR.language);
  const remembered = chats.flatMap(({ fan, remembered: lines }) => lines.map((text) => ({ fanId: fan.id, text })));
  const lines = [...facts, ...remembered.map(({ text }) => text)];
  const vectors = await paidEmbed(context, lines, context.signal, { operatorId: context.actor.id });
  return {
    facts: facts.map((text, index) => ({ text, embedding: vectors[index] ?? [] })),
    memories: remembered.map((memory, index) => ({ ...memory, embedding: vectors[facts.length + index] ?? [] })),
  };
}
