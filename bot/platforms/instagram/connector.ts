// Linking an Instagram account: who a token belongs to, and which of its events are sent to us.
import { z } from "zod";
import type { Connector, MenuItem } from "../../../agents/ports/connector.ts";
import { createInstagramClient, type InstagramOptions, isPageToken, readAnswer } from "./client.ts";
import { INSTAGRAM_RENEWAL, renewInstagram } from "./login.ts";

/** What the chat lives by. Echoes come with `messages`. */
const MESSAGE_FIELDS = [
  "messages",
  "message_edit",
  "message_reactions",
  "messaging_postbacks",
  "messaging_referral",
  "messaging_seen",
];
/** Takes a permission of its own (instagram_business_manage_comments), without which the chat works all the same. */
const COMMENT_FIELDS = ["comments"];
/** Of a page, which calls them otherwise; comments are switched on for the whole app in Meta's dashboard. */
const PAGE_FIELDS = ["messages", "message_edits", "message_reactions", "messaging_postbacks", "messaging_referrals"];

const Profile = z.object({ user_id: z.union([z.string(), z.number()]).transform(String), username: z.string() });
const PageProfile = z.object({ instagram_business_account: z.object({ id: z.string(), username: z.string() }) });
const Success = z.object({ success: z.literal(true) });

export function createInstagramConnector(options: InstagramOptions): Connector {
  const client = createInstagramClient(options);
  return {
    renew: renewInstagram({ graphUrl: options.baseUrl, ...(options.fetch ? { fetch: options.fetch } : {}) }),
    renewalRule: INSTAGRAM_RENEWAL,
    whoAmI: async (token, signal) => {
      if (isPageToken(token)) {
        const query = { fields: "instagram_business_account{id,username}" };
        const page = readAnswer(await client.call({ method: "GET", path: "/me", token, query, signal }, PageProfile));
        return { externalId: page.instagram_business_account.id, handle: page.instagram_business_account.username };
      }
      const query = { fields: "user_id,username" };
      const me = readAnswer(await client.call({ method: "GET", path: "/me", token, query, signal }, Profile));
      return { externalId: me.user_id, handle: me.username };
    },
    subscribe: async (account, signal) => {
      const subscribe = async (fields: readonly string[]) => {
        const query = { subscribed_fields: fields.join(",") };
        const path = `/${isPageToken(account.accessToken) ? "me" : account.externalId}/subscribed_apps`;
        return await client.call({ method: "POST", path, token: account.accessToken, query, signal }, Success);
      };
      if (isPageToken(account.accessToken)) return void readAnswer(await subscribe(PAGE_FIELDS));
      const everything = await subscribe([...MESSAGE_FIELDS, ...COMMENT_FIELDS]);
      if (everything.ok || everything.failure.error !== "forbidden") return void readAnswer(everything);
      options.log.warn("comments are not told to us", { platform: "instagram", reason: everything.failure.reason });
      readAnswer(await subscribe(MESSAGE_FIELDS));
    },
    setEntrances: async (account, { iceBreakers, menu }, signal) => {
      const path = `/${account.externalId}/messenger_profile`;
      const call = async (method: "POST" | "DELETE", body: object) => {
        readAnswer(await client.call({ method, path, token: account.accessToken, body, signal }, Success));
      };
      const given = {
        ...entrance("ice_breakers", iceBreakers, questions),
        ...entrance("persistent_menu", menu, menuOf),
      };
      const set = Object.entries(given).filter(([, value]) => value !== null);
      const gone = Object.keys(given).filter((field) => !set.some(([name]) => name === field));
      if (set.length > 0) await call("POST", { platform: "instagram", ...Object.fromEntries(set) });
      if (gone.length > 0) await call("DELETE", { fields: gone });
    },
  };
}

/** Nothing when it was not given; null: to be taken away. */
function entrance<Item>(field: string, items: readonly Item[] | undefined, make: (items: readonly Item[]) => object) {
  if (items === undefined) return {};
  return { [field]: items.length === 0 ? null : [{ locale: "default", ...make(items) }] };
}

/** The payload comes back with the tap; its title is what the fan is taken to say. */
const questions = (items: readonly string[]) => ({
  call_to_actions: items.map((question, index) => ({ question, payload: `ICE_${index + 1}` })),
});

const menuOf = (items: readonly MenuItem[]) => ({
  composer_input_disabled: false,
  call_to_actions: items.map((item, index) =>
    "url" in item
      ? { type: "web_url", title: item.title, url: item.url }
      : { type: "postback", title: item.title, payload: `MENU_${index + 1}` },
  ),
});
