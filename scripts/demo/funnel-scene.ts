// Three fans on the drawn phone: a hot one buys, a warm one who writes Spanish gets an edited draft, a cold one is taken over.
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
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
  readonly shoot: (page: Page, name: string, area?: { selector: string }) => Promise<void>;
}

const words = texts("en");
const spanish = texts("es");
const { buyer, cold } = words.demo.fans;
/** Writes to an English avatar in Spanish. */
const warm = spanish.demo.fans.warm;
/** A fan's burst is waited out, then the answer is made and sent. */
const ANSWER_MS = 20_000;

/** The avatar, her account and her pack are there. Each step waits for what a page shows, and fails when it does not. */
export async function playFunnel(scene: FunnelScene): Promise<void> {
  await hotFanBuys(scene);
  await warmFanGetsEditedDraft(scene);
  await coldFanIsTakenOver(scene);
  const { user, shoot } = scene;
  await user.say("conversation list");
  const list = user.card(words.fans.conversations(3));
  for (const { name } of [buyer, warm, cold]) await list.getByRole("cell", { name: new RegExp(`^${name}`) }).waitFor();
  await shoot(user.page, "funnel");
}

async function hotFanBuys({ user, browser, url, device, shoot }: FunnelScene): Promise<void> {
  await user.asFan(buyer.name);
  await user.writeAsFan(buyer.first);
  await user.thread.getByText(words.fans.disclosure("Luna")).waitFor({ timeout: ANSWER_MS });
  await user.writeAsFan(buyer.second);
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
}

async function warmFanGetsEditedDraft({ user }: FunnelScene): Promise<void> {
  await user.say("autonomy set luna draft question");
  await user.card(words.people.matrix("Luna")).waitFor();
  await user.asFan(warm.name);
  await user.writeAsFan(warm.first);
  await user.thread.getByText(spanish.fans.disclosure("Luna")).waitFor({ timeout: ANSWER_MS });
  await user.writeAsFan(warm.second);
  const drafts = await listUntil(user, "draft list", words.fans.drafts(1));
  await drafts.getByRole("button", { name: words.common.edit }).click();
  await drafts.getByRole("textbox").fill(warm.edited);
  await drafts.getByRole("button", { name: words.common.edit }).click();
  await user.card(words.fans.draftApproved).waitFor();
  await user.thread.getByText(warm.edited).waitFor({ timeout: ANSWER_MS });
}

async function coldFanIsTakenOver({ user, telegram, shoot }: FunnelScene): Promise<void> {
  await user.asFan(cold.name);
  await user.writeAsFan(cold.first);
  await user.thread.getByText(words.fans.disclosure("Luna")).waitFor({ timeout: ANSWER_MS });
  const says = (text: string, options?: { replyTo: number }) =>
    telegram.operatorWrites(OPERATOR_ON_TELEGRAM, OPERATOR_ON_TELEGRAM, text, options);
  const seen = (text: string) =>
    telegram.waitFor(OPERATOR_ON_TELEGRAM, (messages) =>
      messages.find((message) => message.from === "bot" && message.text.includes(text)),
    );
  says(`/conversation_take ${cold.name}`);
  const taken = await seen(words.fans.tookOver);
  await user.writeAsFan(cold.second);
  says(cold.team, { replyTo: taken.id });
  await seen(words.fans.replied);
  await user.thread.getByText(cold.team).waitFor({ timeout: ANSWER_MS });
  await shoot(user.page, "take-over", { selector: ".phone" });
  await telegram.operatorTaps(OPERATOR_ON_TELEGRAM, words.fans.handBack).answered;
  await seen(words.fans.handedBack);
  const before = await user.thread.getByRole("listitem").count();
  await user.writeAsFan(cold.third);
  await user.thread
    .getByRole("listitem")
    .nth(before + 1)
    .waitFor({ timeout: ANSWER_MS });
}

/** Work of jobs shows up in its own time: the command is said again until its card has this title. */
async function listUntil(user: ConsoleUser, command: string, title: string) {
  const deadline = Date.now() + ANSWER_MS;
  for (;;) {
    await user.say(command);
    const card = user.card(title);
    const isThere = await card.waitFor({ timeout: 1_000 }).then(
      () => true,
      () => false,
    );
    if (isThere) return card;
    if (Date.now() > deadline) throw new Error(`“${command}” never said “${title}”`);
  }
}
