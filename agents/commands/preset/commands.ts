// The commands about presets, for the registry.
import type { AnyCommand } from "../command.ts";
import { presetCreate } from "./preset-create.ts";
import { presetDelete } from "./preset-delete.ts";
import { presetEdit } from "./preset-edit.ts";
import { presetList } from "./preset-list.ts";
import { presetRestore } from "./preset-restore.ts";
import { presetShow } from "./preset-show.ts";

export const presetCommands: readonly AnyCommand[] = [
  presetList,
  presetShow,
  presetCreate,
  presetEdit,
  presetRestore,
  presetDelete,
];
