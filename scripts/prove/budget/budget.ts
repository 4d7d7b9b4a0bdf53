// The budget proof: calls in parallel that together cost more than the day allows, a thousand times; never is more reserved or spent.
import { releaseCost, reserveCost, settleCost } from "../../../agents/commands/money/budget.ts";
import { createTestContext } from "../../../agents/commands/testing/test-context.ts";
import { DAY_MS } from "../../../agents/kernel/clock.ts";
import { toAppError } from "../../../agents/kernel/errors.ts";
import { type Random, seededRandom } from "../../../agents/kernel/random.ts";
import type { Proof, ProofReport } from "../proof.ts";
import { proofDatabase } from "../proof-database.ts";

const TRIES = 1_000;
const IN_PARALLEL = 20;
const LIMIT_USD = 1;
/** Each call costs up to this share of the limit. */
const DEAREST = 0.2;

interface Try {
  readonly granted: number;
  readonly refused: number;
  /** What the day's row says was used, and what the entries of the day sum up to. */
  readonly usedUsd: number;
  readonly ledgerUsd: number;
  readonly others: readonly string[];
}

export const budget: Proof = {
  name: "budget",
  summary: "parallel calls that cost more than is left, a thousand times: never overspent, never lost",
  run: async ({ seed, backend, say }) => {
    const random = seededRandom(seed);
    const database = await proofDatabase(backend);
    const setting = await createTestContext({ database, environment: { DAILY_BUDGET_USD: String(LIMIT_USD) } });
    const { prisma } = database;
    await prisma.priceBookEntry.create({
      data: {
        id: "prc_p",
        provider: "p",
        model: "m",
        unit: "cent",
        usd: "0.01",
        effectiveAt: new Date(0),
        source: "p",
      },
    });
    const tries: Try[] = [];
    try {
      for (let number = 0; number < TRIES; number += 1) {
        if (number % 100 === 0) say(`${number} of ${TRIES}`);
        setting.clock.advance(DAY_MS);
        tries.push(await oneTry(setting, `try${number}`, random));
      }
    } finally {
      await setting.close();
      await database.close();
    }
    return judge(tries);
  },
};

async function oneTry(
  { context, clock }: Awaited<ReturnType<typeof createTestContext>>,
  name: string,
  random: Random,
): Promise<Try> {
  const calls = Array.from({ length: IN_PARALLEL }, (_, index) => ({
    attemptKey: `${name}:${index}`,
    cents: 1 + Math.floor(random() * LIMIT_USD * DEAREST * 100),
    /** Some cost less than reserved, some never happen. */
    end: random() < 0.3 ? "released" : "settled",
  }));
  const others: string[] = [];
  let granted = 0;
  let refused = 0;
  await Promise.all(
    calls.map(async ({ attemptKey, cents, end }) => {
      try {
        await reserveCost(context, { attemptKey, provider: "p", model: "m", units: { cent: cents } });
        granted += 1;
        if (end === "released") await releaseCost(context, attemptKey);
        else await settleCost(context, attemptKey, { cent: Math.max(1, cents - 1) });
      } catch (thrown) {
        const { code } = toAppError(thrown);
        if (code === "budget_reached") refused += 1;
        else others.push(code);
      }
    }),
  );
  const day = clock.now().toISOString().slice(0, 10);
  const { prisma } = context.database;
  const row = await prisma.budget.findFirst({ where: { scope: "day", periodKey: day } });
  const entries = await prisma.costEntry.findMany({ where: { attemptKey: { startsWith: `${name}:` } } });
  const ledgerUsd = entries.reduce(
    (sum, entry) => sum + Number(entry.state === "reserved" ? entry.reservedUsd : entry.amountUsd),
    0,
  );
  return { granted, refused, usedUsd: Number(row?.usedUsd ?? 0), ledgerUsd, others };
}

/** By the figures alone. */
function judge(tries: readonly Try[]): ProofReport {
  const failures = tries.flatMap(({ usedUsd, ledgerUsd, others }, index) => [
    ...(usedUsd > LIMIT_USD + 1e-9 ? [`try ${index}: ${usedUsd} USD were used of ${LIMIT_USD}`] : []),
    ...(Math.abs(usedUsd - ledgerUsd) > 1e-6 ? [`try ${index}: the day says ${usedUsd}, the ledger ${ledgerUsd}`] : []),
    ...others.map((code) => `try ${index}: a call failed by ${code}`),
  ]);
  const sum = (of: (one: Try) => number) => tries.reduce((total, one) => total + of(one), 0);
  return {
    figures: {
      tries: tries.length,
      calls: tries.length * IN_PARALLEL,
      granted: sum(({ granted }) => granted),
      refused: sum(({ refused }) => refused),
      highestUsd: Math.max(...tries.map(({ usedUsd }) => usedUsd)),
    },
    failures:
      sum(({ refused }) => refused) === 0 ? [...failures, "no call was ever refused: nothing was tried"] : failures,
  };
}
