// Commands as Telegram's menu lists them, and back from what a person picked there.
import type { Api } from "grammy";
import type { BotCommand } from "grammy/types";
import type { Registry } from "../../../agents/commands/registry.ts";
import { type Language, texts } from "../../../agents/texts/texts.ts";
import { cut } from "../chat/split-text.ts";

const MENU_LIMIT = 100;
const NAME_LIMIT = 32;
const DESCRIPTION_LIMIT = 256;

/** "batch.create" -> "batch_create" */
const menuName = (command: string) =>
  command
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .slice(0, NAME_LIMIT);

export function menuCommands(registry: Registry, language: Language): BotCommand[] {
  return registry.list.slice(0, MENU_LIMIT).map(({ name }) => {
    const summary =
      texts(language).commands[name]?.summary || texts(language).telegram.menuEntry(name.replace(".", " "));
    return { command: menuName(name), description: cut(summary, DESCRIPTION_LIMIT) };
  });
}

/** English for everybody, Spanish for those whose Telegram is in Spanish. */
export async function publishMenu(api: Api, registry: Registry): Promise<void> {
  const scope = { type: "all_private_chats" } as const;
  await api.setMyCommands(menuCommands(registry, "en"), { scope });
  await api.setMyCommands(menuCommands(registry, "es"), { scope, language_code: "es" });
}

/** "/batch_create@our_bot luna 6" -> "batch create luna 6"; "help batch" -> "help show batch"; others as they are. */
export function typedLine(text: string, registry: Registry): string {
  const slash = /^\/([a-z0-9_]+)(?:@\w+)?(?=\s|$)/i.exec(text);
  const picked = slash && registry.list.find(({ name }) => menuName(name) === slash[1]?.toLowerCase());
  if (slash && picked) return `${picked.name.replace(".", " ")}${text.slice(slash[0].length)}`;
  return text.replace(/^\/?help(?:@\w+)?(?!\s+show\b)(?=\s|$)/i, "help show");
}
