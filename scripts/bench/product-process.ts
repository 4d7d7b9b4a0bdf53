// The product under test, in a process of its own: composed as bot/main does it, told over the channel what to do.
import type { Running } from "../../bot/compose/start.ts";
import { built } from "./built.ts";
import { fixedAnswerHandlers } from "./fixed-answer.ts";
import type { FromProduct, ProductQuestion, ProductSettings } from "./product-protocol.ts";

const { start } = await built<typeof import("../../bot/compose/start.ts")>("bot/compose/start.js");
const { readConfig } = await built<typeof import("../../agents/kernel/config.ts")>("agents/kernel/config.js");
const { createLogger } = await built<typeof import("../../agents/kernel/log.ts")>("agents/kernel/log.js");
const { actorOf } = await built<typeof import("../../agents/commands/session/actor-of.ts")>(
  "agents/commands/session/actor-of.js",
);

const LOOK_EVERY_MS = 5;
let peakBytes = 0;
let watching: NodeJS.Timeout | undefined;

const look = (): void => {
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
};

const tell = (message: FromProduct): void => void process.send?.(message);

async function ownerToken({ app, owner }: Running): Promise<string> {
  const operator = await app.context.database.prisma.operator.findUniqueOrThrow({ where: { id: owner.operatorId } });
  const actor = actorOf(operator, "cli");
  const made = await app.execute({ command: "token.create", input: { role: "owner" }, actor });
  if (made.state !== "done") throw new Error(made.card.title);
  return (made.output as { token: string }).token;
}

async function answer(running: Running, question: ProductQuestion): Promise<number> {
  switch (question.ask) {
    case "memory":
      globalThis.gc?.();
      return process.memoryUsage.rss() / 2 ** 20;
    case "watch":
      peakBytes = 0;
      watching = setInterval(look, LOOK_EVERY_MS);
      return 0;
    case "peak":
      clearInterval(watching);
      look();
      return peakBytes / 2 ** 20;
    case "cpu": {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1_000;
    }
    case "close":
      await running.close();
      return 0;
  }
}

const settings: ProductSettings = JSON.parse(process.argv[2] ?? "");
const config = readConfig(settings.environment);
const running = await start({
  config,
  log: createLogger(config.LOG_LEVEL, process.stderr),
  ...(settings.answers === "fixed" ? { handlers: await fixedAnswerHandlers() } : {}),
});
process.on("message", (question: ProductQuestion) => {
  answer(running, question).then(
    (value) => tell({ kind: "answer", value }),
    (error: unknown) => tell({ kind: "failed", message: String(error) }),
  );
});
// A benchmark that was stopped leaves no product behind.
process.on("disconnect", () => process.exit());
tell({ kind: "ready", url: running.url, token: await ownerToken(running) });
