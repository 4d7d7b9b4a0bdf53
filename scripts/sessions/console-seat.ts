// The web console in Chromium: English on a desktop in the dark, Spanish on a phone in the light.
import { setTimeout as delay } from "node:timers/promises";
import type { BrowserContextOptions } from "playwright-core";
import type { ChatLine } from "../../agents/commands/chat/chat-line.ts";
import { texts } from "../../agents/texts/texts.ts";
import { openPage } from "../../bot/surfaces/web/testing/browser.ts";
import type { DemoProduct } from "../demo/demo-product.ts";
import { cardBlocks, cardWords } from "./card-markdown.ts";
import { escapedMarkdown } from "./recorder.ts";
import type { Seat, SeatOptions, Shown, Surface } from "./seat.ts";

const DEVICES: Readonly<Record<"en" | "es", BrowserContextOptions>> = {
  en: { viewport: { width: 1_440, height: 960 }, colorScheme: "dark", reducedMotion: "reduce" },
  es: {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    colorScheme: "light",
    reducedMotion: "reduce",
    locale: "es-ES",
  },
};
/** The page follows what happens in its own time. */
const DRAW_MS = 600;

export async function consoleSurface(): Promise<Surface> {
  return { title: "the web console", environment: {}, open: consoleSeat, close: async () => undefined };
}

async function consoleSeat({ product, browser, language }: SeatOptions): Promise<Seat> {
  const { page } = await openPage(browser, product.running.url, DEVICES[language]);
  await page.goto(`/login/link/${product.running.owner.loginLinkSecret}`);
  await page.getByRole("button").click();
  const words = texts(language).web.console;
  const composer = page.locator("form.composer textarea");
  await composer.waitFor();
  const history = (): Promise<readonly ChatLine[]> =>
    page.evaluate(async () => (await fetch("/console-api/history")).json());
  const press = async (label: string) => {
    await page.getByRole("button", { name: label, exact: true }).last().click();
    return "";
  };
  return {
    prefix: "",
    ...(language === "es"
      ? {
          begin: async () => {
            await press("ES: Español");
            await page.getByRole("button", { name: words.send, exact: true }).first().waitFor();
            return "The operator presses `ES` in the top bar.";
          },
        }
      : {}),
    view: async () => await Promise.all((await history()).map((line) => shownOf(line, product))),
    say: async (said) => {
      await composer.fill(said);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: words.send, exact: true }).first().click();
    },
    press,
    fill: async (label, said) => {
      await press(label);
      const field = page.locator("form.ask textarea");
      await field.fill(said);
      await page.locator("form.ask button[type=submit]").click();
    },
    picture: async () => {
      await delay(DRAW_MS);
      return await page.screenshot();
    },
  };
}

async function shownOf({ id, role, text, card }: ChatLine, product: DemoProduct): Promise<Shown> {
  if (!card) {
    const by = role === "operator" ? "operator" : "product";
    return { id, by, words: text, blocks: [{ kind: "text", markdown: escapedMarkdown(text) }], buttons: [] };
  }
  const buttons = (card.buttons ?? []).map(({ label }) => label);
  return {
    id,
    by: "product",
    words: cardWords(card),
    blocks: await cardBlocks(card, product),
    buttons: buttons.length > 0 ? [buttons] : [],
  };
}
