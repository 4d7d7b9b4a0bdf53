// Set the menu that stays beside a chat; without any items, the avatar's own: who we are, a person, a way out.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { AccountSummary, linkedCard, summariseAccount } from "./account-card.ts";
import { MAX_MENU_ITEMS, MAX_MENU_TITLE_CHARS, ownEntrances } from "./entrances.ts";
import { findEntrances } from "./find-entrances.ts";

export const accountMenu = defineCommand({
  name: "account.menu",
  role: "owner",
  effect: "write",
  input: z.object({
    avatar: z.string(),
    platform: z.string().default("instagram"),
    /** Absent: the avatar's own. */
    items: z.array(z.string().trim().min(1).max(MAX_MENU_TITLE_CHARS)).max(MAX_MENU_ITEMS).optional(),
    off: z.boolean().default(false),
  }),
  output: AccountSummary.extend({ items: z.array(z.string()) }),
  positional: ["avatar", "items"],
  errors: ["not_found", "not_configured", "refused", "unavailable", "rate_limited"],
  run: async (context, { items, off, ...request }) => {
    const { avatar, account, set } = await findEntrances(context, request);
    const own = items?.map((title) => ({ title })) ?? ownEntrances(context, avatar).menu;
    const menu = off ? [] : own;
    await set({ menu });
    return { ...summariseAccount(account, avatar.slug), items: menu.map((item) => item.title) };
  },
  view: (output, context) => ({
    ...linkedCard(output, context.actor.language),
    title: texts(context.actor.language).account.menuSet(output.handle, output.items.length),
    text: output.items.join("\n"),
  }),
  subject: (_input, output) => output.id,
});
