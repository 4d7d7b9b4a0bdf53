// Three fans on the drawn phone: a hot one buys; of a warm one who writes Spanish a draft is edited, then a person takes over; a cold one.
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { texts } from "../../agents/texts/texts.ts";
import type { ConsoleUser } from "../../bot/e2e/testing/console-user.ts";
import type { TelegramEmulator } from "../../bot/surfaces/telegram/emulator/telegram-emulator.ts";
import { openPage } from "../../bot/surfaces/web/testing/browser.ts";

/** A person on the emulated Telegram who is an operator of this installation. */
export const OPERATOR_ON_TELEGRAM = 41_001;

export interface FunnelScene {
  readonly user: ConsoleUser;
  readonly telegram: TelegramEmulator;
  readonly browser: Browser;
  readonly url: string;
  /** What the buyer's own device is like. */
  readonly device: BrowserContextOptions;
  readonly shoot: (page: Page, name: string) => Promise<void>;
}

const words = texts("en");
const spanish = texts("es");
const { buyer, cold } = words.demo.fans;
/** Writes to an English avatar in Spanish. */
const warm = spanish.demo.fans.warm;
/** A fan's burst is waited out, then the answer is made and sent. */
const ANSWER_MS = 20_000;

/** The hot fan has been offered the pack. Each step waits for what a page shows, and fails when it does not. */
export async function playFunnel(scene: FunnelScene): Promise<void> {
  await coldFanWritesOnce(scene);
  await hotFanBuys(scene);
  await warmFanGetsEditedDraft(scene);
  await showThreeTemperatures(scene);
  await warmFanIsTakenOver(scene);
}

async function showThreeTemperatures({ user, shoot }: FunnelScene): Promise<void> {
  const row = (name: string, band: keyof typeof words.fans.bands) =>
    user.page.getByRole("row", { name: new RegExp(`^${name} .*${words.fans.bands[band]}`) });
  const list = user
    .card(words.fans.conversations(3))
    .filter({ has: row(buyer.name, "hot") })
    .filter({ has: row(warm.name, "warm") })
    .filter({ has: row(cold.name, "cold") });
  await sayUntil(user, "conversation list", list);
  await shoot(user.page, "fan-funnel");
}

async function coldFanWritesOnce({ user }: FunnelScene): Promise<void> {
  await user.asFan(cold.name);
  await user.writeAsFan(cold.only);
  await user.thread.getByText(words.fans.disclosure("Luna")).waitFor({ timeout: ANSWER_MS });
}

async function hotFanBuys({ user, browser, url, device, shoot }: FunnelScene): Promise<void> {
  await user.asFan(buyer.name);
  const link = user.thread.getByRole("link").first();
  await link.waitFor({ timeout: ANSWER_MS });
  const { page } = await openPage(browser, url, device);
  await page.goto((await link.getAttribute("href")) ?? "");
  await page.getByRole("checkbox").check();
  await page.getByRole("button").click();
  await page.getByRole("button").click();
  const gallery = user.thread.locator('a[href*="/g/"]').last();
  await gallery.waitFor({ timeout: ANSWER_MS });
  await page.goto((await gallery.getAttribute("href")) ?? "");
  await page.getByRole("heading", { name: /by Luna/ }).waitFor();
  await page.getByRole("img").first().waitFor();
  await shoot(page, "gallery");
  await page.context().close();
  await answered(user, buyer.third);
}

async function warmFanGetsEditedDraft({ user }: FunnelScene): Promise<void> {
  await user.say("autonomy set luna draft question");
  await user.card(words.people.matrix("Luna")).waitFor();
  await user.asFan(warm.name);
  await user.writeAsFan(warm.first);
  await user.thread.getByText(spanish.fans.disclosure("Luna")).waitFor({ timeout: ANSWER_MS });
  await user.writeAsFan(warm.second);
  const drafts = await sayUntil(user, "draft list", user.card(words.fans.drafts(1)));
  await drafts.getByRole("button", { name: words.people.editAndSend }).click();
  await drafts.getByRole("textbox").fill(warm.edited);
  await drafts.getByRole("button", { name: words.people.editAndSend }).click();
  await user.card(words.fans.draftApproved).waitFor();
  await user.thread.getByText(warm.edited).waitFor({ timeout: ANSWER_MS });
}

async function warmFanIsTakenOver({ user, telegram }: FunnelScene): Promise<void> {
  const says = (text: string, options?: { replyTo: number }) =>
    telegram.operatorWrites(OPERATOR_ON_TELEGRAM, OPERATOR_ON_TELEGRAM, text, options);
  const seen = (text: string) =>
    telegram.waitFor(OPERATOR_ON_TELEGRAM, (messages) =>
      messages.find((message) => message.from === "bot" && message.text.includes(text)),
    );
  says(`/conversation_take ${warm.name}`);
  const taken = await seen(words.fans.tookOver);
  says(warm.team, { replyTo: taken.id });
  await seen(words.fans.replied);
  await user.thread.getByText(warm.team).waitFor({ timeout: ANSWER_MS });
  await telegram.operatorTaps(OPERATOR_ON_TELEGRAM, words.fans.handBack).answered;
  await seen(words.fans.handedBack);
  await answered(user, warm.third);
}

/** Writes, and waits for what the creator says to it. */
async function answered(user: ConsoleUser, text: string): Promise<void> {
  await user.writeAsFan(text);
  const said = user.thread.getByRole("listitem").filter({ hasText: text });
  await said.locator("xpath=following-sibling::li[1]").waitFor({ timeout: ANSWER_MS });
}

/** Work of jobs shows up in its own time: the command is said again until this card is there. */
async function sayUntil(user: ConsoleUser, command: string, card: Locator): Promise<Locator> {
  const deadline = Date.now() + ANSWER_MS;
  for (;;) {
    await user.say(command);
    const isThere = await card.waitFor({ timeout: 1_000 }).then(
      () => true,
      () => false,
    );
    if (isThere) return card;
    if (Date.now() > deadline) {
      const shown = await user.page.locator("article.card").last().innerText();
      throw new Error(`“${command}” never showed what was waited for; at last: ${shown}`);
    }
  }
}
