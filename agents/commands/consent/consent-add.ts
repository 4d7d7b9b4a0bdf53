// A third person allows their likeness: for what, until when, and the paper that says so (trust C8).
import { z } from "zod";
import { DAY_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { readDay } from "../read-day.ts";
import { CONSENT_AREA } from "../storage/areas.ts";
import { transact } from "../transact.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { findUpload } from "../upload/find-upload.ts";
import { ConsentLine, consentLine, consentTable } from "./consent-table.ts";
import { LIKENESS_USES } from "./live-consent.ts";

export const consentAdd: AnyCommand = defineCommand({
  name: "consent.add",
  role: "manager",
  effect: "write",
  input: z.object({
    avatar: z.string(),
    subject: z.string().trim().min(2).max(120),
    scope: z.array(z.enum(LIKENESS_USES)).min(1).max(LIKENESS_USES.length),
    until: z.string().max(40).optional(),
    evidence: z.string().max(512).optional(),
  }),
  output: ConsentLine,
  positional: ["avatar", "subject"],
  errors: ["not_found", "refused"],
  run: async (context, input) => {
    const avatar = await findAvatar(context, input.avatar);
    const now = context.clock.now();
    const id = context.ids.next("consent");
    const scope = LIKENESS_USES.filter((use) => input.scope.includes(use)).join(" ");
    const expiresAt = input.until === undefined ? null : endOf(context, input.until);
    const evidence = input.evidence ? await keepEvidence(context, avatar.id, id, input.evidence) : null;
    const terms = { id, avatarId: avatar.id, subjectName: input.subject, scope, grantedAt: now, expiresAt };
    const consent = await record(context, { ...terms, evidenceKey: evidence?.key ?? null }).catch(
      async (thrown: unknown) => {
        if (evidence) await context.ports.store.delete(evidence.key);
        throw thrown;
      },
    );
    if (evidence) await context.ports.store.delete(evidence.uploadKey);
    return consentLine({ ...consent, avatar }, now);
  },
  view: (output, context) => {
    const words = texts(context.actor.language).studio.consent;
    return {
      title: words.added(output.subject, output.avatar),
      tone: output.hasEvidence ? "good" : "warning",
      ...(output.hasEvidence ? {} : { text: words.noEvidence }),
      table: consentTable([output], context.actor.language),
    };
  },
  subject: (_input, output) => output.id,
});

interface Terms {
  readonly id: string;
  readonly avatarId: string;
  readonly subjectName: string;
  readonly scope: string;
  readonly grantedAt: Date;
  readonly expiresAt: Date | null;
  readonly evidenceKey: string | null;
}

async function record(context: CommandContext, terms: Terms) {
  return await transact(context, async (tx) => {
    const made = await tx.consent.create({ data: terms });
    await appendTrustEvent(context, tx, terms.avatarId, {
      control: "C8",
      ruleVersion: "1",
      judged: JSON.stringify(terms),
      decision: `consent ${terms.id}: ${terms.scope} until ${terms.expiresAt?.toISOString() ?? "revoked"}`,
    });
    return made;
  });
}

/** The last day counts whole. */
function endOf(context: CommandContext, text: string): Date {
  const words = texts(context.actor.language).studio;
  const day = readDay(text);
  const options = { field: "until", remedy: words.price.dayRemedy };
  if (!day) throw new AppError("invalid_input", words.price.badDay(text.slice(0, 20)), options);
  const end = new Date(day.getTime() + DAY_MS);
  if (end <= context.clock.now()) throw new AppError("invalid_input", words.consent.pastDay, options);
  return end;
}

/** Moved out of the uploads, which are swept, to where only owners look. */
async function keepEvidence(context: CommandContext, avatarId: string, id: string, upload: string) {
  const { key: uploadKey } = await findUpload(context, "evidence", upload, ["picture", "archive"]);
  const key = `${CONSENT_AREA}${avatarId}/${id}${uploadKey.slice(uploadKey.lastIndexOf("."))}`.toLowerCase();
  await context.ports.store.copy(uploadKey, key);
  return { key, uploadKey };
}
