// Whole turns over HTTP, every guard on: how many a second, what one costs, and how much it adds to a model's own time.
import type { Bench, Benchmark, Figure } from "./benchmark.ts";
import { figure } from "./benchmark.ts";
import { type Creator, startCreator } from "./creator.ts";
import { fanIds } from "./fans.ts";
import { type ModelServer, startModelServer } from "./model-server.ts";
import { percentile } from "./statistics.ts";
import { getToKnow, talk, talkAtRate } from "./talk.ts";

const CONVERSATIONS = 50;
/** With the steady part: under the 150 messages after which a fan gets a reminder to take a break. */
const WARM_UP_ROUNDS = 6;
const ROUNDS = 50;
/** A slow model's: each takes a second. */
const SLOW_ROUNDS = 10;
const STEADY_PER_SECOND = 5;
const STEADY_MESSAGES = 200;
const SLOW_MODEL_MS = 800;
/** The best comparable tool on such a machine. */
const COMPARABLE_PER_SECOND = 96;
const MOST_CPU_MS = 6;
const MOST_ADDED_MS = 20;

export const turns: Benchmark = {
  name: "turns",
  summary: `turns a second of ${CONVERSATIONS} conversations, CPU and tokens of each, with models of 0 and ${SLOW_MODEL_MS} ms`,
  run: async (bench) => [...(await builtIn(bench)), ...(await overHttp(bench))],
};

/** The product's own offline model takes no time: what is left is all ours. */
async function builtIn({ backend, progress }: Bench): Promise<readonly Figure[]> {
  const creator = await startCreator(backend);
  try {
    return await measure(creator, "built-in", 0, progress);
  } finally {
    await creator.close();
  }
}

async function overHttp({ backend, progress }: Bench): Promise<readonly Figure[]> {
  const model = await startModelServer();
  const creator = await startCreator(backend, { environment: model.environment });
  try {
    const quick = await measure(creator, "http 0 ms", 0, progress, model);
    model.thinkFor(SLOW_MODEL_MS);
    return [...quick, ...(await measure(creator, `http ${SLOW_MODEL_MS} ms`, SLOW_MODEL_MS, progress, model))];
  } finally {
    await creator.close();
    await model.close();
  }
}

async function measure(
  creator: Creator,
  name: string,
  modelMs: number,
  progress: Bench["progress"],
  model?: ModelServer,
): Promise<readonly Figure[]> {
  const fans = fanIds(CONVERSATIONS, modelMs);
  const rounds = modelMs === 0 ? ROUNDS : SLOW_ROUNDS;
  progress(`${name}: ${CONVERSATIONS} conversations begin`);
  await getToKnow(creator, fans);
  await talk(creator, fans, { rounds: modelMs === 0 ? WARM_UP_ROUNDS : 1 });
  progress(`${name}: each fan writes as soon as the answer is there`);
  const before = { cpuMs: await creator.product.cpuMs(), ...model?.calls() };
  const { answered, seconds } = await talk(creator, fans, { rounds });
  const after = { cpuMs: await creator.product.cpuMs(), ...model?.calls() };
  progress(`${name}: ${STEADY_PER_SECOND} messages a second`);
  const waits = await talkAtRate(creator, fans, STEADY_PER_SECOND, STEADY_MESSAGES);
  const cpuMs = (after.cpuMs - before.cpuMs) / answered;
  const ideal = modelMs === 0 ? COMPARABLE_PER_SECOND : (CONVERSATIONS * 1_000) / modelMs;
  const who = `${CONVERSATIONS} conversations, each fan writes as soon as the answer is on the platform`;
  return [
    figure(
      `turns-per-second ${name}`,
      "1/s",
      answered / seconds,
      ideal,
      `${who}; reference: ${modelMs === 0 ? "the best comparable tool" : "what the model's own time allows"}`,
    ),
    figure(`turn-cpu ${name}`, "ms", cpuMs, MOST_CPU_MS, "CPU of the product's process a turn; reference: the line"),
    figure(
      `turn-added-p95 ${name}`,
      "ms",
      percentile(waits, 0.95) - modelMs,
      MOST_ADDED_MS,
      `p95 of ${STEADY_MESSAGES} turns at ${STEADY_PER_SECOND} a second beyond the model's ${modelMs} ms; reference: the line`,
    ),
    ...(model ? spent(name, before, after, answered) : []),
  ];
}

type Spent = Partial<ReturnType<ModelServer["calls"]>>;

function spent(name: string, before: Spent, after: Spent, answered: number): readonly Figure[] {
  const each = (what: keyof ReturnType<ModelServer["calls"]>) => ((after[what] ?? 0) - (before[what] ?? 0)) / answered;
  return [
    figure(`turn-model-calls ${name}`, "1", each("chats"), 2, "chat calls a turn; reference: the most allowed"),
    figure(`turn-input-tokens ${name}`, "tokens", each("inputTokens"), 6_000, "a turn"),
    figure(`turn-output-tokens ${name}`, "tokens", each("outputTokens"), 300, "a turn"),
  ];
}
