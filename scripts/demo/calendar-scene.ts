// A week of posts, planned, moved and published while the clock is moved on, then what came of it.
import { setTimeout as delay } from "node:timers/promises";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { type Clock, HOUR_MS } from "../../agents/kernel/clock.ts";
import { texts } from "../../agents/texts/texts.ts";
import { type ConsoleUser, openConsole } from "../../bot/e2e/testing/console-user.ts";
import { type DemoProduct, startDemoProduct, until } from "./demo-product.ts";

export interface CalendarScene {
  readonly browser: Browser;
  readonly device: BrowserContextOptions;
  readonly shoot: (page: Page, name: string) => Promise<void>;
}

const words = texts("en");
const PIECES = 16;
const POSTS = 14;
const LONG_WORK_MS = 120_000;
/** Short beside the gap between two posts, so that each goes out in its own hour. */
const STEP_MS = 3 * HOUR_MS;
/** For the relay to see what is due, and for the platform to take it. */
const STEP_PAUSE_MS = 2_500;
/** A day more than the week, so that the last post's figures have settled, too. */
const STEPS = (8 * 24 * HOUR_MS) / STEP_MS;

class MovedClock implements Clock {
  #aheadMs = 0;

  now(): Date {
    return new Date(Date.now() + this.#aheadMs);
  }

  advance(ms: number): void {
    this.#aheadMs += ms;
  }
}

export async function playCalendar({ browser, device, shoot }: CalendarScene): Promise<void> {
  const clock = new MovedClock();
  const product = await startDemoProduct("en", {}, clock);
  try {
    const user = await openConsole(browser, product.running.url, product.running.owner.loginLinkSecret ?? "", device);
    await makePieces(user);
    await user.say(`schedule week luna --posts ${POSTS}`);
    const card = user.card(/schedule week/);
    await card.getByRole("img").first().waitFor();
    await shoot(user.page, "calendar");
    await card.getByRole("button", { name: words.common.approve }).click();
    await moveLast(user, product);
    const planned = await product.prisma.scheduledPost.count();
    for (let step = 0; step < STEPS; step += 1) {
      clock.advance(STEP_MS);
      await delay(STEP_PAUSE_MS);
    }
    await until(product, async () =>
      (await product.prisma.scheduledPost.count({ where: { state: "published" } })) === planned ? planned : null,
    );
    await user.say("account health");
    await user
      .card(/accounts/)
      .getByRole("button")
      .first()
      .waitFor();
    await user.say("report insights luna");
    const chart = user
      .card(/worked for/)
      .locator("img")
      .first();
    // Pictures load when they come near, and the newest card is longer than the window.
    await chart.evaluate((image) => image.scrollIntoView());
    await chart.waitFor();
    await shoot(user.page, "insights");
    for (const fault of user.faults) process.stderr.write(`${fault}\n`);
  } finally {
    await product.running.close();
  }
}

async function makePieces(user: ConsoleUser): Promise<void> {
  await user.say(`avatar create Luna "${words.demo.brief}"`);
  await user.card(words.avatar.created("Luna")).waitFor();
  await user.say("account link luna");
  await user.card(/@luna/).waitFor();
  await user.say("account link luna --platform tiktok_posts");
  await user.card(/TikTok|tiktok/).waitFor();
  await user.say(`batch create luna ${PIECES}`);
  await user
    .card(/batch create/)
    .getByRole("button", { name: words.common.approve })
    .click();
  await user.card(words.batch.done("luna-b1")).waitFor({ timeout: LONG_WORK_MS });
  await user.say("batch approve luna-b1");
  await user.card(/pieces approved/).waitFor();
}

async function moveLast(user: ConsoleUser, product: DemoProduct): Promise<void> {
  const last = await until(product, () => product.prisma.scheduledPost.findFirst({ orderBy: { dueAt: "desc" } }));
  await user.say(`schedule move ${last.id} +3h`);
  await until(product, async () => {
    const moved = await product.prisma.scheduledPost.findUniqueOrThrow({ where: { id: last.id } });
    return moved.dueAt > last.dueAt ? moved : null;
  });
}
