// Content: templates, batches, pieces and their files.
import { batchReference, pieceReference } from "./references.ts";
import { EVERYONE, MANAGERS, newest, type Table } from "./table.ts";

export const contentTables: readonly Table[] = [
  {
    model: "Piece", section: "content", readers: EVERYONE, avatarPath: ["avatar"], title: "reference",
    reference: pieceReference, sort: newest("createdAt"),
    list: ["reference", "state", "tier", "caption", "batchId", "templateKey", "createdAt"],
    filter: ["reference", "avatarId", "batchId", "state", "tier", "kind", "templateKey", "caption", "provider", "createdAt"],
    links: { approvedById: "Operator" },
    hidden: { chatter: ["prompt", "negative", "providerJobId"], analyst: ["prompt", "negative", "providerJobId"] },
  },
  {
    model: "Batch", section: "content", readers: EVERYONE, avatarPath: ["avatar"], title: "reference",
    reference: batchReference, sort: newest("createdAt"),
    list: ["reference", "avatarId", "state", "requested", "presetKey", "operatorId", "createdAt", "finishedAt"],
    filter: ["reference", "avatarId", "state", "createdAt"], links: { operatorId: "Operator" },
  },
  {
    model: "Template", section: "content", readers: MANAGERS, title: "key", sort: { by: "key", direction: "asc" },
    list: ["key", "category", "tier", "pose", "lighting", "angle", "aspectRatio", "active"],
    filter: ["key", "category", "tier", "active", "niches", "tags"],
  },
  {
    model: "Preset", section: "content", readers: MANAGERS, title: "key", sort: { by: "key", direction: "asc" },
    list: ["key", "prompt", "cfg", "steps", "shipped"], filter: ["key", "shipped"],
  },
  {
    model: "Asset", section: "content", readers: MANAGERS, avatarPath: ["avatar"], title: "sha256",
    sort: newest("createdAt"),
    list: ["avatarId", "kind", "provider", "model", "synthetic", "labelled", "costUsd", "createdAt"],
    filter: ["avatarId", "kind", "provider", "model", "synthetic", "labelled", "heldAt", "createdAt"],
  },
];
