// What an account's posts are like where the platform lets a creator choose, as it is kept with the account.
import { z } from "zod";
import type { PostChoices } from "../../ports/publisher.ts";

const Stored = z.object({
  /** In the platform's own word. */
  privacy: z.string().exactOptional(),
  allowComments: z.boolean().exactOptional(),
  allowReuse: z.boolean().exactOptional(),
  asDraft: z.boolean().exactOptional(),
});

/** undefined: nothing was chosen, and the platform's most careful choice holds. */
export function readPostChoices(stored: unknown): PostChoices | undefined {
  return Stored.safeParse(stored).data;
}
