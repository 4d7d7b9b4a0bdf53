// A card's button as it is stored: the command, its input and what is asked for first.
import { z } from "zod";

export const StoredButton = z.object({
  label: z.string(),
  command: z.string(),
  input: z.record(z.string(), z.unknown()),
  /** `value`: what stands there already. */
  ask: z.object({ field: z.string(), label: z.string(), value: z.string().optional() }).optional(),
  /** Of a guided conversation: the fields asked for so far; `stop` ends it. */
  guide: z.object({ asked: z.array(z.string()), stop: z.boolean().optional() }).optional(),
});

export type StoredButtonValue = z.output<typeof StoredButton>;
