// The product of the demo: the real one in a scratch folder, with nothing of the environment, so that it reaches nothing outside.
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Actor } from "../../agents/commands/context.ts";
import { fromText } from "../../agents/commands/from-text.ts";
import { actorOf } from "../../agents/commands/session/actor-of.ts";
import { type Clock, systemClock } from "../../agents/kernel/clock.ts";
import { readConfig } from "../../agents/kernel/config.ts";
import { createLogger } from "../../agents/kernel/log.ts";
import type { Language } from "../../agents/texts/texts.ts";
import { texts } from "../../agents/texts/texts.ts";
import { type Running, start } from "../../bot/compose/start.ts";
import type { InstagramControl } from "../../bot/platforms/instagram/emulator/control.ts";

export interface DemoProduct {
  readonly running: Running;
  readonly dataDir: string;
  readonly language: Language;
  readonly prisma: Running["app"]["context"]["database"]["prisma"];
  readonly instagram: InstagramControl;
  /** A line as an operator types it, with the yes to its run card; its output. @throws Error with the card's own words */
  type<Output>(line: string): Promise<Output>;
}

const LOOK_INTERVAL_MS = 120;
const LONGEST_WAIT_MS = 25_000;

/** @param environment over the demo's own, such as an emulated Telegram */
export async function startDemoProduct(
  language: Language,
  environment: Readonly<Record<string, string>> = {},
  clock: Clock = systemClock,
): Promise<DemoProduct> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "vixenbliss-demo-"));
  const template = await builtTemplate();
  const running = await start({
    config: readConfig({ PORT: "0", DATA_DIR: dataDir, ROLES: "web,worker", ...environment }),
    log: createLogger("error", process.stderr),
    clock,
    ...(template ? { databaseTemplate: template } : {}),
  });
  const { app, owner, opened } = running;
  const { prisma } = app.context.database;
  const instagram = opened.platforms.instagramEmulator?.control;
  if (!instagram) throw new Error("Instagram is not emulated");
  const operator = await prisma.operator.findUniqueOrThrow({ where: { id: owner.operatorId } });
  const actor: Actor = { ...actorOf(operator, "cli"), language };
  return { running, dataDir, language, prisma, instagram, type: (line) => typeLine(running, actor, line) };
}

/** The build's ready-made database saves seconds; without a build the demo makes its own. */
async function builtTemplate(): Promise<Uint8Array | undefined> {
  try {
    return await readFile(new URL("../../dist/database-template.tar.gz", import.meta.url));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

async function typeLine<Output>({ app }: Running, actor: Actor, line: string): Promise<Output> {
  const { command, input } = fromText(line, app.registry, actor.language);
  let result = await app.execute({ command: command.name, input, actor });
  const waited = result.state === "waiting";
  if (result.state === "waiting")
    result = await app.execute({ command: "run.approve", input: { id: result.runCardId }, actor });
  if (result.state !== "done") throw new Error([result.card.title, result.card.text ?? ""].join(" ").trim());
  return (waited ? (result.output as { result: unknown }).result : result.output) as Output;
}

/** Looks until there is something. @throws Error when it takes too long */
export async function until<Found>(
  product: Pick<DemoProduct, "language">,
  look: () => Promise<Found | null>,
): Promise<Found> {
  for (let waitedMs = 0; waitedMs < LONGEST_WAIT_MS; waitedMs += LOOK_INTERVAL_MS) {
    const found = await look();
    if (found !== null) return found;
    await delay(LOOK_INTERVAL_MS);
  }
  throw new Error(texts(product.language).demo.tooLong(LONGEST_WAIT_MS / 1_000));
}
