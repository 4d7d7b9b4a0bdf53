// The back office in a real browser: what a person sees, in both colours and languages, without a single fault.
import { mkdir } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor, Role } from "../agents/commands/context.ts";
import { chromiumPath, launchBrowser, openPage } from "../bot/surfaces/web/testing/browser.ts";
import { type AdminServer, operatorId, startAdminServer } from "./testing/admin-server.ts";

const SHOTS = new URL("../build/admin-shots/", import.meta.url).pathname;

let server: AdminServer;
let browser: Browser;

const owner: Actor = {
  kind: "operator",
  id: operatorId("owner"),
  name: "owner",
  role: "owner",
  surface: "test",
  language: "en",
};

async function open(role: Role, path: string, theme: "dark" | "light" = "light") {
  const watched = await openPage(browser, server.url, { viewport: { width: 1440, height: 900 } });
  const errors: string[] = [];
  watched.page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  const [name = "", value = ""] = server.cookie(role).split("=");
  await watched.page.context().addCookies([
    { name, value, url: server.url },
    { name: "vixenbliss_theme", value: theme, url: server.url },
  ]);
  await watched.page.goto(path);
  return { page: watched.page, noFaults: () => expect([...watched.faults, ...errors]).toEqual([]) };
}

const shot = (page: Page, name: string) => page.screenshot({ path: `${SHOTS}${name}.png` });

describe.skipIf(!chromiumPath)("in Chromium", { timeout: 120_000 }, () => {
  beforeAll(async () => {
    await mkdir(SHOTS, { recursive: true });
    server = await startAdminServer();
    const loaded = await server.app.execute({ command: "example.load", input: {}, actor: owner });
    expect(loaded.state).toBe("done");
    const { prisma } = server.app.context.database;
    const conversation = await prisma.conversation.findFirstOrThrow({ orderBy: { lastInboundAt: "desc" } });
    const message = { conversationId: conversation.id, kind: "text", createdAt: server.test.clock.now() };
    await prisma.outboundMessage.createMany({
      data: [
        { ...message, id: "out_1", upToSeq: 900, text: "Let me think about that ❤", state: "draft" },
        { ...message, id: "out_2", upToSeq: 901, text: "See you Friday", state: "blocked", blockedBy: "C15:meeting" },
      ],
    });
    await prisma.piece.updateMany({ where: { number: { in: [1, 2] } }, data: { state: "ready" } });
    browser = await launchBrowser();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test.each(["light", "dark"] as const)("dashboard, gallery, thread, table and record render, %s", async (theme) => {
    const { page, noFaults } = await open("owner", "/admin", theme);
    await page.getByRole("heading", { name: "How it is going" }).waitFor();
    await page.locator('svg .vb-revenue:not([height="0"])').first().waitFor();
    await shot(page, `dashboard-${theme}`);
    await page.goto("/admin/resources/Piece");
    const pictures = page.locator(".vb-piece img");
    await pictures.first().waitFor();
    await page.waitForFunction(() => [...document.images].some((image) => image.naturalWidth > 50));
    await shot(page, `gallery-${theme}`);
    const conversation = await server.app.context.database.prisma.conversation.findFirstOrThrow({
      orderBy: { lastInboundAt: "desc" },
    });
    await page.goto(`/admin/resources/Conversation/records/${conversation.id}/show`);
    await page.getByText("Blocked: C15:meeting").waitFor();
    await page.getByText("Blocked: C15:meeting").scrollIntoViewIfNeeded();
    await shot(page, `thread-${theme}`);
    await page.goto("/admin/resources/Offer");
    await page.locator("tbody tr").first().waitFor();
    await page.getByText("Filter").first().click();
    await shot(page, `table-${theme}`);
    await page.goto("/admin/resources/Avatar");
    await page.locator("tbody tr td").nth(1).click();
    await page.getByText("Pause").first().waitFor();
    await shot(page, `record-${theme}`);
    noFaults();
  });

  test("a piece is approved with one click, and its notice says so", async () => {
    const { page, noFaults } = await open("manager", "/admin/resources/Piece?filters.state=ready");
    const cards = page.locator(".vb-piece");
    await cards.first().waitFor();
    const before = await cards.count();
    await cards.first().getByRole("button", { name: "Approve" }).click();
    await page.getByText("One piece approved").waitFor();
    await page.waitForFunction((count) => document.querySelectorAll(".vb-piece").length < count, before);
    noFaults();
  });

  test("an action asks first: the avatar is paused from its page", async () => {
    const avatar = await server.app.context.database.prisma.avatar.findFirstOrThrow();
    const { page, noFaults } = await open("manager", `/admin/resources/Avatar/records/${avatar.id}/show`, "dark");
    await page.getByTestId("action-pause").first().click();
    await page.getByRole("button", { name: "Yes, pause" }).waitFor();
    await shot(page, "action-dark");
    await page.getByRole("button", { name: "Yes, pause" }).click();
    await page.getByTestId("action-resume").first().waitFor();
    expect((await server.app.context.database.prisma.avatar.findFirstOrThrow()).state).toBe("paused");
    noFaults();
  });

  test("speaks Spanish to who reads Spanish", async () => {
    await server.app.context.database.prisma.operator.updateMany({ data: { language: "es" } });
    const { page, noFaults } = await open("analyst", "/admin/resources/Account");
    await page.getByText("Cuentas").first().waitFor();
    const text = await page.locator("body").innerText();
    expect(text).toContain("Ventas");
    expect(text).not.toContain("Espectáculo");
    expect(text).not.toContain("Equipo");
    await shot(page, "spanish-light");
    noFaults();
  });
});
