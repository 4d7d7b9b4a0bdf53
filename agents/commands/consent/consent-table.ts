// Consents as they are listed: whose likeness, for what, until when, and whether that holds today.
import { z } from "zod";
import type { Consent } from "../../../prisma/generated/client/client.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { CardTable } from "../view.ts";
import { stateOf, usesOf } from "./live-consent.ts";

export const ConsentLine = z.object({
  id: z.string(),
  avatar: z.string(),
  subject: z.string(),
  uses: z.array(z.string()),
  since: z.string(),
  /** null: until it is revoked. */
  until: z.string().nullable(),
  state: z.enum(["live", "future", "expired", "revoked"]),
  hasEvidence: z.boolean(),
});
export type ConsentLineValue = z.output<typeof ConsentLine>;

type ConsentRow = Consent & { readonly avatar: { readonly slug: string } };

export function consentLine(consent: ConsentRow, now: Date): ConsentLineValue {
  return {
    id: consent.id,
    avatar: consent.avatar.slug,
    subject: consent.subjectName,
    uses: [...usesOf(consent)],
    since: consent.grantedAt.toISOString(),
    until: (consent.revokedAt ?? consent.expiresAt)?.toISOString() ?? null,
    state: stateOf(consent, now),
    hasEvidence: consent.evidenceKey !== null,
  };
}

export function consentTable(lines: readonly ConsentLineValue[], language: Language): CardTable {
  const { studio, common } = texts(language);
  const words = studio.consent;
  return {
    columns: [words.id, words.avatar, words.subject, words.uses, words.until, words.state, words.evidence].map(
      (label) => ({ label }),
    ),
    rows: lines.map((line) => [
      line.id,
      line.avatar,
      line.subject,
      line.uses.map((use) => words.useNames[use as keyof typeof words.useNames]).join(", "),
      line.until?.slice(0, 10) ?? words.open,
      words.states[line.state],
      line.hasEvidence ? common.yes : common.no,
    ]),
  };
}
