// Qué hace cada comando y qué significan sus argumentos.
import type { CommandText } from "../en/commands.ts";

export const commands: Readonly<Record<string, CommandText>> = {};
