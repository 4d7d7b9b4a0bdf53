// What callers see of the commands, frozen: a change here is a change for every script and token out there.
// `npx vitest run scripts/golden -u` writes the files anew; read the difference before committing it.
import { expect, test } from "vitest";
import { allCommands } from "../../agents/commands/all-commands.ts";
import { en } from "../../agents/texts/en.ts";
import { es } from "../../agents/texts/es.ts";
import { openApi } from "../../bot/surfaces/rest/open-api.ts";
import { menuCommands } from "../../bot/surfaces/telegram/command-menu.ts";

const registry = allCommands();
const listing = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;

test("OpenAPI", async () => {
  const description = openApi(registry, "en", { version: "0.1.0", publicUrl: () => "http://127.0.0.1:3000" });
  await expect(listing(description)).toMatchFileSnapshot("../../docs/reference/openapi.json");
});

test("Telegram menu", async () => {
  await expect(listing({ en: menuCommands(registry, "en"), es: menuCommands(registry, "es") })).toMatchFileSnapshot(
    "../../docs/reference/telegram-menu.json",
  );
});

test("every command and argument is explained in both languages", () => {
  const missing = registry.list.flatMap((command) =>
    [en, es].flatMap((table, index) => {
      const text = table.commands[command.name];
      const where = `${index === 0 ? "en" : "es"} ${command.name}`;
      if (!text) return [where];
      return Object.keys(command.input.shape)
        .filter((field) => !text.arguments[field])
        .map((field) => `${where} --${field}`);
    }),
  );
  expect(missing).toEqual([]);
});
