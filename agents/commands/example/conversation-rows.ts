// A told chat as rows: fan, conversation with its real score, messages, what was sent, offer and sandbox purchase.
import type { Prisma } from "../../../prisma/client.ts";
import { conversionChance } from "../../domain/fans/conversion-chance.ts";
import { intentOf } from "../../domain/fans/intent.ts";
import { type FanMessage, scoreLead } from "../../domain/fans/score.ts";
import { sentimentAverage, sentimentOf } from "../../domain/fans/sentiment.ts";
import { REFUSAL_QUIET_MS } from "../../domain/sales/offer-policy.ts";
import { guard } from "../../graphs/fan-reply/nodes/understand.ts";
import { HOUR_MS, MINUTE_MS } from "../../kernel/clock.ts";
import type { Ids } from "../../kernel/ids.ts";
import { usdFromMicros } from "../../kernel/money.ts";
import { GALLERY_LIFE_MS } from "../checkout/gallery-life.ts";
import { OFFER_LIFE_MS } from "../offer/shown-offer.ts";
import type { ToldChat, ToldMessage, ToldOffer } from "./tell-chat.ts";

export interface ChatPlace {
  readonly ids: Ids;
  readonly now: Date;
  readonly avatarId: string;
  readonly accountId: string;
  readonly packId: string;
  readonly priceMicros: number;
  readonly fanName: string;
  readonly fanExternalId: string;
  readonly language: "en" | "es";
  readonly offerToken: string;
  readonly galleryToken: string;
}

export interface ChatRows {
  readonly fan: Prisma.FanCreateManyInput;
  readonly address: Prisma.FanAddressCreateManyInput;
  readonly conversation: Prisma.ConversationCreateManyInput;
  readonly messages: readonly Prisma.MessageCreateManyInput[];
  readonly outbound: readonly Prisma.OutboundMessageCreateManyInput[];
  readonly offer: Prisma.OfferCreateManyInput | null;
  readonly purchase: Prisma.PurchaseCreateManyInput | null;
  readonly remembered: readonly string[];
}

export function conversationRows(chat: ToldChat, place: ChatPlace): ChatRows {
  const { ids } = place;
  const fanId = ids.next("fan");
  const conversationId = ids.next("conversation");
  const startedAt = chat.messages[0]?.at ?? place.now;
  const offer = chat.offer ? offerRow(chat.offer, place, fanId, conversationId) : null;
  const paid = chat.offer?.paidAt && !chat.offer.refundedAt;
  return {
    fan: {
      id: fanId,
      avatarId: place.avatarId,
      displayName: place.fanName,
      language: place.language,
      ageState: chat.declaredAdult ? "declared_adult" : "unknown",
      spentUsd: paid ? usdFromMicros(place.priceMicros) : "0",
      createdAt: startedAt,
    },
    address: {
      id: ids.next("address"),
      fanId,
      accountId: place.accountId,
      externalId: place.fanExternalId,
      createdAt: startedAt,
    },
    conversation: { ...conversationRow(chat, place), id: conversationId, fanId },
    messages: messageRows(chat, place, conversationId),
    outbound: outboundRows(chat, place, conversationId, offer?.id ?? null),
    offer,
    purchase: chat.offer && offer ? purchaseRow(chat.offer, place, offer) : null,
    remembered: chat.remembered,
  };
}

function conversationRow(chat: ToldChat, { avatarId, accountId, now, language }: ChatPlace) {
  const { messages, offer } = chat;
  const fromFan = messages.filter((message) => message.from === "fan");
  const fanMessages = fromFan.map(({ at, text }): FanMessage => ({ at, text, sentiment: sentimentOf(text, language) }));
  const average = fanMessages.reduce<number | null>(
    (before, { sentiment }) => sentimentAverage(before, sentiment),
    null,
  );
  const lastIn = fromFan.at(-1)?.at ?? null;
  const lastOut = messages.findLast((message) => message.from === "avatar")?.at ?? null;
  const stageSince = offer?.shownAt ?? messages[0]?.at ?? now;
  const stage = stageOf(chat, fromFan.length);
  const gapsMinutes = answerGaps(messages);
  // As it stood when the fan last wrote; silence since then only lowers the chance.
  const hoursInStage = ((lastIn ?? now).getTime() - stageSince.getTime()) / HOUR_MS;
  const facts = { messages: fanMessages, gapsMinutes, sentimentAverage: average, stage, hoursInStage } as const;
  const { score, factors } = scoreLead(facts);
  const hoursSilent = (now.getTime() - (lastIn ?? now).getTime()) / HOUR_MS;
  return {
    avatarId,
    accountId,
    stage,
    stageSince,
    score,
    scoreReasons: JSON.parse(JSON.stringify(factors)),
    conversionChance: conversionChance({ score, stage, fanMessages: fanMessages.length, hoursSilent }),
    sentiment: average ?? 0,
    sentimentSamples: fanMessages.length,
    lastSeq: messages.length,
    answeredSeq: messages.findLastIndex((message) => message.from === "fan") + 1,
    lastInboundAt: lastIn,
    lastOutboundAt: lastOut,
    disclosedAt: chat.disclosedAt,
    chatStartedAt: messages[0]?.at ?? null,
    unansweredOut: 1,
    optedOutAt: chat.optedOutAt,
    noOfferUntil: offer?.refusal ? new Date(offer.refusal.at.getTime() + REFUSAL_QUIET_MS) : null,
    createdAt: messages[0]?.at ?? now,
  } as const;
}

function stageOf({ offer }: ToldChat, fanMessages: number): "conversion" | "qualification" | "lead_magnet" {
  if (offer) return "conversion";
  return fanMessages > 3 ? "qualification" : "lead_magnet";
}

/** Minutes from the creator's message to the fan's next one. */
function answerGaps(messages: readonly ToldMessage[]): number[] {
  return messages.flatMap((message, index) => {
    const before = messages[index - 1];
    if (message.from !== "fan" || before?.from !== "avatar") return [];
    return [(message.at.getTime() - before.at.getTime()) / MINUTE_MS];
  });
}

function messageRows({ messages }: ToldChat, { ids, language, now }: ChatPlace, conversationId: string) {
  return messages.map((message, index): Prisma.MessageCreateManyInput => {
    const fan = message.from === "fan";
    return {
      id: ids.next("message"),
      conversationId,
      seq: index + 1,
      direction: fan ? "in" : "out",
      author: fan ? "fan" : "avatar",
      kind: message.kind,
      text: message.text,
      externalId: `example-${conversationId}-${index + 1}`,
      intent: fan ? intentOf(message.text, guard([message.text], now)) : null,
      sentiment: fan ? sentimentOf(message.text, language) : null,
      sentAt: message.at,
      createdAt: message.at,
    };
  });
}

/** What was sent answers the fan's last message before it; parts of one answer are numbered. */
function outboundRows({ messages }: ToldChat, { ids }: ChatPlace, conversationId: string, offerId: string | null) {
  let upToSeq = 0;
  let ordinal = 0;
  return messages.flatMap((message, index): Prisma.OutboundMessageCreateManyInput[] => {
    if (message.from === "fan") {
      upToSeq = index + 1;
      ordinal = 0;
      return [];
    }
    ordinal += 1;
    return [
      {
        id: ids.next("outbound"),
        conversationId,
        upToSeq,
        ordinal: ordinal - 1,
        kind: message.kind,
        text: message.text,
        offerId: message.kind === "offer" ? offerId : null,
        state: "sent",
        attempts: 1,
        externalId: `example-${conversationId}-${index + 1}`,
        model: "example",
        createdAt: message.at,
        sendingAt: message.at,
        sentAt: message.at,
      },
    ];
  });
}

function offerRow(offer: ToldOffer, place: ChatPlace, fanId: string, conversationId: string) {
  const expiresAt = new Date(offer.shownAt.getTime() + OFFER_LIFE_MS);
  return {
    id: place.ids.next("offer"),
    avatarId: place.avatarId,
    fanId,
    conversationId,
    packId: place.packId,
    layer: "pack",
    state: offerState(offer, expiresAt, place.now),
    priceUsd: usdFromMicros(place.priceMicros),
    token: place.offerToken,
    refusalReason: offer.refusal?.reason ?? null,
    shownAt: offer.shownAt,
    paidAt: offer.paidAt,
    expiresAt,
    sandbox: true,
    createdAt: offer.shownAt,
  } as const;
}

function offerState(offer: ToldOffer, expiresAt: Date, now: Date): "paid" | "refused" | "shown" | "expired" {
  if (offer.paidAt) return "paid";
  if (offer.refusal) return "refused";
  return expiresAt > now ? "shown" : "expired";
}

function purchaseRow(offer: ToldOffer, place: ChatPlace, row: Prisma.OfferCreateManyInput) {
  if (!offer.paidAt) return null;
  const id = place.ids.next("purchase");
  return {
    id,
    avatarId: place.avatarId,
    fanId: row.fanId,
    offerId: row.id,
    state: offer.refundedAt ? ("refunded" as const) : ("paid" as const),
    provider: "sandbox",
    intentId: `example-${id}`,
    chargeId: `example-charge-${id}`,
    amountUsd: row.priceUsd,
    sandbox: true,
    galleryToken: place.galleryToken,
    unlockedAt: offer.refundedAt ? null : offer.paidAt,
    galleryExpiresAt: new Date(offer.paidAt.getTime() + GALLERY_LIFE_MS),
    paidAt: offer.paidAt,
    refundedAt: offer.refundedAt,
    refundedUsd: offer.refundedAt ? row.priceUsd : 0,
    createdAt: offer.shownAt,
  };
}

/** What of the sales went back, as the ledger has it. */
export function reversalRows(ids: Ids, purchases: readonly Prisma.PurchaseCreateManyInput[]) {
  return purchases.flatMap((purchase) =>
    purchase.refundedAt
      ? {
          id: ids.next("reversal"),
          purchaseId: purchase.id,
          avatarId: purchase.avatarId,
          kind: "refund",
          amountUsd: purchase.amountUsd,
          sandbox: true,
          occurredAt: purchase.refundedAt,
        }
      : [],
  );
}
