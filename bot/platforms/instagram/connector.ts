// Linking an Instagram account: who a token belongs to, and which of its events are sent to us.
import { z } from "zod";
import type { Connector } from "../../../agents/ports/connector.ts";
import { createInstagramClient, type InstagramOptions, readAnswer } from "./client.ts";

/** Everything our webhooks understand. Echoes come with `messages`. */
const SUBSCRIBED_FIELDS = [
  "messages",
  "message_edit",
  "message_reactions",
  "messaging_postbacks",
  "messaging_referral",
  "messaging_seen",
  "comments",
];

const Profile = z.object({ user_id: z.union([z.string(), z.number()]).transform(String), username: z.string() });
const Success = z.object({ success: z.literal(true) });

export function createInstagramConnector(options: InstagramOptions): Connector {
  const client = createInstagramClient(options);
  return {
    whoAmI: async (token, signal) => {
      const query = { fields: "user_id,username" };
      const me = readAnswer(await client.call({ method: "GET", path: "/me", token, query, signal }, Profile));
      return { externalId: me.user_id, handle: me.username };
    },
    subscribe: async (account, signal) => {
      const query = { subscribed_fields: SUBSCRIBED_FIELDS.join(",") };
      const path = `/${account.externalId}/subscribed_apps`;
      readAnswer(await client.call({ method: "POST", path, token: account.accessToken, query, signal }, Success));
    },
  };
}
