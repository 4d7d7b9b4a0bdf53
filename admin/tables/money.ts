// Money: what things cost, what was spent, how much may be.
import { EVERYONE, MANAGERS, newest, OWNER, type Table } from "./table.ts";

export const moneyTables: readonly Table[] = [
  {
    model: "CostEntry",
    grows: true,
    section: "money",
    readers: EVERYONE,
    avatarPath: ["avatar"],
    title: "attemptKey",
    sort: newest("createdAt"),
    list: ["createdAt", "avatarId", "provider", "model", "unit", "units", "amountUsd", "state"],
    filter: ["avatarId", "provider", "model", "state", "batchId", "operatorId", "createdAt"],
    links: { batchId: "Batch", pieceId: "Piece", conversationId: "Conversation", operatorId: "Operator" },
  },
  {
    model: "PriceBookEntry",
    section: "money",
    readers: MANAGERS,
    title: "model",
    sort: newest("effectiveAt"),
    list: ["provider", "model", "unit", "usd", "effectiveAt", "endedAt", "source"],
    filter: ["provider", "model", "unit"],
  },
  {
    model: "Budget",
    section: "money",
    readers: OWNER,
    avatarPath: ["avatar"],
    title: "scope",
    sort: newest("createdAt"),
    list: ["scope", "periodKey", "avatarId", "usedUsd", "limitUsd", "createdAt"],
    filter: ["scope", "periodKey", "avatarId"],
  },
];
