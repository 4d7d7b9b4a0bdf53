// The commands about personas and their cards, for the registry.
import type { AnyCommand } from "../command.ts";
import { personaExport } from "./persona-export.ts";
import { personaFill } from "./persona-fill.ts";
import { personaImport } from "./persona-import.ts";
import { personaRegenerate } from "./persona-regenerate.ts";
import { personaSet } from "./persona-set.ts";
import { personaShow } from "./persona-show.ts";

export const personaCommands: readonly AnyCommand[] = [
  personaShow,
  personaSet,
  personaRegenerate,
  personaFill,
  personaExport,
  personaImport,
];
