// What can be done to a row: each action is one command, offered where the row's state and the person's role allow it.
import type { Role } from "../../agents/commands/context.ts";
import { valuesOf } from "../adapter/values-of.ts";
import type { ModelName } from "../tables/table.ts";

export interface RecordAction {
  readonly model: ModelName;
  /** Name in the back office; the words are in texts. */
  readonly name: "approve" | "reject" | "release" | "retry" | "pause" | "resume" | "cancel" | "discard" | "revoke";
  readonly command: string;
  readonly input: (id: string, reason: string) => Readonly<Record<string, unknown>>;
  readonly asksReason?: "optional" | "required";
  readonly icon: string;
  readonly style: "primary" | "danger" | "default";
  readonly isOffered: (row: Readonly<Record<string, unknown>>) => boolean;
  /** Least role the row itself asks for, beyond the command's. */
  readonly neededRole?: (row: Readonly<Record<string, unknown>>) => Role | undefined;
}

const inState =
  (...states: readonly string[]) =>
  (row: Readonly<Record<string, unknown>>) =>
    states.includes(String(row.state));

/** What moderation never saw stays held. */
function isExamined(row: Readonly<Record<string, unknown>>): boolean {
  const reasons = valuesOf(row, "heldFor");
  return reasons.length > 0 && !reasons.includes("not_examined");
}

const ROLES: readonly Role[] = ["analyst", "chatter", "manager", "owner"];

const pieceActions: readonly RecordAction[] = [
  {
    model: "Piece",
    name: "approve",
    command: "piece.approve",
    icon: "Check",
    style: "primary",
    input: (id) => ({ pieces: [id] }),
    isOffered: inState("ready"),
  },
  {
    model: "Piece",
    name: "reject",
    command: "piece.reject",
    icon: "X",
    style: "danger",
    asksReason: "optional",
    input: (id, reason) => ({ piece: id, reason }),
    isOffered: inState("ready", "held", "approved", "failed"),
  },
  {
    model: "Piece",
    name: "release",
    command: "piece.release",
    icon: "CornerUpRight",
    style: "primary",
    asksReason: "required",
    input: (id, reason) => ({ piece: id, reason }),
    isOffered: (row) => row.state === "held" && isExamined(row),
  },
  {
    model: "Piece",
    name: "retry",
    command: "piece.retry",
    icon: "RefreshCw",
    style: "default",
    input: (id) => ({ piece: id }),
    isOffered: inState("failed"),
  },
];

const runCardActions: readonly RecordAction[] = [
  {
    model: "RunCard",
    name: "approve",
    command: "run.approve",
    icon: "Check",
    style: "primary",
    input: (id) => ({ id }),
    isOffered: inState("waiting"),
    neededRole: (row) => ROLES.find((role) => role === row.approverRole),
  },
  {
    model: "RunCard",
    name: "cancel",
    command: "run.cancel",
    icon: "X",
    style: "danger",
    input: (id) => ({ id }),
    isOffered: inState("waiting"),
  },
];

const avatarActions: readonly RecordAction[] = [
  {
    model: "Avatar",
    name: "pause",
    command: "avatar.pause",
    icon: "Pause",
    style: "danger",
    input: (id) => ({ avatar: id }),
    isOffered: (row) => !["paused", "retired", "training"].includes(String(row.state)),
  },
  {
    model: "Avatar",
    name: "resume",
    command: "avatar.resume",
    icon: "Play",
    style: "primary",
    input: (id) => ({ avatar: id }),
    isOffered: inState("paused"),
  },
];

const draftActions: readonly RecordAction[] = [
  {
    model: "OutboundMessage",
    name: "approve",
    command: "draft.approve",
    icon: "Check",
    style: "primary",
    input: (id) => ({ draft: id }),
    isOffered: inState("draft"),
  },
  {
    model: "OutboundMessage",
    name: "reject",
    command: "draft.reject",
    icon: "X",
    style: "danger",
    input: (id) => ({ draft: id }),
    isOffered: inState("draft"),
  },
];

const isGivenUp = (row: Readonly<Record<string, unknown>>) => Boolean(row.failedAt) && !row.doneAt;

const jobActions: readonly RecordAction[] = [
  {
    model: "Outbox",
    name: "retry",
    command: "job.retry",
    icon: "RefreshCw",
    style: "primary",
    input: (id) => ({ job: id }),
    isOffered: isGivenUp,
  },
  {
    model: "Outbox",
    name: "discard",
    command: "job.discard",
    icon: "X",
    style: "danger",
    input: (id) => ({ job: id }),
    isOffered: isGivenUp,
  },
];

export const recordActions: readonly RecordAction[] = [
  ...pieceActions,
  ...runCardActions,
  ...avatarActions,
  ...draftActions,
  ...jobActions,
  {
    model: "ApiToken",
    name: "revoke",
    command: "token.revoke",
    icon: "Slash",
    style: "danger",
    input: (id) => ({ id }),
    isOffered: (row) => !row.revokedAt,
  },
];
