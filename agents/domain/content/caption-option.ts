// One of the captions a piece may get, and the list of them as a piece keeps it.
import { z } from "zod";

export interface CaptionOption {
  /** ISO 639-1; what it is really written in, not what was asked for. */
  readonly language: string;
  readonly style: string;
  readonly text: string;
}

/** @param language of those that were kept before each named its own */
export function readCaptionOptions(stored: unknown, language: string): CaptionOption[] {
  const options = z.array(
    z.object({ language: z.string().default(language), style: z.string().default(""), text: z.string() }),
  );
  return options.safeParse(stored).data ?? [];
}
