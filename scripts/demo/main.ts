// `npm run demo [-- --lang es]`: plays the whole business offline, says what it did, and fails if any of it did not hold.
import { toAppError } from "../../agents/kernel/errors.ts";
import { isLanguage, type Language, texts } from "../../agents/texts/texts.ts";
import { answerFans } from "./answer-fans.ts";
import { createClaims } from "./claims.ts";
import { type DemoProduct, startDemoProduct } from "./demo-product.ts";
import { makeContent } from "./make-content.ts";
import { sellPack } from "./sell-pack.ts";
import { createStage, type Output, type Stage } from "./stage.ts";
import { summary } from "./summary.ts";

const STEPS = 7;

function chosenLanguage(): Language {
  const given = process.argv[process.argv.indexOf("--lang") + 1] ?? "";
  return isLanguage(given) ? given : "en";
}

async function play(language: Language, output: Output): Promise<boolean> {
  const words = texts(language).demo;
  const startedMs = output.nowMs();
  const claims = createClaims();
  output.write(`${words.title}\n${words.intro}\n\n`);
  let current = "";
  const plain = createStage(output, STEPS);
  const stage: Stage = {
    step: (title, work) => {
      current = title;
      return plain.step(title, work);
    },
  };
  let product: DemoProduct | undefined;
  try {
    product = await stage.step(words.steps.start, async () => {
      const result = await startDemoProduct(language);
      return { note: words.notes.started, result };
    });
    await makeContent(product, stage, claims);
    await answerFans(product, stage, claims);
    const sale = await sellPack(product, stage, claims);
    const { isTerminal } = output;
    output.write(await summary(product, { sale, claims, tookMs: output.nowMs() - startedMs, isTerminal }));
  } catch (thrown) {
    output.write(`\n✖ ${words.failed(current, toAppError(thrown).message)}\n`);
    if (thrown instanceof Error) process.stderr.write(`${thrown.stack ?? ""}\n`);
    return false;
  } finally {
    await product?.running.close();
  }
  const broken = [...claims.checked].filter(([, holds]) => !holds).map(([claim]) => words.claims[claim]);
  for (const claim of broken) output.write(`✖ ${words.broken(claim)}\n`);
  if (broken.length === 0) output.write(`✔ ${words.allHeld(claims.checked.size)}\n`);
  return broken.length === 0;
}

const held = await play(chosenLanguage(), {
  write: (text) => void process.stdout.write(text),
  isTerminal: Boolean(process.stdout.isTTY),
  nowMs: () => performance.now(),
});
process.exit(held ? 0 : 1);
