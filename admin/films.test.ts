// Films in the back office: a still with a mark in the gallery, and a player that asks for the film when it is played.
import type { Browser } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chromiumPath, launchBrowser, openPage } from "../bot/surfaces/web/testing/browser.ts";
import { tinyVideo } from "../jobs/providers/emulator/tiny-video.ts";
import { type AdminServer, startAdminServer } from "./testing/admin-server.ts";
import { fillTables, rowId } from "./testing/fill-tables.ts";

const FILM = {
  storageKey: "pieces/a.mp4",
  thumbnailKey: "pieces/a-poster.jpg",
  contentType: "video/mp4",
  heldAt: null,
};
const PIECE = rowId("Piece", "a");

let server: AdminServer;
let browser: Browser | undefined;

interface Shown {
  readonly record: { readonly params: Readonly<Record<string, unknown>> };
}

async function shown(): Promise<Shown["record"]["params"]> {
  const response = await server.ask("owner", `/admin/api/resources/Piece/records/${PIECE}/show`);
  return ((await response.json()) as Shown).record.params;
}

const changeAsset = (data: object) =>
  server.app.context.database.prisma.asset.update({ where: { id: rowId("Asset", "a") }, data });

beforeAll(async () => {
  server = await startAdminServer();
  const { database, ports } = server.app.context;
  await fillTables(database.prisma);
  const still = sharp({ create: { width: 96, height: 160, channels: 3, background: "#446688" } });
  await ports.store.put(FILM.storageKey, await tinyVideo({ seed: 1, seconds: 1, width: 96, height: 160 }), "video/mp4");
  await ports.store.put(FILM.thumbnailKey, await still.jpeg().toBuffer(), "image/jpeg");
  await changeAsset(FILM);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

test("a piece tells that it is a film, and where it and its still are", async () => {
  const params = await shown();
  expect(params.isFilm).toBe(true);
  const film = await fetch(server.url + String(params.pictureUrl), { headers: { range: "bytes=0-9" } });
  expect([film.status, film.headers.get("content-type")]).toEqual([206, "video/mp4"]);
  const still = await fetch(server.url + String(params.thumbnailUrl));
  expect([still.status, still.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
  const page = await server.ask("owner", "/admin", { headers: { accept: "text/html" } });
  expect(page.headers.get("content-security-policy")).toContain("media-src 'self'");
});

test("a film on hold is shown to nobody, one without a still can be played", async () => {
  await changeAsset({ heldAt: new Date() });
  expect(await shown()).not.toHaveProperty("pictureUrl");
  await changeAsset({ heldAt: null, thumbnailKey: null });
  const params = await shown();
  expect(params).toHaveProperty("pictureUrl");
  expect(params).not.toHaveProperty("thumbnailUrl");
  await changeAsset(FILM);
});

test.skipIf(!chromiumPath)(
  "in Chromium it is marked in the gallery and plays on its page",
  { timeout: 90_000 },
  async () => {
    browser = await launchBrowser();
    const { page, faults } = await openPage(browser, server.url);
    const [name = "", value = ""] = server.cookie("owner").split("=");
    await page.context().addCookies([{ name, value, url: server.url }]);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto("/admin/resources/Piece");
    await page.locator(".vb-piece .vb-play").waitFor();
    await page.locator(".vb-piece-picture", { has: page.locator(".vb-play") }).click();
    const film = page.locator("video");
    await film.waitFor();
    expect(await film.getAttribute("poster")).toContain("/media/pieces/a-poster.jpg?");
    expect(asked).not.toContain("/media/pieces/a.mp4");
    await film.evaluate((video: HTMLVideoElement) => video.play());
    await expect.poll(() => film.evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  },
);
