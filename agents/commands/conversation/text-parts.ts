// A text as the messages it takes on a platform: rows of their own, so that each is sent once.
import { splitText } from "../../domain/fans/split-text.ts";
import type { AppContext } from "../context.ts";

export function textParts(context: Pick<AppContext, "ports">, platform: string, text: string): readonly string[] {
  const info = context.ports.channels[platform]?.info;
  return info ? splitText(text, info) : [text];
}
