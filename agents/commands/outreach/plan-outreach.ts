// One queued message nobody asked for becomes an outbound message, goes later, or is left out: judged under the
// conversation's lock by the send gate and the outreach rules; the ordinary delivery sends it (trust C14).
import { sendFacts } from "../../../prisma/outbound-message.ts";
import { within } from "../../../prisma/row-function.ts";
import { judgeOutreach, type OutreachSettings, type OutreachVerdict } from "../../domain/fans/outreach-rules.ts";
import { fillName, type OutreachLanguage } from "../../domain/fans/outreach-text.ts";
import { SegmentFilter } from "../../domain/fans/segment-filter.ts";
import { disclosureDue } from "../../domain/trust/disclosure.ts";
import { formatUsd } from "../../kernel/money.ts";
import { isLanguage, texts } from "../../texts/texts.ts";
import { advanceConversation } from "../../work-orders/advance-conversation.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import type { AppContext, Transaction } from "../context.ts";
import { decide } from "../conversation/deliver.ts";
import { textParts } from "../conversation/text-parts.ts";
import { writeOffer } from "../offer/shown-offer.ts";
import { segmentWhere } from "../segment/segment-query.ts";
import { readSteps, readTexts } from "./campaign-texts.ts";
import { type OutreachOffer, outreachOffer } from "./outreach-offer.ts";
import { gateVerdict, leaveOut, loadPlace, type OutreachPlace, outreachFacts } from "./outreach-place.ts";
import { outreachSettings } from "./outreach-settings.ts";

/** Beside answers and people's own messages of the same span. */
const FIRST_ORDINAL = 200;
export type Planned = "planned" | "later" | "left_out" | "gone";

export async function planOutreach(context: AppContext, id: string): Promise<Planned> {
  return await context.database.prisma.$transaction(async (tx) => {
    const found = await tx.outreach.findUnique({ where: { id }, select: { conversationId: true } });
    if (!found) return "gone";
    // Conversations first, like every turn.
    await tx.$executeRaw`SELECT 1 FROM "Conversation" WHERE id = ${found.conversationId} FOR UPDATE`;
    await tx.$executeRaw`SELECT 1 FROM "Outreach" WHERE id = ${id} FOR UPDATE`;
    const place = await loadPlace(tx, id);
    if (place?.outreach.state !== "queued") return "gone";
    const settings = await outreachSettings(tx, place.outreach.avatarId);
    const verdict = await judgePlace(context, tx, place, settings);
    if (verdict.act === "leave") return await leaveOut(tx, place.outreach, verdict.reason);
    if (verdict.act === "wait") {
      await tx.outreach.update({ where: { id }, data: { dueAt: verdict.until, reason: verdict.reason } });
      return "later";
    }
    return await write(context, tx, place, settings);
  });
}

/** Everything but the text: the gate, the rules, and for a step whether the fan is still meant. */
async function judgePlace(
  context: AppContext,
  tx: Transaction,
  place: OutreachPlace,
  settings: OutreachSettings,
): Promise<OutreachVerdict> {
  const now = context.clock.now();
  const { outreach, conversation, account } = place;
  const facts = await sendFacts(within(tx), conversation.id, now);
  const gate = gateVerdict(decide({ account }, messageOf(place, settings), facts, now), now);
  if (gate.act === "leave") return gate;
  const verdict = judgeOutreach(await outreachFacts(context, tx, place, settings), settings, now);
  if (verdict.act !== "go") return verdict;
  if (gate.act === "wait") return gate;
  if (outreach.sequence && !(await isStillMeant(tx, place, now))) return { act: "leave", reason: "not_in_segment" };
  return { act: "go" };
}

/** What the gate judges of a message that is not written yet. */
function messageOf({ conversation, outreach }: OutreachPlace, settings: OutreachSettings) {
  return {
    kind: "outreach",
    author: "avatar",
    // Broadcasts are sent by a yes to that very text; a sequence runs by itself.
    operatorId: outreach.broadcast?.createdById ?? null,
    upToSeq: conversation.lastSeq,
    intent: null,
    stage: conversation.stage,
    priceCents: null,
    offerId: outreach.broadcast?.packId ?? null,
    afterAnswer: settings.afterAnswer,
  } as const;
}

async function isStillMeant(tx: Transaction, { outreach, conversation }: OutreachPlace, now: Date): Promise<boolean> {
  const filter = SegmentFilter.parse(outreach.sequence?.filter);
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Conversation" c JOIN "Fan" f ON f.id = c."fanId" JOIN "Account" a ON a.id = c."accountId"
    WHERE c.id = ${conversation.id} AND ${segmentWhere({ avatarId: outreach.avatarId, filter, now })}`;
  return rows.length > 0;
}

async function write(
  context: AppContext,
  tx: Transaction,
  place: OutreachPlace,
  settings: OutreachSettings,
): Promise<Planned> {
  const { outreach, conversation, fan, account } = place;
  const now = context.clock.now();
  const language = isLanguage(fan.language) ? fan.language : "en";
  const template = textFor(outreach, fan.language);
  if (template === undefined) return await leaveOut(tx, outreach, "no_text");
  const offer = outreach.broadcast?.packId
    ? await outreachOffer(context, tx, { packId: outreach.broadcast.packId, fan, conversation, account, now })
    : null;
  if (offer && "reason" in offer) return await leaveOut(tx, outreach, `offer_${offer.reason}`);
  const text = fullText(fillName(template, fan.displayName), offer, language);
  if (textParts(context, account.platform, text).length > 1) return await leaveOut(tx, outreach, "too_long");
  if (offer)
    await writeOffer(
      context,
      tx,
      offer.shown,
      { avatarId: fan.avatarId, fanId: fan.id, conversationId: conversation.id },
      now,
    );
  const disclosure = await disclosureFor(tx, place, { sendsOffer: offer !== null, language, now });
  const messages = [...(disclosure ? [{ kind: "disclosure", text: disclosure }] : []), { kind: "outreach", text }];
  const earlier = await tx.outboundMessage.count({
    where: { conversationId: conversation.id, upToSeq: conversation.lastSeq },
  });
  const rows = messages.map((message, index) => ({
    ...message,
    id: context.ids.next("outbound"),
    conversationId: conversation.id,
    upToSeq: conversation.lastSeq,
    ordinal: FIRST_ORDINAL + earlier + index,
    outreachId: outreach.id,
    afterAnswer: settings.afterAnswer,
    stage: conversation.stage,
    createdAt: now,
    ...(message.kind === "outreach"
      ? { offerId: offer?.shown.id ?? null, operatorId: outreach.broadcast?.createdById ?? null }
      : {}),
  }));
  await tx.outboundMessage.createMany({ data: rows });
  await tx.outreach.update({
    where: { id: outreach.id },
    data: { state: "planned", reason: null, plannedAt: now, outboundId: rows.at(-1)?.id ?? null },
  });
  await enqueue(tx, context.ids, context.clock, advanceConversation, { conversationId: conversation.id });
  return "planned";
}

function textFor(outreach: OutreachPlace["outreach"], language: string): string | undefined {
  const { broadcast, sequence, step } = outreach;
  const byLanguage = broadcast ? readTexts(broadcast.texts) : readSteps(sequence?.steps)[step]?.texts;
  return byLanguage?.[language as OutreachLanguage];
}

/** Name, price and link as the offer row has them (trust C15). */
export function fullText(text: string, offer: OutreachOffer | null, language: OutreachLanguage): string {
  if (!offer) return text;
  const { priceCents, url } = offer.shown;
  return `${text}\n${texts(language).fans.offerLine(offer.packName, formatUsd(priceCents * 10_000), url)}`;
}

async function disclosureFor(
  tx: Transaction,
  { conversation, avatar }: OutreachPlace,
  given: { readonly sendsOffer: boolean; readonly language: OutreachLanguage; readonly now: Date },
): Promise<string | null> {
  const last = await tx.message.findFirst({ where: { conversationId: conversation.id }, orderBy: { seq: "desc" } });
  const reason = disclosureDue(
    {
      disclosedAt: conversation.disclosedAt,
      previousMessageAt: last?.sentAt ?? null,
      humanEndedAt: last?.author === "operator" ? last.sentAt : null,
      sendsOffer: given.sendsOffer,
    },
    given.now,
  );
  if (reason === null) return null;
  const { disclosure, disclosureAgain } = texts(given.language).fans;
  return reason === "first_message" ? disclosure(avatar.name) : disclosureAgain(avatar.name);
}
