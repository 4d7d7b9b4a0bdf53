import { allCommands } from "../agents/commands/all-commands.ts";
import { jsonType } from "../agents/commands/from-text.ts";
for (const c of allCommands().list) for (const f of c.positional ?? []) { const s=(c.input as any).shape?.[f]; if (jsonType(s)==="array") console.log(c.name,c.positional,f); }
