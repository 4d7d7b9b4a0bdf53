// `npm run screenshots`: plays the demo in Chromium and photographs it for docs/images. An emoji font makes it complete.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { texts } from "../../agents/texts/texts.ts";
import { type ConsoleUser, openConsole } from "../../bot/e2e/testing/console-user.ts";
import { startTelegramEmulator } from "../../bot/surfaces/telegram/emulator/telegram-emulator.ts";
import { launchBrowser } from "../../bot/surfaces/web/testing/browser.ts";
import { playCalendar } from "./calendar-scene.ts";
import { type DemoProduct, startDemoProduct } from "./demo-product.ts";
import { OPERATOR_ON_TELEGRAM, playFunnel } from "./funnel-scene.ts";

const IMAGES = fileURLToPath(new URL("../../docs/images", import.meta.url));
const DESKTOP = {
  viewport: { width: 1_680, height: 1_050 },
  colorScheme: "dark",
  reducedMotion: "reduce",
} as const;
/** Tall enough for the whole conversation on the drawn phone. */
const TALL = { width: 1_440, height: 1_180 } as const;
const LAPTOP = { width: 1_440, height: 900 } as const;
/** 50 pictures with their faces compared, on two cores. */
const LONG_WORK_MS = 120_000;
const PHONE = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  colorScheme: "dark",
  reducedMotion: "reduce",
} as const;

async function shoot(page: Page, name: string, area?: { selector: string }): Promise<void> {
  // Pictures load only when they come near.
  await page.waitForFunction(() =>
    [...document.images].every((image) => {
      const { top, bottom } = image.getBoundingClientRect();
      return image.complete || top > innerHeight || bottom < 0;
    }),
  );
  const file = path.join(IMAGES, `${name}.png`);
  const picture = area ? await page.locator(area.selector).screenshot() : await page.screenshot();
  const { size } = await sharp(picture).png({ palette: true, effort: 10 }).toFile(file);
  process.stdout.write(`${file} ${Math.round(size / 1_024)} kB\n`);
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
  await user.card(/pieces approved/).waitFor();
  await user.say("pack create luna starter --count 6");
  await user.card(/Starter set/).waitFor();
  await user.writeAsFan(fans.buyer.first);
  await user.thread.getByText(words.fans.disclosure("Luna")).waitFor({ timeout: 20_000 });
  await user.writeAsFan(fans.buyer.second);
  await user.thread.getByRole("link").first().waitFor({ timeout: 20_000 });
}

async function shootConsole(browser: Browser, product: DemoProduct): Promise<ConsoleUser> {
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
  return user;
}

/** From four faces to a reel, as a person does it: each run card is approved, each result waited for. */
async function shootStudio(user: ConsoleUser): Promise<void> {
  const { identity, common } = texts("en");
  const approve = async (command: string) => {
    const card = user.card(new RegExp(command));
    await card.getByRole("button", { name: common.approve }).click();
  };
  await user.say("face create luna");
  await approve("face create");
  await user.card(identity.chooseFace("Luna")).waitFor({ timeout: LONG_WORK_MS });
  await shoot(user.page, "studio-faces");
  await user.say("face pick luna 2");
  await user.card(identity.picked("Luna")).waitFor();
  await user.say("dataset create luna");
  await approve("dataset create");
  await user
    .card(identity.datasetTitle("luna-d1", identity.datasetStates.built))
    .getByRole("img")
    .first()
    .waitFor({ timeout: LONG_WORK_MS });
  await shoot(user.page, "studio-dataset");
  await user.say("lora train luna");
  await approve("lora train");
  await user.card(identity.lorasTitle("Luna")).getByRole("img").first().waitFor({ timeout: LONG_WORK_MS });
  await shoot(user.page, "studio-exam");
  await user.say("lora activate luna-v1");
  await user.say("batch create luna 4");
  await approve("batch create");
  await user.card(texts("en").batch.done("luna-b2")).waitFor({ timeout: LONG_WORK_MS });
  await user.say('reel create luna luna-7,luna-8 "Morning by the sea. Coffee first."');
  await approve("reel create");
  // Its card goes on as that of the piece.
  await user.card("luna-11").locator("video, img").first().waitFor({ timeout: LONG_WORK_MS });
  await shoot(user.page, "studio-reel");
}

/** With the example creator's month of history. */
async function shootAdmin({ page, ...user }: ConsoleUser): Promise<void> {
  await user.say("example load");
  await user.card(/Luna Vega is here/).waitFor({ timeout: 30_000 });
  await page.setViewportSize(LAPTOP);
  await page.goto("/admin");
  await page.locator('svg .vb-revenue:not([height="0"])').first().waitFor();
  await shoot(page, "admin-dashboard");
  await page.goto("/admin/resources/Piece");
  await page.locator(".vb-piece img").first().waitFor();
  await shoot(page, "admin-gallery");
  await page.goto("/admin/resources/Conversation");
  await page.getByRole("row").filter({ hasText: "Marcus" }).locator("td").nth(4).click();
  await page.locator(".vb-bubble").first().waitFor();
  await shoot(page, "admin-thread");
}

await mkdir(IMAGES, { recursive: true });
const browser = await launchBrowser();
const telegram = await startTelegramEmulator();
const product = await startDemoProduct("en", {
  ROLES: "web,worker,telegram",
  TELEGRAM_BOT_TOKEN: telegram.token,
  TELEGRAM_API_ROOT: telegram.apiRoot,
  TELEGRAM_OPERATOR_IDS: String(OPERATOR_ON_TELEGRAM),
});
try {
  const user = await shootConsole(browser, product);
  await playFunnel({ user, telegram, browser, url: product.running.url, device: PHONE, shoot });
  await shootStudio(user);
  await shootAdmin(user);
  await playCalendar({ browser, device: DESKTOP, shoot });
  for (const fault of user.faults) process.stderr.write(`${fault}\n`);
} finally {
  await browser.close();
  await product.running.close();
  await telegram.close();
}
process.exit(0);
