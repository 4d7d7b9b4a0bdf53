// Words of the token commands.
import type { CommandText } from "../commands.ts";

export const sessionCommandTexts: Readonly<Record<string, CommandText>> = {
  "token.create": {
    summary: "Make a token for REST, MCP or the command line; its secret is shown once.",
    example: "token create manager --name reporting",
    arguments: { role: "What it may do: owner, manager, chatter or analyst", name: "What it is for" },
  },
  "language.set": {
    summary: "Choose the language you read and are answered in.",
    example: "language set es",
    arguments: { language: "en or es" },
  },
  "room.link": { summary: "Make this group or channel a room of the team.", example: "room link", arguments: {} },
  "room.topic": {
    summary: "Say which creator this topic is about, or have a topic made.",
    example: "room topic luna",
    arguments: { avatar: "Name of the avatar" },
  },
  "room.list": { summary: "List the team's rooms and their topics.", example: "room list", arguments: {} },
  "room.unlink": {
    summary: "Tell nothing in this room any more.",
    example: "room unlink",
    arguments: { room: "Id of the room; without it this one" },
  },
  "webhook.add": {
    summary: "Tell an address of events, signed; its secret is shown once.",
    example: "webhook add https://example.com/hooks",
    arguments: {
      url: "An https address of yours",
      events:
        "Of what: notice.written, run.waiting, batch.finished, post.published, payment.settled; without it of all",
    },
  },
  "webhook.list": { summary: "List the addresses that are told of events.", example: "webhook list", arguments: {} },
  "webhook.remove": {
    summary: "Tell an address of nothing any more.",
    example: "webhook remove whk_01",
    arguments: { id: "Id of the webhook" },
  },
  "webhook.test": {
    summary: "Call an address at once; one that was switched off and takes it is on again.",
    example: "webhook test whk_01",
    arguments: { id: "Id of the webhook" },
  },
  "token.list": { summary: "List the tokens, without their secrets.", example: "token list", arguments: {} },
  "token.revoke": {
    summary: "Take a token back at once.",
    example: "token revoke tok_01",
    arguments: { id: "Id of the token" },
  },
};
