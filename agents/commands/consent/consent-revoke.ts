// A third person takes their consent back: at once nothing is made with their likeness any more (trust C8).
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { transact } from "../transact.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { tellVendors } from "../vendor-job/cancel-jobs.ts";
import { OPEN_JOB_STATES } from "../vendor-job/load-job.ts";
import { usesOf } from "./live-consent.ts";
import { type Withdrawn, withdrawLikeness } from "./withdraw-likeness.ts";

export const consentRevoke: AnyCommand = defineCommand({
  name: "consent.revoke",
  role: "manager",
  effect: "irreversible",
  input: z.object({ consent: z.string().max(60) }),
  output: z.object({
    id: z.string(),
    avatar: z.string(),
    subject: z.string(),
    /** Names of the avatars that carried the person's likeness: it and those cloned from it. */
    stopped: z.array(z.string()),
    canceledJobs: z.number(),
    retiredLoras: z.number(),
  }),
  positional: ["consent"],
  errors: ["not_found"],
  estimate: async (context, input) => {
    const consent = await findConsent(context, input.consent);
    const words = texts(context.actor.language).studio.consent;
    const { avatar } = consent;
    const { prisma } = context.database;
    const stops = (await sameConsents(prisma, consent)).filter((each) => each.avatar.likeness === "third_party");
    const avatarId = { in: stops.map((each) => each.avatarId) };
    const [jobs, loras] = await Promise.all([
      prisma.vendorJob.count({ where: { avatarId, state: { in: [...OPEN_JOB_STATES] } } }),
      prisma.loraModel.count({ where: { avatarId, state: { in: ["candidate", "active"] } } }),
    ]);
    return {
      costMicros: 0,
      avatarId: avatar.id,
      lines: [
        { label: words.subject, value: consent.subjectName },
        { label: words.avatar, value: namesOf(stops) || avatar.name },
        {
          label: words.uses,
          value: usesOf(consent)
            .map((use) => words.useNames[use])
            .join(", "),
        },
        {
          label: words.stops,
          value: stops.length > 0 ? words.stopsValue(jobs, loras) : words.stopsNothing,
        },
      ],
    };
  },
  run: async (context, input) => {
    const consent = await findConsent(context, input.consent);
    const withdrawn = await revoke(context, consent);
    const jobs = withdrawn.flatMap((each) => each.jobs);
    await tellVendors(context, jobs, context.signal);
    await context.ports.store.deleteMany(withdrawn.flatMap(({ keys }) => keys));
    return {
      id: consent.id,
      avatar: consent.avatar.slug,
      subject: consent.subjectName,
      stopped: withdrawn.map(({ name }) => name),
      canceledJobs: jobs.length,
      retiredLoras: withdrawn.reduce((sum, { loras }) => sum + loras, 0),
    };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).studio.consent;
    return {
      title: words.revoked(output.subject),
      tone: "good",
      text:
        output.stopped.length > 0
          ? words.revokedText(output.stopped.join(", "), output.canceledJobs, output.retiredLoras)
          : words.stopsNothing,
      buttons: [{ label: words.listAll, command: "consent.list", input: { avatar: output.avatar } }],
    };
  },
  subject: (_input, output) => output.id,
});

type Found = Awaited<ReturnType<typeof findConsent>>;

async function findConsent(context: CommandContext, id: string) {
  const consent = await context.database.prisma.consent.findUnique({
    where: { id: id.trim() },
    include: { avatar: true },
  });
  if (consent) return consent;
  const words = texts(context.actor.language).studio.consent;
  throw new AppError("not_found", words.notFound(id.slice(0, 60)), { field: "consent", remedy: words.listHint });
}

/** This consent and its copies on avatars that were cloned with the face: who takes it back takes all of them back. */
async function sameConsents(rows: Pick<Transaction, "consent">, { subjectName, scope, grantedAt, evidenceKey }: Found) {
  return await rows.consent.findMany({
    where: { subjectName, scope, grantedAt, evidenceKey, revokedAt: null },
    include: { avatar: true },
    orderBy: { avatarId: "asc" },
  });
}

const namesOf = (consents: readonly { readonly avatar: { readonly name: string } }[]) =>
  consents.map(({ avatar }) => avatar.name).join(", ");

/** Asked twice, the second finds nothing left to stop. */
async function revoke(context: CommandContext, consent: Found): Promise<readonly Withdrawn[]> {
  return await transact(context, async (tx) => {
    const withdrawn: Withdrawn[] = [];
    for (const { id, avatarId } of await sameConsents(tx, consent)) {
      // Whoever takes a face over holds this row while the consent is looked at.
      await tx.$executeRaw`SELECT 1 FROM "Avatar" WHERE id = ${avatarId} FOR UPDATE`;
      const where = { id, revokedAt: null };
      const revoked = await tx.consent.updateMany({ where, data: { revokedAt: context.clock.now() } });
      if (revoked.count === 0) continue;
      const avatar = await tx.avatar.findUniqueOrThrow({ where: { id: avatarId } });
      const stopped = avatar.likeness === "third_party" ? await withdrawLikeness(context, tx, avatar) : null;
      if (stopped) withdrawn.push(stopped);
      await appendTrustEvent(context, tx, avatarId, {
        control: "C8",
        ruleVersion: "1",
        judged: id,
        decision: `consent ${id} revoked: ${stopped?.jobs.length ?? 0} jobs canceled, ${stopped?.loras ?? 0} LoRAs retired`,
      });
    }
    return withdrawn;
  });
}
