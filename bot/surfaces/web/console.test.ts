import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { defineCommand } from "../../../agents/commands/command.ts";
import { systemClock } from "../../../agents/kernel/clock.ts";
import { mediaMount } from "../../http/media-mount.ts";
import { type Notebook, testRegistry } from "../../http/testing/test-commands.ts";
import { OWNER, startTestServer, type TestServer } from "../../http/testing/test-server.ts";
import { filmShow, putFilms } from "../telegram/testing/film-commands.ts";
import { consoleMounts } from "./console-mounts.ts";
import { chromiumPath, launchBrowser, openPage, type WatchedPage } from "./testing/browser.ts";
import { TestFanSimulator } from "./testing/fan-simulator.ts";

const notebook: Notebook = { notes: [], done: 0 };
const fans = new TestFanSimulator(() => new Date());
let test: TestServer;
let browser: Browser;
/** Cookies of the one log-in; every test has a profile of its own. */
let loggedIn: BrowserContextOptions["storageState"];
let watched: WatchedPage;
let page: Page;

async function logIn(target: Page): Promise<void> {
  await target.goto("/");
  await target.getByLabel("E-mail").fill(OWNER.email);
  await target.getByLabel("Password").fill(OWNER.password);
  await target.getByRole("button", { name: "Log in" }).click();
  await target.getByLabel("Command", { exact: true }).waitFor();
}

async function say(text: string): Promise<void> {
  await page.getByLabel("Command", { exact: true }).fill(text);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Send" }).first().click();
}

let finishTale: () => void;
const tale = new Promise<void>((resolve) => {
  finishTale = resolve;
});
const taleTell = defineCommand({
  name: "tale.tell",
  role: "analyst",
  effect: "write",
  input: z.object({}),
  output: z.object({}),
  errors: [],
  run: async ({ onText }) => {
    onText?.("Once upon a");
    await tale;
    return {};
  },
  view: () => ({ title: "Once upon a time" }),
});

/** An operator sees files of assets only. */
async function keepFilms(): Promise<void> {
  const { database, ports } = test.app.context;
  await putFilms(ports.store);
  const files = [
    { storageKey: "films/walk.mp4", thumbnailKey: "films/walk-poster.jpg", contentType: "video/mp4" },
    { storageKey: "sounds/hello.wav", contentType: "audio/wav" },
  ];
  const made = { kind: "clip", bytes: 0, sha256: "0", provider: "p", model: "m", prompt: "", parameters: {} };
  await database.prisma.avatar.create({
    data: { id: "avt_1", slug: "luna", name: "Luna", statedAge: 25, brief: "x" },
  });
  await database.prisma.asset.createMany({
    data: files.map((file, index) => ({ id: `ast_${index}`, avatarId: "avt_1", ...made, ...file })),
  });
}

const card = (title: string | RegExp) =>
  page.locator("article.card", { has: page.getByRole("heading", { name: title }) });

describe.skipIf(!chromiumPath)("console in Chromium (skipped: no Chromium on this machine)", () => {
  beforeAll(async () => {
    test = await startTestServer({
      registry: testRegistry(notebook, [filmShow, taleTell]),
      clock: systemClock,
      mounts: (app) => [mediaMount(app), ...consoleMounts({ app, fanSimulator: fans })],
    });
    await keepFilms();
    browser = await launchBrowser();
    const first = await openPage(browser, test.url);
    await logIn(first.page);
    loggedIn = await first.page.context().storageState();
    await first.page.context().close();
  });
  afterAll(async () => {
    await browser?.close();
    await test?.close();
  });
  beforeEach(async () => {
    watched = await openPage(browser, test.url, loggedIn ? { storageState: loggedIn } : {});
    page = watched.page;
    await page.goto("/");
    await page.getByLabel("Command", { exact: true }).waitFor();
  });
  afterEach(async () => {
    await page.context().close();
    expect(watched.faults).toEqual([]);
  });

  it("greets an empty system, completes a command with Tab and shows its card", async () => {
    await page.getByRole("heading", { name: "Let’s build a creator" }).waitFor();
    await page.getByRole("button", { name: /Create an avatar/ }).click();
    await expect.poll(() => page.getByLabel("Command", { exact: true }).inputValue()).toContain("avatar create");
    await page.getByLabel("Command", { exact: true }).fill("");
    await page.getByLabel("Command", { exact: true }).pressSequentially("note a");
    await page.getByRole("option", { name: /note add/ }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.type("first words");
    await page.keyboard.press("Enter");
    await card("Noted: first words").waitFor();
    expect(notebook.notes).toEqual(["first words"]);
    await page.keyboard.press("ArrowUp");
    expect(await page.getByLabel("Command", { exact: true }).inputValue()).toBe("note add first words");
  });

  it("shows a problem with its remedy, and keeps the conversation over a reload", async () => {
    await say("note ad x");
    await card("I don't know “note ad”.").waitFor();
    await page.getByText("Did you mean “note add”?").waitFor();
    await page.reload();
    await card("I don't know “note ad”.").first().waitFor();
  });

  it("asks before it spends, then moves the progress in the same card", async () => {
    notebook.done = 0;
    await say("batch create luna 4");
    const runCard = card("Run card: batch create");
    await runCard.getByText("$0.10").waitFor();
    await runCard.getByRole("button", { name: "Approve" }).click();
    const batch = card(/Batch luna-b1/);
    await expect.poll(() => batch.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("0");
    expect(await runCard.getByRole("button").count()).toBe(0);
    for (const done of [2, 4]) {
      notebook.done = done;
      test.app.context.ports.events.publish({ topic: "batch:bat_1", kind: "progress" });
      await expect.poll(() => batch.getByRole("progressbar").getAttribute("aria-valuenow")).toBe(String(done));
    }
    await card("Batch luna-b1 is finished").waitFor();
    expect(await batch.count()).toBe(1);
  });

  it("shows what a model writes while it writes, and only the answer in the end", async () => {
    await say("tale tell");
    await page.locator(".written").getByText("Once upon a").waitFor();
    finishTale();
    await card("Once upon a time").waitFor();
    expect(await page.locator(".written").count()).toBe(0);
  });

  it("shows a secret once: not in the history", async () => {
    await say("token create analyst --name reports");
    await page.getByText(/^vb_[\w-]{43}$/).waitFor();
    await page.reload();
    await card("Token “reports” made").waitFor();
    expect(await page.content()).not.toContain("vb_");
  });

  it("keeps what could not be sent, and sends it once", async () => {
    await page.context().route("**/console-api/say", (route) => route.abort());
    await say("note add kept");
    await card("The server could not be reached").waitFor();
    await page.context().unroute("**/console-api/say");
    await page.getByRole("button", { name: "Try again" }).click();
    await card("Noted: kept").waitFor();
    expect(await card("The server could not be reached").count()).toBe(0);
    expect(notebook.notes.filter((note) => note === "kept")).toHaveLength(1);
  });

  it("lets a fan write, shows the answer, and opens its link elsewhere", async () => {
    await page.getByLabel("Message as a fan").fill("hello there");
    await page.keyboard.press("Enter");
    const thread = page.getByRole("log", { name: /Messages between Alex and Luna/ });
    await thread.getByText("hello there").waitFor();
    await thread.getByText("Luna is typing").waitFor({ state: "attached" });
    expect(fans.written.at(-1)).toMatchObject({
      name: "Alex",
      text: "hello there",
    });
    fans.answer("The set is here: https://shop.example/checkout/ofr_1 and it is $9.");
    test.app.context.ports.events.publish({ topic: "conversation:cnv_1", kind: "message" });
    const link = thread.getByRole("link", { name: "shop.example/checkout/ofr_1" });
    await link.waitFor();
    expect([await link.getAttribute("href"), await link.getAttribute("target")]).toEqual([
      "https://shop.example/checkout/ofr_1",
      "_blank",
    ]);
  });

  it("plays films and sound in their card when asked to, by keys too, on a phone too", async () => {
    await say("film show film,sound");
    const film = card("Films").getByLabel("A walk");
    const sound = card("Films").getByLabel("A greeting");
    for (const player of [film, sound]) {
      await expect.poll(() => player.evaluate((media: HTMLMediaElement) => media.readyState)).toBeGreaterThan(0);
      expect(await player.evaluate((media: HTMLMediaElement) => media.paused && !media.autoplay)).toBe(true);
    }
    expect(await film.getAttribute("poster")).toBe("/media/films/walk-poster.jpg");
    for (const player of [film, sound]) {
      await player.focus();
      await page.keyboard.press("Space");
      await expect.poll(() => player.evaluate((media: HTMLMediaElement) => media.currentTime)).toBeGreaterThan(0);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect((await film.boundingBox())?.width).toBeGreaterThan(300);
    await card("Films").getByRole("button", { name: "Paint" }).waitFor();
  });

  it("speaks Spanish and keeps the theme", async () => {
    // The words change at once, the account a moment later: the next page speaks the account's language.
    const choose = async (language: string) => {
      const kept = page.waitForResponse("**/console-api/language");
      await page.getByRole("button", { name: language }).click();
      expect((await kept).ok()).toBe(true);
    };
    await choose("Español");
    await page.getByRole("heading", { name: "Simulador de fans" }).waitFor();
    await page.getByRole("button", { name: "Menú" }).click();
    await page.getByRole("button", { name: "Oscuro" }).click();
    await page.reload();
    await page.getByRole("heading", { name: "Simulador de fans" }).waitFor();
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
    await choose("English");
    await page.getByRole("heading", { name: "Fan simulator" }).waitFor();
  });

  it("is one column with two tabs on a phone, without sideways scrolling", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.getByLabel("Message as a fan").isVisible()).toBe(false);
    await page.getByRole("button", { name: "Fan", exact: true }).click();
    await page.getByLabel("Message as a fan").waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(390);
  });

  it("logs out", async () => {
    await page.getByRole("button", { name: "Menu" }).click();
    await page.getByRole("button", { name: "Log out" }).click();
    await page.getByLabel("Password").waitFor();
    await page.goto("/");
    await page.getByLabel("Password").waitFor();
  });
});
