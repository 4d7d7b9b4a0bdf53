// What could come next on a half-typed line: commands first, then the arguments not given yet.
import { type Language, texts } from "../texts/texts.ts";
import type { Registry } from "./registry.ts";

export interface Completion {
  /** The whole line if this is taken. */
  readonly line: string;
  readonly label: string;
  readonly hint: string;
}

const MOST = 8;

export function complete(line: string, registry: Registry, language: Language): readonly Completion[] {
  const text = line.trimStart().replace(/^\//, "").toLowerCase();
  const table = texts(language).commands;
  const spoken = registry.list.map((command) => ({ command, name: command.name.replace(".", " ") }));
  const exact = spoken.find(({ name }) => text === name || text.startsWith(`${name} `));
  if (!exact) {
    const starts = spoken.filter(({ name }) => name.startsWith(text));
    const inside = spoken.filter(({ name }) => !name.startsWith(text) && text.length > 1 && name.includes(text));
    return [...starts, ...inside].slice(0, MOST).map(({ command, name }) => ({
      line: `${name} `,
      label: name,
      hint: table[command.name]?.summary ?? "",
    }));
  }
  const { command } = exact;
  return Object.keys(command.input.shape)
    .filter((field) => !line.includes(`--${field}`))
    .slice(0, MOST)
    .map((field) => ({
      line: `${line.trimEnd()} --${field} `,
      label: `--${field}`,
      hint: table[command.name]?.arguments[field] ?? "",
    }));
}
