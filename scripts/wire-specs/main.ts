// npx tsx scripts/wire-specs/main.ts DISCORD TELEGRAM: folders of the unpacked packages (`npm pack discord-api-spec` and
// `npm pack @gramio/types`) to the descriptions that the emulators check our calls with.
import { writeFile } from "node:fs/promises";
import { reduceDiscord } from "./discord.ts";
import { write } from "./json-schema.ts";
import { reduceTelegram } from "./telegram.ts";

const [discord, telegram] = process.argv.slice(2);
if (!discord || !telegram) throw new Error("Name the folders of discord-api-spec and @gramio/types.");
const target = (surface: string) => new URL(`../../bot/surfaces/${surface}/emulator/wire-spec.json`, import.meta.url);
await writeFile(target("discord"), write(await reduceDiscord(discord)));
await writeFile(target("telegram"), write(await reduceTelegram(telegram)));
