// `npx tsx scripts/demo/screenshots.ts`: plays the demo in Chromium and photographs it for docs/images.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { texts } from "../../agents/texts/texts.ts";
import { type ConsoleUser, openConsole } from "../../bot/e2e/testing/console-user.ts";
import { launchBrowser, openPage } from "../../bot/surfaces/web/testing/browser.ts";
import { type DemoProduct, startDemoProduct, until } from "./demo-product.ts";

const IMAGES = fileURLToPath(new URL("../../docs/images", import.meta.url));
const DESKTOP = {
  viewport: { width: 1_680, height: 1_050 },
  colorScheme: "dark",
  reducedMotion: "reduce",
} as const;
/** Tall enough for the whole conversation on the drawn phone. */
const TALL = { width: 1_440, height: 1_180 } as const;
const PHONE = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  colorScheme: "dark",
  reducedMotion: "reduce",
} as const;

async function shoot(page: Page, name: string, area?: { selector: string }): Promise<void> {
  // Pictures further down load only when they come near.
  await page.waitForFunction(() =>
    [...document.images].every((image) => image.complete || image.getBoundingClientRect().top > innerHeight),
  );
  const file = path.join(IMAGES, `${name}.png`);
  if (area) await page.locator(area.selector).screenshot({ path: file });
  else await page.screenshot({ path: file });
  process.stdout.write(`${file}\n`);
}

async function playInConsole(user: ConsoleUser): Promise<void> {
  const words = texts("en");
  const { brief, fans } = words.demo;
  await user.say(`avatar create Luna "${brief}"`);
  await user.card(words.avatar.created("Luna")).waitFor();
  await user.say("batch create luna 6");
  await user
    .card(/batch create/)
    .getByRole("button", { name: words.common.approve })
    .click();
  await user.card(words.batch.done("luna-b1")).waitFor({ timeout: 30_000 });
  await user.say("account link luna");
  await user.card(/@luna/).waitFor();
  await user.say("batch approve luna-b1");
  await user.page.getByRole("button", { name: "Publish now" }).first().waitFor();
  await user.say("pack create luna starter --count 6");
  await user.card(/Starter set/).waitFor();
  await user.writeAsFan(fans.buyer.first);
  await user.thread.getByText(words.fans.disclosure("Luna")).waitFor({ timeout: 20_000 });
  await user.writeAsFan(fans.buyer.second);
  await user.thread.getByRole("link").first().waitFor({ timeout: 20_000 });
}

async function shootConsole(browser: Browser, product: DemoProduct): Promise<void> {
  const { running } = product;
  const user = await openConsole(browser, running.url, running.owner.loginLinkSecret ?? "", DESKTOP);
  await playInConsole(user);
  await user.page.setViewportSize(TALL);
  await user.page.getByLabel("Command", { exact: true }).focus();
  await shoot(user.page, "fan-simulator", { selector: ".phone" });
  await user.page.setViewportSize(DESKTOP.viewport);
  await user.say("batch show luna-b1");
  await user
    .card(/luna-b1/)
    .getByRole("img")
    .first()
    .waitFor();
  await user.say("post now luna-1");
  await user
    .card(/post now/)
    .getByRole("button", { name: "Approve" })
    .waitFor();
  await shoot(user.page, "console");
  const admin = await user.page.goto("/admin");
  if (admin?.ok()) {
    await user.page.waitForLoadState("networkidle");
    await shoot(user.page, "admin");
  }
  for (const fault of user.faults) process.stderr.write(`${fault}\n`);
}

async function shootFanPages(browser: Browser, product: DemoProduct, options: BrowserContextOptions): Promise<void> {
  const { prisma, running } = product;
  const offer = await prisma.offer.findFirstOrThrow({ where: { state: "shown" } });
  const { page } = await openPage(browser, running.url, options);
  await page.goto(`/o/${offer.token}`);
  await shoot(page, "offer");
  await page.getByRole("checkbox").check();
  await page.getByRole("button").click();
  await page.getByRole("button").click();
  await until(product, () => prisma.purchase.findFirst({ where: { state: "paid" } }));
  await page.getByRole("heading", { name: /by Luna/ }).waitFor();
  await page.reload();
  await shoot(page, "gallery");
}

await mkdir(IMAGES, { recursive: true });
const browser = await launchBrowser();
const product = await startDemoProduct("en");
try {
  await shootConsole(browser, product);
  await shootFanPages(browser, product, PHONE);
} finally {
  await browser.close();
  await product.running.close();
}
process.exit(0);
