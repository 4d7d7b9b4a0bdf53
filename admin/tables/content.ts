// Content: templates, batches, pieces and their files.
import { HOLD_REASONS } from "../../agents/domain/trust/identity-gate.ts";
import { assetReference, batchReference, pieceReference } from "./references.ts";
import { EVERYONE, MANAGERS, newest, type Table } from "./table.ts";

/** What a piece is made from: managers' to read. */
const WORDING = ["prompt", "promptParts", "negative"];

export const contentTables: readonly Table[] = [
  {
    model: "Piece",
    section: "content",
    readers: EVERYONE,
    avatarPath: ["avatar"],
    title: "reference",
    reference: pieceReference,
    sort: newest("createdAt"),
    list: ["reference", "state", "tier", "caption", "batchId", "templateKey", "createdAt"],
    filter: [
      "reference",
      "avatarId",
      "batchId",
      "state",
      "heldFor",
      "tier",
      "kind",
      "templateKey",
      "caption",
      "createdAt",
    ],
    fixedValues: { heldFor: HOLD_REASONS },
    links: { approvedById: "Operator" },
    hidden: { chatter: WORDING, analyst: WORDING },
  },
  {
    model: "Batch",
    section: "content",
    readers: EVERYONE,
    avatarPath: ["avatar"],
    title: "reference",
    reference: batchReference,
    sort: newest("createdAt"),
    list: ["reference", "avatarId", "state", "requested", "presetKey", "operatorId", "createdAt", "finishedAt"],
    filter: ["reference", "avatarId", "state", "createdAt"],
    links: { operatorId: "Operator" },
  },
  {
    model: "Template",
    section: "content",
    readers: MANAGERS,
    title: "key",
    sort: { by: "key", direction: "asc" },
    list: ["key", "category", "tier", "pose", "lighting", "angle", "aspectRatio", "active"],
    filter: ["key", "category", "tier", "active", "niches", "tags"],
  },
  {
    model: "Preset",
    section: "content",
    readers: MANAGERS,
    title: "key",
    sort: { by: "key", direction: "asc" },
    list: ["key", "version", "prompt", "cfg", "steps", "shipped"],
    filter: ["key", "shipped"],
  },
  {
    model: "WordingVersion",
    section: "content",
    readers: MANAGERS,
    title: "key",
    sort: newest("replacedAt"),
    list: ["kind", "key", "version", "operatorId", "replacedAt"],
    filter: ["kind", "key", "version", "operatorId", "replacedAt"],
    links: { operatorId: "Operator" },
  },
  {
    model: "Asset",
    section: "content",
    readers: MANAGERS,
    avatarPath: ["avatar"],
    title: "reference",
    reference: assetReference,
    sort: newest("createdAt"),
    list: ["reference", "kind", "provider", "model", "synthetic", "labelled", "costUsd", "createdAt"],
    filter: ["reference", "avatarId", "kind", "provider", "model", "synthetic", "labelled", "heldAt", "createdAt"],
  },
];
