import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Database } from "../../../prisma/client.ts";
import { createTestDatabase } from "../../../prisma/testing/test-database.ts";
import { graveFindings } from "../../surfaces/web/testing/axe.ts";
import { chromiumPath, launchBrowser, openPage, type WatchedPage } from "../../surfaces/web/testing/browser.ts";
import { createWebChatProduct, type WebChatProduct } from "./testing/web-chat-product.ts";

describe.skipIf(!chromiumPath)("the chat page in Chromium (skipped: no Chromium on this machine)", () => {
  let database: Database;
  let browser: Browser;
  let product: WebChatProduct;
  let watched: WatchedPage;

  beforeAll(async () => {
    database = await createTestDatabase();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await database?.close();
  });
  beforeEach(async () => {
    product = await createWebChatProduct(database);
    watched = await openPage(browser, product.url, { viewport: { width: 390, height: 780 } });
  });
  afterEach(async () => {
    await watched.page.context().close();
    await product.close();
    expect(watched.faults).toEqual([]);
  });

  const enter = async (page = watched.page) => {
    await page.goto(product.page.url);
    await page.getByLabel("I am 18 or older").check();
    await page.getByRole("button", { name: "Start the chat" }).click();
    await page.getByLabel("Message", { exact: true }).waitFor();
  };
  const write = async (text: string) => {
    await watched.page.getByLabel("Message", { exact: true }).fill(text);
    await watched.page.keyboard.press("Enter");
  };
  const bubble = (text: string | RegExp) => watched.page.locator(".bubble", { hasText: text });
  /** The only visitor there is. */
  const answer = async () => {
    // The bubble is there before the message has arrived.
    const where = { account: { externalId: product.page.externalId } };
    const address = await vi.waitFor(() => database.prisma.fanAddress.findFirstOrThrow({ where }), 5_000);
    const visitor = { id: address.externalId } as Parameters<typeof product.settle>[0];
    return await product.settle(visitor);
  };

  it("asks for the age, takes a message, shows the answer, and the same again after a reload", async () => {
    const { page } = watched;
    await page.goto(product.page.url);
    expect(await page.getByText("is an AI-generated adult character").isVisible()).toBe(true);
    expect(await graveFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Start the chat" }).click();
    expect(await page.getByLabel("Message", { exact: true }).count()).toBe(0);
    await enter();
    await write("hi, how are you?\nline two <b>no</b>");
    await bubble("line two <b>no</b>").waitFor();
    await answer();
    await bubble(/is an AI-generated creator/).waitFor();
    await page.getByText("Seen", { exact: true }).waitFor();
    const before = await page.locator(".bubble").allTextContents();
    await page.reload();
    await bubble("line two <b>no</b>").waitFor();
    expect(await page.locator(".bubble").allTextContents()).toEqual(before);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await graveFindings(page)).toEqual([]);
  });

  it("keeps what could not be sent and sends it once when it can", async () => {
    const { page } = watched;
    await enter();
    await page.route("**/messages", (route) => route.abort(), { times: 1 });
    await write("are you there?");
    await page.getByText("Not sent.").waitFor();
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("Not sent.").waitFor({ state: "detached" });
    await page.getByText("Sending…").waitFor({ state: "detached" });
    expect(await bubble("are you there?").count()).toBe(1);
    expect(await database.prisma.message.count({ where: { text: "are you there?" } })).toBe(1);
  });

  it("says that it is over where no answer will come, and forgets on request", async () => {
    const { page } = watched;
    await enter();
    await write("STOP");
    await page.getByText("You asked for no more messages").waitFor();
    page.once("dialog", (dialog) => void dialog.accept());
    await page.getByRole("button", { name: "Forget this chat on this device" }).click();
    await page.getByLabel("I am 18 or older").waitFor();
    await page.reload();
    await page.getByLabel("I am 18 or older").waitFor();
  });

  describe("on an operator's own site", () => {
    let site: Server;
    let siteUrl: string;
    let embed = "";

    beforeEach(async () => {
      site = createServer((_request, response) => {
        response.setHeader("Content-Type", "text/html");
        response.end(`<!doctype html><title>Site</title><p>My site</p>${embed}`);
      }).listen(0, "127.0.0.1");
      await once(site, "listening");
      // To a browser that is another site than 127.0.0.1.
      siteUrl = `http://localhost:${(site.address() as AddressInfo).port}`;
    });
    afterEach(() => {
      site.close();
      site.closeAllConnections();
    });

    const open = async ({ page }: WatchedPage) => {
      await page.route(`${siteUrl}/**`, (route) => route.continue());
      await page.goto(siteUrl);
      await page.getByRole("button", { name: /^Chat with .* \(AI\)$/ }).click();
    };

    it("opens in a frame where the operator named the site", async () => {
      const { page } = watched;
      ({ embed } = await product.newPage({ origins: [siteUrl] }));
      await open(watched);
      const frame = page.frameLocator("iframe");
      await frame.getByLabel("I am 18 or older").check();
      await frame.getByRole("button", { name: "Start the chat" }).click();
      await frame.getByLabel("Message", { exact: true }).fill("hello from the site");
      await frame.getByRole("button", { name: "Send" }).click();
      await frame.locator(".bubble", { hasText: "hello from the site" }).waitFor();
      await page.getByRole("button", { name: "Close the chat" }).click();
      await page.locator("iframe").waitFor({ state: "hidden" });
      await page.getByRole("button", { name: /^Chat with/ }).click();
      expect(await frame.locator(".bubble", { hasText: "hello from the site" }).isVisible()).toBe(true);
    });

    it("stays empty where the operator did not", async () => {
      ({ embed } = product.page);
      const other = await openPage(browser, product.url);
      await open(other);
      await expect.poll(() => other.faults.join()).toContain("frame-ancestors");
      await other.page.context().close();
    });
  });
});
