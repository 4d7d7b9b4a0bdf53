// Words of the token commands.
import type { CommandText } from "../commands.ts";

export const sessionCommandTexts: Readonly<Record<string, CommandText>> = {
  "token.create": {
    summary: "Make a token for REST, MCP or the command line; its secret is shown once.",
    example: "token create manager --name reporting",
    arguments: { role: "What it may do: owner, manager, chatter or analyst", name: "What it is for" },
  },
  "token.list": { summary: "List the tokens, without their secrets.", example: "token list", arguments: {} },
  "token.revoke": {
    summary: "Take a token back at once.",
    example: "token revoke tok_01",
    arguments: { id: "Id of the token" },
  },
};
