// Everything held about a fan as one JSON file, for the person who asks for it (trust C17).
import { z } from "zod";
import { ERASURE_RULE_VERSION } from "../../domain/trust/erasure.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { MEDIA_LINK_SECONDS, mediaLink } from "../media/media-link.ts";
import { FAN_AREA } from "../storage/areas.ts";
import { showBytes } from "../storage/show-bytes.ts";
import { transact } from "../transact.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { fanNotFound, findFan } from "./find-fan.ts";
import { type HeldAboutFan, heldAboutFan } from "./held-about-fan.ts";

export const fanExport = defineCommand({
  name: "fan.export",
  role: "manager",
  // Written down: who took a person's data out, and when.
  effect: "write",
  input: z.object({ fan: z.string().trim().min(1).max(200) }),
  output: z.object({
    id: z.string(),
    key: z.string(),
    bytes: z.number(),
    url: z.string(),
    expiresAt: z.string(),
    data: z.custom<HeldAboutFan>(),
  }),
  positional: ["fan"],
  errors: ["not_found", "conflict", "storage_full", "unavailable"],
  run: async (context, { fan: reference }) => {
    const { id, avatarId } = await findFan(context, reference);
    const data = await heldAboutFan(context, id);
    const bytes = Buffer.from(`${JSON.stringify(data, null, 2)}\n`);
    const now = context.clock.now();
    const stamp = now.toISOString().replace(/\D/g, "").slice(0, 17);
    const key = `${FAN_AREA}${id}/export-${stamp}.json`;
    await transact(context, async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM "Avatar" WHERE id = ${avatarId} FOR UPDATE`;
      await appendTrustEvent(context, tx, avatarId, {
        control: "C17",
        ruleVersion: ERASURE_RULE_VERSION,
        judged: id,
        decision: "exported",
      });
    });
    await context.ports.store.put(key, bytes, "application/json");
    await requireStillThere(context, id, key);
    const url = await mediaLink(context, key);
    const expiresAt = new Date(now.getTime() + MEDIA_LINK_SECONDS * 1_000).toISOString();
    return { id, key, bytes: bytes.byteLength, url, expiresAt, data };
  },
  view: (output, context) => {
    const { privacy: words, studio } = texts(context.actor.language);
    return {
      title: words.exported,
      tone: "good",
      fields: [
        { label: studio.storage.size, value: showBytes(output.bytes) },
        { label: studio.storage.expires, value: `${output.expiresAt.slice(11, 19)} UTC` },
      ],
      links: [{ label: words.download, url: output.url }],
      buttons: [{ label: words.erase, command: "fan.erase", input: { fan: output.id }, style: "danger" }],
      note: words.exportNote,
    };
  },
  subject: (_input, output) => output.id,
});

/** A fan erased while the file was written takes it along. */
async function requireStillThere(context: CommandContext, id: string, key: string): Promise<void> {
  if ((await context.database.prisma.fan.count({ where: { id } })) === 1) return;
  await context.ports.store.delete(key);
  throw fanNotFound(context);
}
