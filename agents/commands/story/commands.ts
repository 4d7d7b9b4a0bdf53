// The commands about an avatar's story, for the registry.
import type { AnyCommand } from "../command.ts";
import { storyAdd } from "./story-add.ts";
import { storyEdit } from "./story-edit.ts";
import { storyList } from "./story-list.ts";
import { storyRemove } from "./story-remove.ts";
import { storySaid } from "./story-said.ts";

export const storyCommands: readonly AnyCommand[] = [storyList, storyAdd, storyEdit, storyRemove, storySaid];
