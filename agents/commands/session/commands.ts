// The public commands about tokens, for the registry.
import type { AnyCommand } from "../command.ts";
import { tokenCreate } from "./token-create.ts";
import { tokenList } from "./token-list.ts";
import { tokenRevoke } from "./token-revoke.ts";

export const sessionCommands: readonly AnyCommand[] = [tokenCreate, tokenList, tokenRevoke];
