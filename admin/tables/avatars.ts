// Avatars: who they are, what they look like, and whose likeness they carry.
import { EVERYONE, FAN_TEAM, MANAGERS, newest, type Table } from "./table.ts";

export const avatarTables: readonly Table[] = [
  {
    model: "Avatar", section: "avatars", readers: EVERYONE, avatarPath: [], title: "name", sort: newest("createdAt"),
    list: ["name", "slug", "state", "niche", "statedAge", "autonomy", "isExample", "createdAt"],
    filter: ["name", "state", "niche", "autonomy", "likeness", "isExample", "createdAt"],
    links: { referenceAssetId: "Asset", activeLoraId: "LoraModel" },
  },
  {
    model: "PersonaField", section: "avatars", readers: FAN_TEAM, avatarPath: ["avatar"], title: "name",
    sort: newest("updatedAt"), list: ["avatarId", "name", "value", "origin", "confidence", "updatedAt"],
    filter: ["avatarId", "name", "origin"],
  },
  {
    model: "PersonaFact", section: "avatars", readers: FAN_TEAM, avatarPath: ["avatar"], title: "text",
    sort: newest("createdAt"), list: ["avatarId", "text", "source", "createdAt"], filter: ["avatarId", "text", "source"],
  },
  {
    model: "LoraModel", section: "avatars", readers: MANAGERS, avatarPath: ["avatar"], title: "name",
    sort: newest("createdAt"), list: ["name", "avatarId", "version", "state", "provider", "triggerWord", "createdAt"],
    filter: ["avatarId", "state", "provider", "name"],
  },
  {
    model: "Training", section: "avatars", readers: MANAGERS, avatarPath: ["avatar"], title: "id",
    sort: newest("createdAt"), list: ["avatarId", "state", "provider", "progress", "etaAt", "error", "createdAt"],
    filter: ["avatarId", "state", "provider"], links: { loraId: "LoraModel" },
  },
  {
    model: "Consent", section: "avatars", readers: MANAGERS, avatarPath: ["avatar"], title: "subjectName",
    secret: ["evidenceKey"], sort: newest("grantedAt"),
    list: ["avatarId", "subjectName", "scope", "grantedAt", "expiresAt", "revokedAt"],
    filter: ["avatarId", "subjectName", "grantedAt"],
  },
];
