// The server's side: leaves its address and a token of the owner for the command line, and takes the address back.
import type { App } from "../../../agents/commands/app.ts";
import type { Actor } from "../../../agents/commands/context.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { resolveToken } from "../../../agents/commands/session/resolve-token.ts";
import { tokenCreate } from "../../../agents/commands/session/token-create.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { readStoredToken, removeServerFile, writeServerFile } from "./server-file.ts";

export interface AnnounceOptions {
  readonly app: App;
  /** In whose name the command line acts. */
  readonly owner: Actor;
  readonly dataDir: string;
  /** An address of this machine, also when the server listens on all of them. */
  readonly url: string;
  readonly pid: number;
}

const TOKEN_NAME = "command line";

/** Call once the server listens. @returns what to call when it stops */
export async function announceServer(options: AnnounceOptions): Promise<() => Promise<void>> {
  const { dataDir, url, pid } = options;
  const token = (await workingToken(options)) ?? (await makeToken(options));
  await writeServerFile(dataDir, { url, pid, token });
  return () => removeServerFile(dataDir, pid);
}

async function workingToken({ app, owner, dataDir }: AnnounceOptions): Promise<string | null> {
  const token = await readStoredToken(dataDir);
  if (token === null) return null;
  const actor = await callInternal(app.context, resolveToken, { token, surface: "cli" });
  return actor?.id === owner.id ? token : null;
}

async function makeToken({ app, owner }: AnnounceOptions): Promise<string> {
  const input = { role: owner.role, name: TOKEN_NAME };
  const result = await app.execute({ command: tokenCreate.name, input, actor: owner });
  if (result.state === "failed") throw new AppError("internal", result.problem.message);
  const made = result.state === "done" ? result.output : null;
  if (made === null || typeof made !== "object" || !("token" in made))
    throw new AppError("internal", "no token was made");
  return String(made.token);
}
