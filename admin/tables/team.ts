// The team: only the owner's business (domain 10).
import { newest, OWNER, type Table } from "./table.ts";

export const teamTables: readonly Table[] = [
  {
    model: "Operator", section: "team", readers: OWNER, title: "name", secret: ["passwordHash"], sort: newest("createdAt"),
    list: ["name", "email", "role", "language", "active", "createdAt"], filter: ["name", "email", "role", "active"],
  },
  {
    model: "OperatorIdentity", section: "team", readers: OWNER, title: "externalId", sort: newest("createdAt"),
    list: ["operatorId", "surface", "externalId", "createdAt"], filter: ["operatorId", "surface", "externalId"],
  },
  {
    model: "AvatarOperator", section: "team", readers: OWNER, title: "id", sort: { by: "operatorId", direction: "asc" },
    list: ["operatorId", "avatarId"], filter: ["operatorId", "avatarId"],
  },
  {
    model: "ApiToken", section: "team", readers: OWNER, title: "name", secret: ["tokenHash"], sort: newest("createdAt"),
    list: ["name", "operatorId", "role", "lastUsedAt", "revokedAt", "createdAt"], filter: ["name", "operatorId", "role", "revokedAt"],
  },
  {
    model: "Session", section: "team", readers: OWNER, title: "id", secret: ["tokenHash", "csrfToken"],
    sort: newest("createdAt"), list: ["operatorId", "createdAt", "expiresAt"], filter: ["operatorId", "createdAt", "expiresAt"],
  },
  {
    model: "LoginLink", section: "team", readers: OWNER, title: "id", secret: ["tokenHash"], sort: newest("expiresAt"),
    list: ["operatorId", "expiresAt", "usedAt"], filter: ["operatorId", "expiresAt"], links: { operatorId: "Operator" },
  },
  {
    model: "LoginFailure", section: "team", readers: OWNER, title: "key", sort: newest("occurredAt"),
    list: ["key", "occurredAt"], filter: ["key", "occurredAt"],
  },
];
