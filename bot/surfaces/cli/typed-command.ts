// Commands as a person types them: from the shell's words to a line, and from a button back to a line.
import type { Registry } from "../../../agents/commands/registry.ts";
import type { CardButton } from "../../../agents/commands/view.ts";

const quote = (word: string) => `"${word.replace(/[\\"]/g, "\\$&")}"`;

/** The shell has split already, so every word is quoted to survive being split again. */
export function lineOfWords(words: readonly string[]): string {
  return words.map((word) => (/^[\w.@/-]+$/u.test(word) ? word : quote(word))).join(" ");
}

/** undefined when the button's input cannot be typed. */
export function lineOfButton(button: CardButton, registry: Registry): string | undefined {
  const command = registry.find(button.command);
  if (!command) return undefined;
  const positional = new Set(command.positional ?? []);
  const inOrder = [...positional, ...Object.keys(button.input).filter((field) => !positional.has(field))];
  const words = [button.command.replace(".", " ")];
  for (const field of inOrder) {
    const value = button.input[field];
    if (value === undefined) continue;
    const typed = typedValue(value);
    if (typed === undefined) return undefined;
    const isFirst = command.positional?.[words.length - 1] === field;
    words.push(isFirst ? typed : `--${field} ${typed}`);
  }
  if (button.ask) words.push(`--${button.ask.field} "…"`);
  return words.join(" ");
}

function typedValue(value: unknown): string | undefined {
  if (Array.isArray(value))
    return value.every((part) => typeof part === "string") ? typedValue(value.join(",")) : undefined;
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
  const text = String(value);
  return /^[\p{L}\p{N}_.,@/:-]+$/u.test(text) ? text : quote(text);
}
