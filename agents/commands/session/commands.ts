// The public commands about tokens and one's own language, for the registry.
import type { AnyCommand } from "../command.ts";
import { languageSet } from "./language-set.ts";
import { tokenCreate } from "./token-create.ts";
import { tokenList } from "./token-list.ts";
import { tokenRevoke } from "./token-revoke.ts";

export const sessionCommands: readonly AnyCommand[] = [tokenCreate, tokenList, tokenRevoke, languageSet];
