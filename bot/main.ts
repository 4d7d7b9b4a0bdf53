// The process: reads the environment, starts what ROLES names, says where it is, drains on a signal.
import { existsSync } from "node:fs";
import { isLoopback, readConfig } from "../agents/kernel/config.ts";
import { toAppError } from "../agents/kernel/errors.ts";
import { createLogger } from "../agents/kernel/log.ts";
import { openConfiguredDatabase } from "./compose/open-database.ts";
import type { Running } from "./compose/start.ts";

/** Longest a drain may take before the process ends anyway. */
const DRAIN_LIMIT_MS = 45_000;

async function main(): Promise<void> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const roles = process.argv.find((argument) => argument.startsWith("--roles="))?.slice("--roles=".length);
  const config = readConfig({ ...process.env, ...(roles ? { ROLES: roles } : {}) });
  const log = createLogger(config.LOG_LEVEL);
  const onBroken = (error: unknown) => {
    log.error("the database stopped; ending the process", { error });
    process.exit(1);
  };
  const database = openConfiguredDatabase({ config, log, onBroken });
  // Should it fail before anybody waits for it.
  database.catch(() => undefined);
  // Meanwhile, not before: loading takes as long as the embedded database takes to boot in its thread.
  const [{ start }, { announce }] = await Promise.all([import("./compose/start.ts"), import("./compose/announce.ts")]);
  const running = await start({ config, log, onBroken, database });
  const withdraw = await announce(running, config, (line) => process.stdout.write(`${line}\n`));
  drainOnSignal(running, withdraw, isLoopback(config));
}

function drainOnSignal(running: Running, withdraw: () => Promise<void>, interactive: boolean): void {
  let draining = false;
  const drain = (signal: NodeJS.Signals) => {
    // A second Ctrl-C at a terminal means now.
    if (draining && interactive) process.exit(1);
    if (draining) return;
    draining = true;
    running.app.context.log.info("draining", { reason: signal });
    setTimeout(() => process.exit(1), DRAIN_LIMIT_MS).unref();
    withdraw()
      .then(() => running.close())
      .then(() => process.exit(0))
      .catch((error) => {
        running.app.context.log.error("drain failed", { error });
        process.exit(1);
      });
  };
  process.on("SIGINT", drain);
  process.on("SIGTERM", drain);
}

main().catch((thrown) => {
  const error = toAppError(thrown);
  process.stderr.write(`VixenBliss did not start: ${error.message}\n${error.remedy ? `${error.remedy}\n` : ""}`);
  if (error.code === "internal" && thrown instanceof Error) process.stderr.write(`${thrown.stack ?? ""}\n`);
  process.exit(1);
});
