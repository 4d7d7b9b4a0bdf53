// A typed line on any surface: a command where it is one, else a request to the agent.
import { AppError } from "../../kernel/errors.ts";
import type { Language } from "../../texts/texts.ts";
import { fromText, type ParsedLine } from "../from-text.ts";
import type { Registry } from "../registry.ts";
import type { AboutAvatar } from "../room/room-at.ts";

/** "help batch create", "status": what stands after these words and no more is a command. */
const SHORT = /^(?:help|ayuda|start|status)\b/i;
const SHORT_WORDS = 3;
/** A slash, or options, are typed by who means a command. */
const TYPED = /^\/|\s--\p{L}/u;

/** @throws AppError as `fromText`, for what is plainly a command gone wrong */
export function readLine(text: string, registry: Registry, language: Language, about?: AboutAvatar): ParsedLine {
  const agent = registry.find("agent.ask");
  const asRequest = agent && !TYPED.test(text) ? { command: agent, input: { text } } : null;
  const words = text.trim().split(/\s+/).length;
  if (asRequest && SHORT.test(text.trim()) && words > SHORT_WORDS) return asRequest;
  try {
    return fromText(text, registry, language, about);
  } catch (thrown) {
    if (asRequest && thrown instanceof AppError && thrown.code === "unknown_command") return asRequest;
    throw thrown;
  }
}
