// Operations and trust: what waits for a yes, what is queued, and the record of what was done.
import { FAN_TEAM, MANAGERS, newest, OWNER, type Table } from "./table.ts";

export const operationTables: readonly Table[] = [
  {
    model: "RunCard", section: "operations", readers: FAN_TEAM, ownRows: (actor) => ({ requestedById: actor.id }),
    // The result of a command may hold what is shown only once.
    secret: ["result"], title: "command", sort: newest("createdAt"),
    list: ["command", "state", "quoteUsd", "requestedById", "approverRole", "expiresAt", "createdAt"],
    filter: ["command", "state", "requestedById", "createdAt"], links: { requestedById: "Operator" },
  },
  {
    model: "Approval", section: "operations", readers: MANAGERS, title: "subject", sort: newest("createdAt"),
    list: ["subject", "runCardId", "operatorId", "role", "expiresAt", "createdAt"],
    filter: ["subject", "operatorId", "role", "createdAt"], links: { operatorId: "Operator" },
  },
  {
    model: "Outbox", section: "operations", readers: OWNER, title: "name", sort: newest("createdAt"),
    list: ["name", "queue", "attempts", "availableAt", "doneAt", "failedAt", "error"],
    filter: ["name", "queue", "dedupeKey", "doneAt", "failedAt", "createdAt"], secret: ["payload"],
  },
  {
    model: "IdempotencyRecord", section: "operations", readers: OWNER, title: "command", secret: ["result", "key"],
    sort: newest("createdAt"), list: ["command", "actorId", "createdAt"], filter: ["command", "actorId", "createdAt"],
  },
  {
    model: "ButtonPayload", section: "operations", readers: OWNER, title: "command", secret: ["input"],
    sort: newest("createdAt"), list: ["command", "createdAt"], filter: ["command", "createdAt"],
  },
  {
    // A typed line may hold a token and a card may show one.
    model: "ChatEntry", section: "operations", readers: OWNER, title: "id", secret: ["text", "card"],
    sort: newest("createdAt"), list: ["operatorId", "surface", "role", "createdAt"],
    filter: ["operatorId", "surface", "createdAt"], links: { operatorId: "Operator" },
  },
  {
    model: "Setting", section: "operations", readers: OWNER, title: "key", sort: { by: "key", direction: "asc" },
    list: ["key", "value", "updatedAt"], filter: ["key"],
  },
  {
    model: "AuditEntry", section: "trust", readers: OWNER, title: "command", sort: newest("seq"),
    list: ["seq", "at", "actorId", "surface", "command", "subject", "outcome"],
    filter: ["actorId", "surface", "command", "subject", "outcome", "at"],
  },
  {
    model: "TrustEvent", section: "trust", readers: MANAGERS, title: "control", sort: newest("at"),
    list: ["at", "control", "decision", "stream", "seq", "ruleVersion"], filter: ["control", "decision", "stream", "at"],
  },
  {
    model: "TakedownTicket", section: "trust", readers: MANAGERS, title: "reason", sort: newest("createdAt"),
    list: ["state", "reason", "reporter", "assetId", "dueAt", "createdAt", "resolvedAt"],
    filter: ["state", "assetId", "dueAt"], links: { assetId: "Asset" },
  },
];
