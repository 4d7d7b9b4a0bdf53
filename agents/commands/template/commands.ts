// The commands about templates, for the registry.
import type { AnyCommand } from "../command.ts";
import { templateCreate } from "./template-create.ts";
import { templateDelete } from "./template-delete.ts";
import { templateEdit } from "./template-edit.ts";
import { templateList } from "./template-list.ts";
import { templateRestore } from "./template-restore.ts";
import { templateShow } from "./template-show.ts";
import { templateTrials } from "./template-trials.ts";
import { templateTry } from "./template-try.ts";

export const templateCommands: readonly AnyCommand[] = [
  templateList,
  templateShow,
  templateCreate,
  templateEdit,
  templateRestore,
  templateDelete,
  templateTry,
  templateTrials,
];
