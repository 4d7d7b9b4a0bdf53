// A page of our own in Chromium, seen at its lower end, as a chat is.
import type { Browser } from "playwright-core";

export async function photograph(
  browser: Browser,
  viewport: { readonly width: number; readonly height: number },
  html: string,
): Promise<Uint8Array> {
  const page = await browser.newPage({ viewport, deviceScaleFactor: 1.5 });
  try {
    await page.setContent(html, { waitUntil: "load" });
    await page.evaluate(() => {
      const chat = document.querySelector("main");
      if (chat) chat.scrollTop = chat.scrollHeight;
    });
    return await page.screenshot();
  } finally {
    await page.close();
  }
}
