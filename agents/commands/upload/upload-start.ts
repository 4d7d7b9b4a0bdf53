// Where a file may be sent: with a bucket a signed request straight to it, else our own route.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { MEDIA_LINK_SECONDS } from "../media/media-link.ts";
import type { Card } from "../view.ts";
import { requireType } from "./receive-upload.ts";
import { newUploadKey, UPLOAD_KINDS, UPLOAD_RULES } from "./upload-kinds.ts";

/** Our own route for raw bytes (bot/surfaces/rest/upload-mount.ts). */
const UPLOAD_PATH = "/api/v1/uploads";

const Output = z.object({
  kind: z.enum(UPLOAD_KINDS),
  contentType: z.string(),
  maxBytes: z.number(),
  method: z.enum(["PUT", "POST"]),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  /** To finish with; null: our own route answers with it. */
  key: z.string().nullable(),
  expiresAt: z.string().nullable(),
});

export const uploadStart: AnyCommand = defineCommand({
  name: "upload.start",
  role: "manager",
  effect: "write",
  input: z.object({ kind: z.enum(UPLOAD_KINDS), contentType: z.string().max(100).optional() }),
  output: Output,
  positional: ["kind", "contentType"],
  errors: ["unavailable"],
  run: async (context, input) => {
    const { kind } = input;
    const { maxBytes, types } = UPLOAD_RULES[kind];
    const [only, ...others] = Object.keys(types);
    const contentType = requireType(context, kind, input.contentType ?? (others.length === 0 ? only : undefined));
    const key = newUploadKey(context, { kind, contentType });
    const signed = await context.ports.store.signedUpload(key, contentType, MEDIA_LINK_SECONDS);
    const sort = { kind, contentType, maxBytes };
    if (!signed) {
      const url = `${context.installation.publicUrl()}${UPLOAD_PATH}?kind=${kind}`;
      return {
        ...sort,
        method: "POST" as const,
        url,
        headers: { "content-type": contentType },
        key: null,
        expiresAt: null,
      };
    }
    const expiresAt = new Date(context.clock.now().getTime() + MEDIA_LINK_SECONDS * 1_000).toISOString();
    return { ...sort, method: signed.method, url: signed.url, headers: { ...signed.headers }, key, expiresAt };
  },
  view: (output, context) => startCard(output, context),
  subject: (_input, output) => output.key ?? output.kind,
});

function startCard(output: z.output<typeof Output>, context: CommandContext): Card {
  const words = texts(context.actor.language).studio.upload;
  const { key, method, url, contentType, maxBytes } = output;
  const megabytes = maxBytes / (1024 * 1024);
  return {
    title: words.startTitle(words.kinds[output.kind]),
    text: key === null ? words.postText : words.putText,
    fields: [
      { label: method, value: url },
      { label: "Content-Type", value: contentType },
      { label: words.atMost, value: `${megabytes} MB` },
      ...(key === null ? [{ label: "Authorization", value: words.bearer }] : [{ label: words.key, value: key }]),
    ],
    ...(key === null
      ? {}
      : {
          buttons: [
            { label: words.finish, command: "upload.finish", input: { upload: key }, style: "primary" as const },
          ],
        }),
    note: words.sweptNote,
  };
}
