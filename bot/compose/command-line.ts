// Wires the command line: the registry for help and parsing, and an embedded product for when no server runs.
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { allCommands } from "../../agents/commands/all-commands.ts";
import { actorOf } from "../../agents/commands/session/actor-of.ts";
import { systemRestore } from "../../agents/commands/system/system-restore.ts";
import { type Config, readConfig } from "../../agents/kernel/config.ts";
import { toAppError } from "../../agents/kernel/errors.ts";
import { createLogger } from "../../agents/kernel/log.ts";
import type { EmbeddedApp } from "../surfaces/cli/embedded-session.ts";
import { runProcess } from "../surfaces/cli/run-process.ts";
import { restoreCommand } from "./restore.ts";
import type { Running } from "./start.ts";
import { VERSION } from "./version.ts";

const SETTLE_CHECK_MS = 150;

export async function runCommandLine(environment: Readonly<Record<string, string | undefined>>): Promise<void> {
  try {
    const config = readConfig(environment);
    const mediaDir = config.S3_ENDPOINT ? undefined : path.resolve(config.DATA_DIR, "media");
    await runProcess(
      {
        registry: allCommands(),
        version: VERSION,
        dataDir: path.resolve(config.DATA_DIR),
        ...(mediaDir ? { mediaDir } : {}),
        alone: { [systemRestore.name]: restoreCommand(config) },
        openEmbedded: async () => {
          // Standard output belongs to the answer.
          // A second that who speaks with a running server need not wait.
          const { start } = await import("./start.ts");
          const own: Config = { ...config, PORT: 0, ROLES: ["web", "worker"] };
          return await embed(await start({ config: own, log: createLogger("error", process.stderr) }), mediaDir);
        },
      },
      environment,
    );
  } catch (thrown) {
    const error = toAppError(thrown);
    process.stderr.write(`${error.message}${error.remedy ? ` ${error.remedy}` : ""}\n`);
    process.exitCode = 1;
  }
}

async function embed(running: Running, mediaDir: string | undefined): Promise<EmbeddedApp> {
  const { app, owner } = running;
  const operator = await app.context.database.prisma.operator.findUniqueOrThrow({ where: { id: owner.operatorId } });
  return {
    app,
    owner: actorOf(operator, "cli"),
    ...(mediaDir ? { mediaDir } : {}),
    settle: () => settle(running),
    close: () => running.close(),
  };
}

/** Until no outbox row waits and no job runs. */
async function settle({ app }: Running): Promise<void> {
  for (;;) {
    const waiting = await app.context.database.prisma.outbox.count({
      where: { doneAt: null, failedAt: null, availableAt: { lte: app.context.clock.now() } },
    });
    if (waiting === 0) return;
    await delay(SETTLE_CHECK_MS);
  }
}
