// A real Chromium for tests: found on this machine, told to stay offline, with a page that fails a test on script errors.
import { accessSync, constants } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** undefined: none is installed, and tests that need it are skipped. In CI it must be there. */
export const chromiumPath: string | undefined = CANDIDATES.find((file) => file !== undefined && isExecutable(file));

if (!chromiumPath && process.env.CI) throw new Error("CI needs Chromium: apt-get install -y chromium");

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** @throws Error where Chromium is missing: guard with `chromiumPath` */
export async function launchBrowser(): Promise<Browser> {
  if (!chromiumPath) throw new Error("no Chromium on this machine");
  return await chromium.launch({ executablePath: chromiumPath, headless: true, args: FLAGS });
}

export interface WatchedPage {
  readonly page: Page;
  /** Uncaught script errors, CSP violations and requests to other hosts so far. */
  readonly faults: readonly string[];
}

/** A page in a profile of its own that may reach `url` only. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ baseURL: url, locale: "en-US", ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && message.text().includes("Content Security Policy")) faults.push(message.text());
  });
  await context.route(
    (target) => target.origin !== new URL(url).origin,
    async (route) => {
      faults.push(`asked for ${route.request().url()}`);
      await route.abort();
    },
  );
  return { page, faults };
}
