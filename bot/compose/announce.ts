// What a person reads after the start, and what the command line on this machine needs to find the server.
import { actorOf } from "../../agents/commands/session/actor-of.ts";
import type { Config } from "../../agents/kernel/config.ts";
import { PLATFORMS } from "../platforms/catalog.ts";
import { announceServer } from "../surfaces/cli/announce-server.ts";
import type { Running } from "./start.ts";

/** @returns what to call when the process stops */
export async function announce(
  running: Running,
  config: Config,
  write: (line: string) => void,
): Promise<() => Promise<void>> {
  const { app, url, owner, opened } = running;
  const { context } = app;
  if (!config.ROLES.includes("web")) {
    write(`VixenBliss ${context.installation.version} · ${config.ROLES.join(", ")} · health on ${url}/healthz`);
    return async () => undefined;
  }
  write(`VixenBliss ${context.installation.version} is ready: ${url}`);
  if (owner.loginLinkSecret) write(`Log in once with: ${url}/login/link/${owner.loginLinkSecret}`);
  else write(`Log in as ${config.OWNER_EMAIL}`);
  const offline = [
    ...(context.chat.info.offline ? ["chat model"] : []),
    ...(context.ports.images.every((generator) => generator.info.offline) ? ["pictures (storyboard previews)"] : []),
    ...PLATFORMS.filter(({ id }) => context.installation.emulated.has(id)).map(({ name }) => `${name} (emulated)`),
    ...(context.ports.checkout?.info.sandbox ? ["payments (play money)"] : []),
  ];
  if (offline.length > 0) write(`Offline or simulated: ${offline.join(", ")}. “system status” explains.`);
  if (context.database.embedded)
    write("Embedded database: survives a killed process, not a power cut. Set DATABASE_URL for production.");
  const operator = await context.database.prisma.operator.findUniqueOrThrow({ where: { id: owner.operatorId } });
  return await announceServer({
    app,
    owner: actorOf(operator, "cli"),
    dataDir: opened.dataDir,
    url: new URL(url).origin,
    pid: process.pid,
  });
}
