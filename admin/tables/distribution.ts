// Distribution: accounts, their health, and what was published when.
import { postReference } from "./references.ts";
import { EVERYONE, MANAGERS, newest, type Table } from "./table.ts";

export const distributionTables: readonly Table[] = [
  {
    model: "Account",
    section: "distribution",
    readers: EVERYONE,
    avatarPath: ["avatar"],
    title: "handle",
    secret: ["accessToken", "refreshToken"],
    sort: newest("connectedAt"),
    list: ["handle", "platform", "avatarId", "state", "emulated", "tokenExpiresAt", "pausedAt", "connectedAt"],
    filter: ["handle", "platform", "avatarId", "state", "emulated"],
  },
  {
    model: "ScheduledPost",
    section: "distribution",
    readers: EVERYONE,
    // Where an upload goes, for whoever knows it.
    secret: ["containerId"],
    avatarPath: ["piece", "avatar"],
    title: "reference",
    reference: postReference,
    sort: newest("dueAt"),
    list: ["reference", "state", "dueAt", "publishedAt", "attempts", "labelled", "error"],
    filter: ["reference", "pieceId", "accountId", "state", "dueAt", "publishedAt"],
    links: { operatorId: "Operator" },
  },
  {
    model: "PostAttempt",
    section: "distribution",
    readers: MANAGERS,
    avatarPath: ["post", "piece", "avatar"],
    title: "step",
    sort: newest("startedAt"),
    list: ["postId", "step", "outcome", "errorCode", "detail", "startedAt", "finishedAt"],
    filter: ["postId", "step", "outcome", "errorCode"],
  },
  {
    model: "HealthCheck",
    section: "distribution",
    readers: EVERYONE,
    avatarPath: ["account", "avatar"],
    title: "score",
    sort: newest("checkedAt"),
    list: ["accountId", "score", "state", "checkedAt"],
    filter: ["accountId", "state", "checkedAt"],
  },
];
