// The files of the documentation that are made, not written.
import { commandPage } from "./command-reference.ts";
import { envExample, environmentPage } from "./environment-reference.ts";

export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly make: () => string;
}

export const GENERATED_FILES: readonly GeneratedFile[] = [
  { path: "docs/reference/commands.md", make: commandPage },
  { path: "docs/reference/environment.md", make: environmentPage },
  { path: ".env.example", make: envExample },
];
