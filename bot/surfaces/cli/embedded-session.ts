// Commands in this process, with workers that finish what was started.
import { access } from "node:fs/promises";
import path from "node:path";
import type { App } from "../../../agents/commands/app.ts";
import type { Actor } from "../../../agents/commands/context.ts";
import { mediaLink } from "../../../agents/commands/media/media-link.ts";
import type { Language } from "../../../agents/texts/texts.ts";
import type { CliSession } from "./cli-session.ts";

/** What the composition root opens for the command line. */
export interface EmbeddedApp {
  readonly app: App;
  readonly owner: Actor;
  /** Folder of the built-in file store; undefined when another store is used. */
  readonly mediaDir?: string;
  /** Settles when no job is waiting or running. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export function embeddedSession(opened: EmbeddedApp, language?: Language): CliSession {
  const { app, owner, mediaDir } = opened;
  const actor: Actor = { ...owner, surface: "cli", language: language ?? owner.language };
  return {
    execute: (command, input) => app.execute({ command, input, actor }),
    locate: async (key) => (await storedFile(mediaDir, key)) ?? (await mediaLink(app.context, key)),
    settle: () => opened.settle(),
    close: () => opened.close(),
  };
}

/** The path of a stored file, where files are kept on this machine. */
export async function storedFile(mediaDir: string | undefined, key: string): Promise<string | null> {
  if (mediaDir === undefined) return null;
  const file = path.join(mediaDir, ...key.split("/"));
  return await access(file).then(
    () => file,
    () => null,
  );
}
