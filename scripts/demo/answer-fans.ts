// Three fans write twice each: one asks for a pack, one asks for a real person, one says to be under age.
import { setTimeout as delay } from "node:timers/promises";
import { texts } from "../../agents/texts/texts.ts";
import type { Claims } from "./claims.ts";
import { type DemoProduct, until } from "./demo-product.ts";
import type { Progress, Stage } from "./stage.ts";

export const BUYER_ID = "7000000000000001";
const CURIOUS_ID = "7000000000000002";
const MINOR_ID = "7000000000000003";
/** Disclosure and an answer each; then an answer with an offer, and an answer. */
const FIRST_ROUND = 6;
const BOTH_ROUNDS = 9;
/** Between two fans, as if three people wrote. */
const APART_MS = 150;

export async function answerFans(product: DemoProduct, stage: Stage, claims: Claims): Promise<void> {
  const words = texts(product.language).demo;
  await stage.step(words.steps.fans, async (progress) => {
    await writeRound(product, "first");
    await received(product, FIRST_ROUND, progress);
    await writeRound(product, "second");
    await received(product, BOTH_ROUNDS, progress);
    await until(product, () => product.prisma.outboundMessage.findFirst({ where: { state: "blocked" } }));
    await checkAnswers(product, claims);
    return { note: words.notes.answered(3, BOTH_ROUNDS), result: undefined };
  });
}

async function writeRound(product: DemoProduct, round: "first" | "second"): Promise<void> {
  const { buyer, curious, minor } = texts(product.language).demo.fans;
  for (const [fanId, fan] of [
    [BUYER_ID, buyer],
    [CURIOUS_ID, curious],
    [MINOR_ID, minor],
  ] as const) {
    product.instagram.fanWrites(fanId, fan[round], { name: fan.name });
    await delay(APART_MS);
  }
}

function textsTo(product: DemoProduct, fanId: string): string[] {
  const { messages } = product.instagram.thread(fanId);
  return messages.filter((message) => message.from === "account").map((message) => message.text);
}

async function received(product: DemoProduct, wanted: number, progress: Progress): Promise<void> {
  const words = texts(product.language).demo;
  await until(product, async () => {
    const count = [BUYER_ID, CURIOUS_ID, MINOR_ID].flatMap((fanId) => textsTo(product, fanId)).length;
    progress(count, BOTH_ROUNDS, words.progress.answers(count, BOTH_ROUNDS));
    return count >= wanted ? count : null;
  });
}

async function checkAnswers(product: DemoProduct, claims: Claims): Promise<void> {
  const words = texts(product.language).fans;
  const [buyer, curious, minor] = [BUYER_ID, CURIOUS_ID, MINOR_ID].map((fanId) => textsTo(product, fanId));
  for (const thread of [buyer, curious, minor]) claims.check("disclosed", thread?.[0] === words.disclosure("Luna"));
  claims.check("answered", buyer?.length === 4 && curious?.length === 3);
  claims.check("honest", words.botTruth("Luna").includes(curious?.[2] ?? ""));
  claims.check("locked", minor?.length === 2 && minor[1] === words.minor);
  const offers = await product.prisma.offer.findMany({ where: { shownAt: { not: null } } });
  const [offer] = offers;
  claims.check("price", offers.length === 1 && (buyer?.[3] ?? "").includes(`$${offer?.priceUsd}`));
}
