// Someone who uses the console in a real browser: logs in by link, types, presses, writes as a fan on the phone.
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { openPage, type WatchedPage } from "../../surfaces/web/testing/browser.ts";

export interface ConsoleUser {
  readonly page: Page;
  readonly faults: WatchedPage["faults"];
  say(text: string): Promise<void>;
  /** The newest card with this title. */
  card(title: string | RegExp): Locator;
  /** Chooses who writes on the phone; a name that is new is added. */
  asFan(name: string): Promise<void>;
  writeAsFan(text: string): Promise<void>;
  /** The drawn phone. */
  readonly thread: Locator;
}

/** @param secret of a one-time link */
export async function openConsole(
  browser: Browser,
  url: string,
  secret: string,
  options: BrowserContextOptions = {},
): Promise<ConsoleUser> {
  const { page, faults } = await openPage(browser, url, options);
  await page.goto(`/login/link/${secret}`);
  await page.getByRole("button").click();
  const composer = page.getByLabel("Command", { exact: true });
  await composer.waitFor();
  const thread = page.getByRole("log", { name: /Messages between/ });
  return {
    page,
    faults,
    thread,
    say: async (text) => {
      await composer.fill(text);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Send", exact: true }).first().click();
    },
    card: (title) => page.locator("article.card", { has: page.getByRole("heading", { name: title }) }).last(),
    asFan: async (name) => {
      const choice = page.getByRole("combobox", { name: "Fan", exact: true });
      await choice.waitFor();
      const names = await choice.getByRole("option").allInnerTexts();
      if (names.includes(name)) await choice.selectOption(name);
      else {
        await choice.selectOption({ index: names.length - 1 });
        await page.getByLabel("Name of the new fan").fill(name);
        await page.keyboard.press("Enter");
      }
      await page.getByRole("log", { name: new RegExp(`between ${name} and`) }).waitFor();
    },
    writeAsFan: async (text) => {
      await page.getByLabel("Message as a fan").fill(text);
      await page.keyboard.press("Enter");
      await thread.getByText(text).waitFor();
    },
  };
}
