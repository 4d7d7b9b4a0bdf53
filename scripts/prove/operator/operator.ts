// The operator proof: labelled requests in English and Spanish, by the rules, through a scripted model, and, where
// OPENAI_BASE_URL or OPENAI_API_KEY is set, by that model.
import { MOST_STEPS } from "../../../agents/commands/agent/agent-plan.ts";
import { allCommands } from "../../../agents/commands/all-commands.ts";
import type { AppContext, CommandContext } from "../../../agents/commands/context.ts";
import { seedPriceBook } from "../../../agents/commands/money/seed-price-book.ts";
import { createTestContext } from "../../../agents/commands/testing/test-context.ts";
import { interpretByModel } from "../../../agents/graphs/operator/graph.ts";
import type { Interpretation } from "../../../agents/graphs/operator/interpretation.ts";
import { interpretByRules } from "../../../agents/graphs/operator/rules/interpret.ts";
import { toolName } from "../../../agents/graphs/operator/tools.ts";
import { readConfig } from "../../../agents/kernel/config.ts";
import { createOpenAiCompatibleModel } from "../../../agents/models/openai-compatible.ts";
import { openModels } from "../../../bot/compose/models.ts";
import { startOpenAiEmulator } from "../../../jobs/providers/openai-emulator/openai-emulator.ts";
import type { Proof } from "../proof.ts";
import { proofDatabase } from "../proof-database.ts";
import { expectedSteps, type LabelledRequest, meets, notation, REQUESTS, WORLD } from "./request.ts";

/** Shares of requests that must come out as labelled; a model sees them for the first time, the rules do not. */
const RULES_MUST = 0.97;
const MODEL_MUST = 0.8;

const COMMANDS = allCommands();

export const operator: Proof = {
  name: "operator",
  summary: "requests in plain words: the rules, a scripted model, and the configured one where there is one",
  run: async ({ backend, say }) => {
    const database = await proofDatabase(backend);
    const test = await createTestContext({ database });
    try {
      await seedPriceBook(test.context);
      await furnish(test.run);
      const context = { ...test.as("owner"), clock: { now: () => WORLD.now } };
      const rules = score(REQUESTS, (text) => interpretByRules(text, WORLD));
      say(`rules: ${rules.right} of ${REQUESTS.length}`);
      const scripted = await byScript(context);
      say(`scripted model: ${scripted.right} of ${scripted.asked}`);
      const model = await byConfiguredModel(context, say);
      return {
        figures: {
          requests: REQUESTS.length,
          rules_right: rules.right,
          scripted_asked: scripted.asked,
          scripted_right: scripted.right,
          ...(model ? { model_asked: model.asked, model_right: model.right } : {}),
        },
        failures: [
          ...(REQUESTS.length < 120 ? ["There are fewer than 120 requests."] : []),
          ...(rules.right / REQUESTS.length < RULES_MUST ? rules.wrong : []),
          ...scripted.wrong,
          ...(model && model.right / model.asked < MODEL_MUST ? model.wrong : []),
        ],
      };
    } finally {
      await test.close();
      await database.close();
    }
  },
};

type Run = Awaited<ReturnType<typeof createTestContext>>["run"];

/** Luna and Mara, and pieces and batches for the ids requests name. */
async function furnish(run: Run): Promise<void> {
  const { list } = COMMANDS;
  for (const [name, brief] of [
    ["Luna", "fitness and sea in Lisbon, warm"],
    ["Mara", "ceramics in Porto, calm"],
  ]) {
    await run(list, "avatar.create", { name, brief });
  }
  for (let made = 0; made < 2; made += 1) {
    const asked = await run(list, "batch.create", { avatar: "luna", count: 6 });
    if (asked.state !== "waiting") throw new Error("the batch asked for no yes");
    await run(list, "run.approve", { id: asked.runCardId });
  }
}

interface Score {
  readonly asked: number;
  readonly right: number;
  readonly wrong: readonly string[];
}

function score(requests: readonly LabelledRequest[], interpret: (text: string) => Interpretation): Score {
  const judged = requests.map((request) => judge(request, interpret(request.text)));
  return summed(judged);
}

const judge = (request: LabelledRequest, found: Interpretation): string | null =>
  meets(request.expected, found)
    ? null
    : `${request.group}: “${request.text}” became ${notation(found)} instead of ${request.expected}`;

function summed(judged: readonly (string | null)[]): Score {
  const wrong = judged.filter((each) => each !== null);
  return { asked: judged.length, right: judged.length - wrong.length, wrong };
}

const withPlan = () =>
  REQUESTS.filter(({ expected }) => {
    const steps = expectedSteps(expected);
    return steps.length > 0 && steps.length <= MOST_STEPS && changesOnly(expected);
  });

/** What only looks is carried out on the way and is no part of the plan. */
function changesOnly(expected: string): boolean {
  return expectedSteps(expected).every(({ command }) => COMMANDS.find(command)?.effect !== "read");
}

/** The plumbing: a model that first calls a tool there is not, then what is expected, then speaks. */
async function byScript(context: CommandContext): Promise<Score> {
  const server = await startOpenAiEmulator();
  const registry = COMMANDS;
  const { baseUrl, apiKey } = server;
  const chat = createOpenAiCompatibleModel({ baseUrl, apiKey, model: "gpt-6-luna", provider: "openai-compatible" });
  const judged: (string | null)[] = [];
  try {
    for (const request of withPlan()) {
      const calls = [
        { name: "no_such_tool", arguments: {} },
        ...expectedSteps(request.expected).map(({ command, input }) => ({ name: toolName(command), arguments: input })),
      ];
      let turn = 0;
      server.answerWith(() => {
        const call = calls[turn];
        turn += 1;
        return call ? { toolCalls: [call] } : { text: "Noted." };
      });
      const asked = { text: request.text, world: WORLD, preferences: [] };
      judged.push(judge(request, await interpretByModel({ ...context, chat }, registry, asked)));
    }
  } finally {
    await server.close();
  }
  return summed(judged);
}

/** null: no model is configured. Asks count as right whatever is asked for. */
async function byConfiguredModel(context: CommandContext, say: (line: string) => void): Promise<Score | null> {
  const { chat }: Pick<AppContext, "chat"> = await openModels(readConfig(process.env));
  if (chat.info.offline) return null;
  const registry = COMMANDS;
  const judged: (string | null)[] = [];
  for (const request of REQUESTS.filter(({ expected }) => isForModel(expected))) {
    const asked = { text: request.text, world: WORLD, preferences: [] };
    const found = await interpretByModel({ ...context, chat }, registry, asked);
    const isAsked = request.expected.startsWith("ask") && (found.kind === "ask" || found.kind === "said");
    judged.push(isAsked ? null : judge(request, found));
    say(`${judged.length}: ${judged.at(-1) ?? "right"}`);
  }
  return summed(judged);
}

/** Refusals, undo and preferences are read by rules before any model. */
const isForModel = (expected: string) =>
  expected.startsWith("ask") || (expectedSteps(expected).length > 0 && changesOnly(expected));
