// The other side: a fan on the emulated Instagram, who writes, reads, and buys in a browser of their own.
import { setTimeout as delay } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { simulatedFanId, writeAsFan } from "../../agents/commands/fan/simulated-fan.ts";
import { openPage } from "../../bot/surfaces/web/testing/browser.ts";
import type { DemoProduct } from "../demo/demo-product.ts";
import { quoted, type Recorder } from "./recorder.ts";

const ANSWER_MS = 90_000;
const LOOK_MS = 200;
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, reducedMotion: "reduce" } as const;

export interface Fan {
  /** Resolves once so many answers came; more may follow. */
  writes(words: string, answers?: number): Promise<void>;
  /** Until the account sent something with these words. */
  gets(part: string | RegExp): Promise<string>;
  /** Opens the newest offer's link and pays with play money. @returns nothing; pictures go into the transcript */
  buys(name: string): Promise<void>;
}

export function fanOf(product: DemoProduct, recorder: Recorder, browser: Browser, name: string): Fan {
  const fanId = simulatedFanId(name);
  const received = () => product.instagram.thread(fanId).messages.filter(({ from }) => from === "account");
  let read = 0;
  const write = () => {
    const fresh = received().slice(read);
    read += fresh.length;
    for (const { text, imageUrl } of fresh) {
      recorder.aside(`**Luna**, to ${name} on Instagram\n\n${quoted(imageUrl ? `${text} (picture)` : text)}`);
    }
  };
  const until = async <Found>(look: () => Found | undefined, what: string): Promise<Found> => {
    for (let waited = 0; waited < ANSWER_MS; waited += LOOK_MS) {
      const found = look();
      if (found !== undefined) return found;
      await delay(LOOK_MS);
    }
    throw new Error(`${name} never got ${what}: ${JSON.stringify(received().map(({ text }) => text))}`);
  };
  const gets = async (part: string | RegExp) => {
    const matches = (text: string) => (typeof part === "string" ? text.includes(part) : part.test(text));
    const found = await until(() => received().findLast(({ text }) => matches(text)), String(part));
    write();
    return found.text;
  };
  return {
    writes: async (words, answers = 0) => {
      const [account] = product.instagram.accounts();
      const before = received().length;
      recorder.aside(`**${name}**, a fan, writes on Instagram\n\n${quoted(words)}`);
      await writeAsFan(product.running.app.context, "instagram", {
        accountExternalId: account?.id ?? "",
        name,
        text: words,
      });
      if (answers > 0)
        await until(() => (received().length >= before + answers ? true : undefined), `${answers} answers`);
      write();
    },
    gets,
    buys: async (file) => {
      const offer = await gets(/\/o\/\S+/);
      const link = /https?:\/\/\S+\/o\/[^\s)]+/.exec(offer)?.[0] ?? "";
      const { page } = await openPage(browser, product.running.url, PHONE);
      await page.goto(link);
      await recorder.screen(await page.screenshot(), `${name} opens the offer`, `${file}-offer`);
      await page.getByRole("checkbox").check();
      await page.getByRole("button").first().click();
      await page.waitForLoadState();
      await recorder.screen(await page.screenshot(), `${name} at the sandbox's payment page`, `${file}-payment`);
      await page.getByRole("button").first().click();
      const told = await gets(/\/g\/\S+/);
      await page.goto(/https?:\/\/\S+\/g\/[^\s)]+/.exec(told)?.[0] ?? "");
      await page.getByRole("img").first().waitFor();
      await recorder.screen(await page.screenshot(), `${name} looks at what was bought`, `${file}-gallery`);
      await page.context().close();
    },
  };
}
