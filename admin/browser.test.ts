// The back office in a real browser: one person goes through it, in both colours and languages, without a single fault.
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { graveFindings } from "../bot/surfaces/web/testing/axe.ts";
import { chromiumPath, launchBrowser, openPage } from "../bot/surfaces/web/testing/browser.ts";
import { type AdminServer, startAdminServer } from "./testing/admin-server.ts";
import { fillTables, rowId } from "./testing/fill-tables.ts";

let server: AdminServer;
let browser: Browser;
/** Loaded once: from there on it is walked by its own links, as a person does. */
let page: Page;
const faults: string[] = [];

/** Two rows of everything, put into the states in which there is something to see and to do. */
async function fill(): Promise<void> {
  const { database, ports } = server.app.context;
  const { prisma } = database;
  await fillTables(prisma);
  await prisma.avatar.updateMany({ data: { state: "active" } });
  await prisma.piece.updateMany({ data: { state: "ready" } });
  await prisma.purchase.updateMany({ data: { state: "paid" } });
  await prisma.outboundMessage.update({
    where: { id: rowId("OutboundMessage", "b") },
    data: { conversationId: rowId("Conversation", "a"), state: "blocked", blockedBy: "C15:meeting" },
  });
  const background = "#b81d5c";
  const picture = await sharp({ create: { width: 80, height: 100, channels: 3, background } })
    .png()
    .toBuffer();
  for (const world of ["a", "b"] as const) {
    const storageKey = `pieces/${world}.png`;
    await ports.store.put(storageKey, picture, "image/png");
    const data = { storageKey, thumbnailKey: null, contentType: "image/png", heldAt: null };
    await prisma.asset.update({ where: { id: rowId("Asset", world) }, data });
  }
}

async function openAsOwner(): Promise<void> {
  const watched = await openPage(browser, server.url, { viewport: { width: 1440, height: 900 } });
  page = watched.page;
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  const [name = "", value = ""] = server.cookie("owner").split("=");
  await page.context().addCookies([
    { name, value, url: server.url },
    { name: "vixenbliss_theme", value: "light", url: server.url },
  ]);
  await page.goto("/admin");
}

/** By the menu. */
async function openTable(section: string, table: string): Promise<void> {
  const link = page.locator(".vb-sections").getByRole("link", { name: table, exact: true });
  if (!(await link.isVisible())) await page.locator("summary", { hasText: section }).click();
  await link.click();
  await page.getByRole("heading", { level: 1, name: table }).waitFor();
}

const rows = () => page.locator("tbody tr");
const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

describe.skipIf(!chromiumPath)("in Chromium", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    [server, browser] = await Promise.all([startAdminServer(), launchBrowser()]);
    await fill();
    await openAsOwner();
  }, 120_000);
  // Wherever a test leaves the page, everybody can use it.
  afterEach(async () => {
    expect(faults).toEqual([]);
    expect(await graveFindings(page)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test("the first page shows money and work that waits", async () => {
    await page.getByRole("heading", { name: "How it is going" }).waitFor();
    await page.locator('svg .vb-revenue:not([height="0"])').first().waitFor();
    expect(await page.locator(".vb-sections summary").allInnerTexts()).toHaveLength(9);
  });

  test("pieces are pictures, and one click approves one", async () => {
    await page.locator(".vb-bar").getByRole("link", { name: "to review" }).click();
    const cards = page.locator(".vb-piece");
    await page.waitForFunction(() => {
      const pictures = [...document.querySelectorAll<HTMLImageElement>(".vb-piece img")];
      return pictures.length === 2 && pictures.every((picture) => picture.naturalWidth === 80);
    });
    await cards.first().getByRole("button", { name: "Approve" }).click();
    await page.getByText("One piece approved").waitFor();
    await page.waitForFunction(() => document.querySelectorAll(".vb-piece").length === 1);
  });

  test("a held piece says why and how like her it is, and is found by its reason", async () => {
    await server.app.context.database.prisma.piece.updateMany({
      where: { state: "ready" },
      data: { state: "held", heldFor: ["likeness"], similarity: 0.41 },
    });
    await openTable("Content", "Pieces");
    await page.getByText("it is not like her reference face").waitFor();
    await page.getByText("likeness 41 %").waitFor();
    await page.getByRole("button", { name: "Filter" }).click();
    await page.getByTestId("property-filter-heldFor").locator("input").first().fill("looks under");
    await page.locator('[id*="-option-"]', { hasText: "she looks under 25 in it" }).click();
    await page.getByRole("button", { name: "Apply changes" }).click();
    await page.getByText("No piece matches.").waitFor();
  });

  test("the calendar is walked by keyboard, and a post is moved where it is free", async () => {
    const { prisma } = server.app.context.database;
    await prisma.avatar.updateMany({ data: { state: "active" } });
    const connectedAt = new Date("2026-01-01T00:00:00Z");
    const account = { platform: "instagram", state: "healthy", connectedAt, pausedAt: null } as const;
    await prisma.account.updateMany({ data: { ...account, calendarPausedAt: null } });
    await prisma.quietStretch.deleteMany();
    const post = { state: "scheduled", error: null, waitsFor: null, placedBy: "calendar" } as const;
    await prisma.scheduledPost.updateMany({ data: { ...post, dueAt: new Date("2026-11-26T17:30:00Z") } });
    await page.getByRole("link", { name: "Calendar", exact: true }).click();
    const posts = page.locator(".vb-post");
    await posts.nth(1).waitFor();
    await page.locator(".vb-post").first().focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Move to").fill("2026-11-20 10:00");
    await page.keyboard.press("Enter");
    await dialog.getByRole("alert").getByText("in the past").waitFor();
    expect(await graveFindings(page)).toEqual([]);
    await dialog.getByLabel("Move to").fill("2026-11-28 18:00");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "hidden" });
    await page.locator("td", { hasText: "Saturday, November 28" }).locator(".vb-post").waitFor();
    await page.keyboard.press("Escape");
    await posts.first().focus();
    await page.keyboard.press("PageDown");
    await page.getByRole("heading", { name: "December 2026" }).waitFor();
  });

  test("the queue view lists what was given up, and one click tries it again", async () => {
    const { prisma } = server.app.context.database;
    await prisma.outbox.updateMany({ data: { doneAt: null } });
    await page.getByRole("link", { name: "Queues", exact: true }).click();
    await page
      .getByRole("button", { name: /^Try again/ })
      .first()
      .click();
    await page.waitForFunction(() => document.querySelectorAll(".vb-given-up li").length === 1);
    expect(await prisma.outbox.count({ where: { failedAt: null, doneAt: null } })).toBeGreaterThan(0);
  });

  test("a table is filtered by a relation, and the filter gets out of the way", async () => {
    await openTable("Sales", "Offers");
    await rows().first().waitFor();
    await page.getByRole("button", { name: "Filter" }).click();
    await page.locator("form input").nth(1).fill("displayName a");
    await page.locator('[id*="-option-0"]', { hasText: "displayName a" }).click();
    await page.getByRole("button", { name: "Apply changes" }).click();
    await page.getByRole("button", { name: "Filter (1)" }).waitFor();
    await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 1);
    await rows().getByRole("link", { name: "displayName a" }).waitFor();
  });

  test("a conversation reads as a chat, with what was held back, and leads to its avatar", async () => {
    await openTable("Fans", "Conversations");
    await rows().filter({ hasText: "displayName a" }).locator("td").nth(4).click();
    await page.getByText("Blocked: C15:meeting").waitFor();
    await page.getByRole("button", { name: "Approve and send" }).waitFor();
    await page.getByText("All fields").click();
    await page.locator(".vb-details").getByRole("link", { name: "name-a", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "name-a" }).waitFor();
  });

  test("an action asks first: the avatar is paused from its page", async () => {
    await page.getByTestId("action-pause").click();
    await page.getByRole("button", { name: "Yes, pause" }).click();
    await page.getByTestId("action-resume").waitFor();
    expect(
      (await server.app.context.database.prisma.avatar.findUniqueOrThrow({ where: { id: rowId("Avatar", "a") } }))
        .state,
    ).toBe("paused");
  });

  test("a phone sees every column by moving the table, not the page", async () => {
    await openTable("Avatars", "Avatars");
    await page.setViewportSize({ width: 390, height: 844 });
    await rows().first().waitFor();
    expect(await page.locator("thead td:visible").count()).toBeGreaterThan(5);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test("colours, language and log-out are those of the console", async () => {
    const light = await background();
    await page.getByRole("button", { name: "Your account" }).click();
    await page.getByRole("button", { name: "Dark" }).click();
    await page.locator('[data-theme="dark"] h1').waitFor();
    expect(await background()).not.toBe(light);
    await page.getByRole("button", { name: "Español" }).click();
    await page.getByRole("heading", { level: 1, name: "Avatares" }).waitFor();
    await page.getByText("en pausa").waitFor();
    await page.getByRole("button", { name: "Tu cuenta" }).click();
    await page.getByRole("button", { name: "Cerrar sesión" }).click();
    await page.waitForURL("**/login");
    expect((await server.ask("owner", "/admin")).status).toBe(401);
  });
});
