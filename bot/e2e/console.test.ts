// A new user's first hour in a real browser: log in by link, make pictures, publish, write as a fan and read the answer.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { texts } from "../../agents/texts/texts.ts";
import { graveFindings } from "../surfaces/web/testing/axe.ts";
import { chromiumPath, launchBrowser, openPage } from "../surfaces/web/testing/browser.ts";
import { type ConsoleUser, openConsole } from "./testing/console-user.ts";
import { type Product, startProduct } from "./testing/product.ts";

const words = texts("en");
/** What a command wrote. @throws when it never does */
async function seen<Row>(find: () => Promise<Row | null>): Promise<Row> {
  return await vi.waitFor(async () => (await find()) ?? Promise.reject(new Error("not there yet")), 10_000);
}

let product: Product;
let browser: Browser;
let user: ConsoleUser;

describe.skipIf(!chromiumPath)("the console of a new installation", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    product = await startProduct();
    browser = await launchBrowser();
    user = await openConsole(browser, product.url, product.running.owner.loginLinkSecret ?? "");
  });
  afterAll(async () => {
    await browser?.close();
    await product?.close();
  });

  it("logs in once by the link and greets", async () => {
    await user.page.getByRole("heading", { name: words.web.console.welcome }).waitFor();
    const again = await fetch(`${product.url}/login/link/${product.running.owner.loginLinkSecret}`, {
      method: "POST",
      headers: { "sec-fetch-site": "same-origin" },
      redirect: "manual",
    });
    expect(again.status).toBe(410);
  });

  it("makes a creator and, after the yes on the run card, pictures that can be seen", async () => {
    await user.say('avatar create Luna "surf and coffee in Lisbon, warm and playful"');
    await user.card(words.avatar.created("Luna")).waitFor();
    await user.say("batch create luna 4");
    const runCard = user.card(words.common.runCardTitle("batch create"));
    expect(await product.prisma.batch.count()).toBe(0);
    await runCard.getByRole("button", { name: words.common.approve }).click();
    const batch = user.card(words.batch.done("luna-b1"));
    await batch.waitFor({ timeout: 30_000 });
    const pictures = batch.getByRole("img");
    expect(await pictures.count()).toBe(4);
    for (const picture of await pictures.all()) {
      // It loads when it comes near.
      await picture.scrollIntoViewIfNeeded();
      await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
    }
    await batch.getByRole("button", { name: words.batch.approveAll(4) }).click();
    await user.page.getByRole("button", { name: words.account.publishNow }).first().waitFor();
    expect(await product.prisma.piece.count({ where: { state: "approved" } })).toBe(4);
  });

  it("links an account, publishes after a yes, and shows where", async () => {
    await user.say("account link luna");
    await user.card(/@luna/).waitFor();
    await user.say("post now luna-1");
    const runCard = user.card(words.common.runCardTitle("post now"));
    await runCard.getByRole("button", { name: words.common.approve }).click();
    await user.page.locator('a[href*="/_emulated/instagram/p/"]').first().waitFor();
  });

  it("answers a fan on the phone, disclosure first", async () => {
    await user.writeAsFan("Hi Luna! I love your photos. How is your day going?");
    await user.thread.getByText(words.fans.disclosure("Luna")).waitFor({ timeout: 20_000 });
    const { messages } = await product.prisma.conversation.findFirstOrThrow({
      include: { messages: { orderBy: { seq: "asc" } } },
    });
    const reply = messages.find((message) => message.kind === "reply");
    if (reply) await user.thread.getByText(reply.text).waitFor();
    const shown = await user.thread.innerText();
    expect(shown.indexOf("AI-generated creator")).toBeGreaterThan(shown.indexOf("How is your day going?"));
    expect(user.faults).toEqual([]);
    // Cards, pictures, buttons and the phone are all there now.
    expect(await graveFindings(user.page)).toEqual([]);
    for (const path of ["/privacy", "/api/docs"]) {
      await user.page.goto(path);
      expect([path, await graveFindings(user.page)]).toEqual([path, []]);
    }
    await user.page.goto("/");
  });

  it("sells a pack on pages that everybody can use, in light and in dark", async () => {
    await user.say("pack create luna starter --count 3");
    const pack = await seen(() => product.prisma.pack.findFirst());
    await user.say(`offer make Alex ${pack.slug}`);
    const { token } = await seen(() => product.prisma.offer.findFirst());
    const { page, faults } = await openPage(browser, product.url, { viewport: { width: 390, height: 844 } });
    const isUsable = async (name: string) => {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        expect([name, colorScheme, await graveFindings(page)]).toEqual([name, colorScheme, []]);
      }
    };
    await page.goto(`/o/${token}`);
    await isUsable("offer");
    await page.getByRole("checkbox").check();
    await page.getByRole("button").click();
    await page.waitForURL(({ pathname }) => !pathname.startsWith("/o/"));
    await isUsable("payment");
    await page.getByRole("button").click();
    const gallery = user.thread.locator('a[href*="/g/"]').last();
    await gallery.waitFor({ timeout: 20_000 });
    await page.goto((await gallery.getAttribute("href")) ?? "");
    await page.getByRole("img").first().waitFor();
    await isUsable("gallery");
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
