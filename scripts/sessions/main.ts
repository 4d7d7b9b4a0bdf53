// `npm run sessions [-- telegram-es ...]`: plays an operator on each surface in each language and writes docs/sessions.
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { isLanguage, type Language } from "../../agents/texts/texts.ts";
import { launchBrowser } from "../../bot/surfaces/web/testing/browser.ts";
import { startDemoProduct } from "../demo/demo-product.ts";
import { consoleSurface } from "./console-seat.ts";
import { discordSurface } from "./discord-seat.ts";
import { Recorder } from "./recorder.ts";
import type { Surface } from "./seat.ts";
import { playStory } from "./story.ts";
import { telegramSurface } from "./telegram-seat.ts";

const FOLDER = fileURLToPath(new URL("../../docs/sessions", import.meta.url));
const SURFACES = { console: consoleSurface, telegram: telegramSurface, discord: discordSurface } as const;
const NAMES = Object.keys(SURFACES).flatMap((surface) => [`${surface}-en`, `${surface}-es`]);
const LANGUAGES = { en: "English", es: "Spanish" } as const;
const say = (line: string) => void process.stdout.write(`${line}\n`);

async function play(name: string, browser: Browser): Promise<void> {
  const [surfaceName = "", given = ""] = name.split("-");
  const language: Language = isLanguage(given) ? given : "en";
  const surface = await SURFACES[surfaceName as keyof typeof SURFACES]();
  const startedMs = Date.now();
  const product = await startDemoProduct(language, surface.environment);
  try {
    const seat = await surface.open({ product, browser, language });
    const recorder = new Recorder({ seat, name, folder: FOLDER, say });
    const head = headOf(surface, language);
    try {
      await playStory({ product, recorder, browser, language, name });
    } finally {
      await recorder.finish(head);
    }
    say(`${name}: ${Math.round((Date.now() - startedMs) / 1_000)} s`);
  } finally {
    await product.running.close();
    await surface.close();
  }
}

function headOf({ title }: Surface, language: Language): string {
  return [
    `# A session on ${title}, in ${LANGUAGES[language]}`,
    `Written by \`npm run sessions\` on ${new Date().toISOString().slice(0, 10)}, never by hand: the product began with an empty data folder, its built-in stand-ins and emulators, and one operator who only typed and pressed what is shown here. Times are UTC. Pictures are the built-in provider's storyboard cards, payments are play money.`,
  ].join("\n\n");
}

/** Pictures that no session shows any more. */
async function removeForgottenPictures(): Promise<void> {
  const images = path.join(FOLDER, "images");
  const pages = await Promise.all(NAMES.map((name) => readFile(path.join(FOLDER, `${name}.md`), "utf8")));
  const all = pages.join("\n");
  for (const file of await readdir(images)) {
    if (!all.includes(`images/${file}`)) await rm(path.join(images, file));
  }
}

const asked = process.argv.slice(2).filter((name) => !name.startsWith("-"));
const unknown = asked.filter((name) => !NAMES.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no session ${unknown.join(", ")}; there are ${NAMES.join(", ")}.\n`);
  process.exit(2);
}
await mkdir(FOLDER, { recursive: true });
const browser = await launchBrowser();
let failed = 0;
for (const name of asked.length > 0 ? asked : NAMES) {
  try {
    await play(name, browser);
  } catch (thrown) {
    failed += 1;
    process.stderr.write(`${name}: ${thrown instanceof Error ? thrown.stack : String(thrown)}\n`);
  }
}
await browser.close();
if (asked.length === 0 && failed === 0) await removeForgottenPictures();
process.exit(failed === 0 ? 0 : 1);
