// A link to one stored file that anybody who has it may open, for ten minutes at most (trust T16).
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import { hasRole } from "../execute.ts";
import { MEDIA_LINK_SECONDS, mediaLink } from "../media/media-link.ts";
import { CONSENT_AREA } from "./areas.ts";
import { showBytes } from "./show-bytes.ts";
import { findStored, requireNotHeld } from "./stored-key.ts";

export const storageLink: AnyCommand = defineCommand({
  name: "storage.link",
  role: "manager",
  // Written down: who could hand out which file, and when.
  effect: "write",
  input: z.object({
    key: z.string().max(512),
    seconds: z.number().int().min(10).max(MEDIA_LINK_SECONDS).default(MEDIA_LINK_SECONDS),
  }),
  output: z.object({ key: z.string(), url: z.string(), bytes: z.number(), expiresAt: z.string() }),
  positional: ["key", "seconds"],
  errors: ["not_found", "refused", "forbidden"],
  run: async (context, { key: asked, seconds }) => {
    const { key, bytes } = await findStored(context, "key", asked);
    if (key.startsWith(CONSENT_AREA) && !hasRole(context.actor, "owner")) {
      const words = texts(context.actor.language).common;
      throw new AppError("forbidden", words.forbidden(words.roles.owner), { field: "key", remedy: words.askOwner });
    }
    await requireNotHeld(context, "key", key);
    const expiresAt = new Date(context.clock.now().getTime() + seconds * 1_000);
    return { key, bytes, url: await mediaLink(context, key, seconds), expiresAt: expiresAt.toISOString() };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).studio.storage;
    return {
      title: words.linkTitle(output.key),
      fields: [
        { label: words.size, value: showBytes(output.bytes) },
        { label: words.expires, value: `${output.expiresAt.slice(11, 19)} UTC` },
      ],
      links: [{ label: words.open, url: output.url }],
      note: words.linkNote,
    };
  },
  subject: (_input, output) => output.key,
});
