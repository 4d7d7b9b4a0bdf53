// Fans and what was said. Analysts read figures, never messages or names (domain 10).
import { conversationReference } from "./references.ts";
import { EVERYONE, FAN_TEAM, MANAGERS, newest, type Table } from "./table.ts";

export const fanTables: readonly Table[] = [
  {
    model: "Conversation", section: "fans", readers: EVERYONE, avatarPath: ["avatar"], title: "reference",
    reference: conversationReference, secret: ["leaseToken"], hidden: { analyst: ["reference", "handoverReason"] },
    sort: newest("lastInboundAt"),
    list: ["reference", "avatarId", "stage", "score", "conversionChance", "lastSeq", "lastInboundAt", "humanSince"],
    filter: ["reference", "avatarId", "accountId", "stage", "score", "lastInboundAt", "minorLockedAt", "optedOutAt", "crisisAt"],
  },
  {
    model: "Message", section: "fans", readers: EVERYONE, avatarPath: ["conversation", "avatar"], title: "seq",
    hidden: { analyst: ["text", "attachments", "externalId"] }, sort: newest("sentAt"),
    list: ["conversationId", "seq", "author", "kind", "text", "intent", "sentiment", "sentAt"],
    filter: ["conversationId", "author", "direction", "kind", "text", "intent", "sentAt"],
  },
  {
    model: "OutboundMessage", section: "fans", readers: EVERYONE, avatarPath: ["conversation", "avatar"], title: "kind",
    hidden: { analyst: ["text", "mediaKey", "externalId"] }, sort: newest("createdAt"),
    list: ["conversationId", "state", "kind", "text", "blockedBy", "attempts", "createdAt", "sentAt"],
    filter: ["conversationId", "state", "kind", "author", "blockedBy", "createdAt"],
    links: { operatorId: "Operator", offerId: "Offer" },
  },
  {
    model: "Fan", section: "fans", readers: FAN_TEAM, avatarPath: ["avatar"], title: "displayName",
    secret: ["lockHash"], sort: newest("createdAt"),
    list: ["displayName", "avatarId", "language", "country", "ageState", "spentUsd", "blockedAt", "createdAt"],
    filter: ["displayName", "avatarId", "language", "country", "ageState", "tags", "blockedAt"],
  },
  {
    model: "FanAddress", section: "fans", readers: FAN_TEAM, avatarPath: ["fan", "avatar"], title: "externalId",
    sort: newest("createdAt"), list: ["fanId", "accountId", "externalId", "createdAt"], filter: ["fanId", "accountId", "externalId"],
  },
  {
    model: "FanMemory", section: "fans", readers: FAN_TEAM, avatarPath: ["fan", "avatar"], title: "text",
    sort: newest("createdAt"), list: ["fanId", "text", "kind", "confidence", "lastUsedAt", "createdAt"],
    filter: ["fanId", "avatarId", "text", "kind"], links: { avatarId: "Avatar" },
  },
  {
    model: "InboundEvent", section: "fans", readers: MANAGERS, title: "eventId", secret: ["payload"],
    sort: newest("receivedAt"), list: ["source", "eventId", "kind", "state", "conversationId", "error", "receivedAt"],
    filter: ["source", "eventId", "kind", "state", "conversationId", "receivedAt"], links: { conversationId: "Conversation" },
  },
];
