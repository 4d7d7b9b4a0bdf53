// The example creator's commands, for the registry.
import type { AnyCommand } from "../command.ts";
import { exampleLoad } from "./example-load.ts";
import { exampleRemove } from "./example-remove.ts";

export const exampleCommands: readonly AnyCommand[] = [exampleLoad, exampleRemove];
