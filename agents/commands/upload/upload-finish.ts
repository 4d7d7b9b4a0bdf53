// A file that was sent straight to the bucket: nothing limited it on its way, so it is looked at now.
import { createHash } from "node:crypto";
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { showBytes } from "../storage/show-bytes.ts";
import { findUpload } from "./find-upload.ts";
import { ReceivedUpload } from "./receive-upload.ts";
import { UPLOAD_KINDS } from "./upload-kinds.ts";

export const uploadFinish: AnyCommand = defineCommand({
  name: "upload.finish",
  role: "manager",
  effect: "write",
  input: z.object({ upload: z.string().max(512) }),
  output: ReceivedUpload,
  positional: ["upload"],
  errors: ["not_found"],
  run: async (context, { upload: text }) => {
    const { key, kind, contentType, bytes, facts } = await findUpload(context, "upload", text, UPLOAD_KINDS);
    return { key, kind, contentType, bytes, sha256: await hashOfStored(context, key), ...facts };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).studio.upload;
    return {
      title: words.finished(words.kinds[output.kind]),
      tone: "good",
      text: words.next[output.kind](output.key),
      fields: [
        { label: words.key, value: output.key },
        { label: words.size, value: showBytes(output.bytes) },
        { label: "SHA-256", value: output.sha256 },
      ],
      note: words.sweptNote,
    };
  },
  subject: (_input, output) => output.key,
});

/** Read in pieces: weights are as large as memory. */
export async function hashOfStored({ ports }: Pick<CommandContext, "ports">, key: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of ports.store.stream(key)) hash.update(chunk);
  return hash.digest("hex");
}
