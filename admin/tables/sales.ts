// Sales: packs, offers, purchases, payments and experiments.
import { EVERYONE, MANAGERS, newest, REPORT_READERS, type Table } from "./table.ts";

export const salesTables: readonly Table[] = [
  {
    model: "Pack", section: "sales", readers: EVERYONE, avatarPath: ["avatar"], title: "name", sort: newest("createdAt"),
    list: ["name", "avatarId", "step", "priceUsd", "pieceCount", "active", "createdAt"],
    filter: ["name", "avatarId", "step", "active"],
  },
  {
    model: "PackPiece", section: "sales", readers: EVERYONE, avatarPath: ["pack", "avatar"], title: "position",
    sort: { by: "position", direction: "asc" }, list: ["packId", "pieceId", "position"], filter: ["packId", "pieceId"],
  },
  {
    model: "Offer", section: "sales", readers: EVERYONE, avatarPath: ["avatar"], title: "id", secret: ["token"],
    sort: newest("createdAt"), list: ["avatarId", "fanId", "packId", "layer", "state", "priceUsd", "shownAt", "createdAt"],
    filter: ["avatarId", "fanId", "packId", "conversationId", "layer", "state", "sandbox", "createdAt"],
    links: { variantId: "ExperimentVariant" },
  },
  {
    model: "Purchase", section: "sales", readers: EVERYONE, avatarPath: ["avatar"], title: "id",
    secret: ["galleryToken"], hidden: { chatter: ["intentId", "chargeId"], analyst: ["intentId", "chargeId"] },
    sort: newest("createdAt"),
    list: ["avatarId", "fanId", "offerId", "state", "amountUsd", "provider", "sandbox", "paidAt"],
    filter: ["avatarId", "fanId", "offerId", "state", "provider", "sandbox", "paidAt"],
  },
  {
    model: "Subscription", section: "sales", readers: EVERYONE, avatarPath: ["fan", "avatar"], title: "externalId",
    sort: newest("startedAt"), list: ["fanId", "avatarId", "state", "priceUsd", "provider", "startedAt", "renewsAt"],
    filter: ["fanId", "avatarId", "state", "provider"], links: { avatarId: "Avatar" },
  },
  {
    model: "PaymentEvent", section: "sales", readers: MANAGERS, title: "eventId", secret: ["payload"],
    sort: newest("receivedAt"), list: ["provider", "eventId", "kind", "state", "amountUsd", "reason", "receivedAt"],
    filter: ["provider", "eventId", "kind", "state", "intentId", "receivedAt"],
  },
  {
    model: "Experiment", section: "sales", readers: REPORT_READERS, avatarPath: ["avatar"], title: "name",
    sort: newest("createdAt"), list: ["name", "avatarId", "element", "state", "sampleSize", "startedAt", "endedAt"],
    filter: ["name", "avatarId", "element", "state"], links: { winnerId: "ExperimentVariant" },
  },
  {
    model: "ExperimentVariant", section: "sales", readers: REPORT_READERS, avatarPath: ["experiment", "avatar"],
    title: "name", sort: { by: "name", direction: "asc" }, list: ["experimentId", "name", "allocation", "content"],
    filter: ["experimentId", "name"],
  },
  {
    model: "ExperimentAssignment", section: "sales", readers: REPORT_READERS,
    avatarPath: ["variant", "experiment", "avatar"], title: "id", sort: newest("createdAt"),
    list: ["variantId", "fanId", "exposedAt", "convertedAt", "createdAt"], filter: ["variantId", "fanId", "convertedAt"],
  },
];
