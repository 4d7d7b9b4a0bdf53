// What a template or preset said before its changes: kept with each change, shown and taken up again by number.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext, Transaction } from "../context.ts";

/** What may be worded by an operator. */
export type Worded = "template" | "preset";

interface Subject {
  readonly kind: Worded;
  readonly key: string;
  /** The one in force. */
  readonly version: number;
}

export const FormerVersion = z.object({ version: z.number(), replacedAt: z.string() });
export type FormerVersion = z.output<typeof FormerVersion>;

/** In the transaction of the change. `subject.version` is the one that ends with it. */
export async function keepWording(
  context: CommandContext,
  tx: Transaction,
  subject: Subject,
  wording: object,
): Promise<void> {
  await tx.wordingVersion.create({
    data: {
      ...{ id: context.ids.next("wording"), kind: subject.kind, key: subject.key, version: subject.version },
      wording: JSON.parse(JSON.stringify(wording)),
      operatorId: context.actor.id,
      replacedAt: context.clock.now(),
    },
  });
}

/** Those of a subject that is gone would be taken for those of the next one with its key. */
export async function forgetWordings(tx: Transaction, kind: Worded, key: string): Promise<void> {
  await tx.wordingVersion.deleteMany({ where: { kind, key } });
}

/** Newest first. */
export async function formerVersions(
  context: Pick<CommandContext, "database">,
  kind: Worded,
  key: string,
): Promise<FormerVersion[]> {
  const rows = await context.database.prisma.wordingVersion.findMany({
    where: { kind, key },
    orderBy: { version: "desc" },
    select: { version: true, replacedAt: true },
  });
  return rows.map(({ version, replacedAt }) => ({ version, replacedAt: replacedAt.toISOString() }));
}

/**
 * null for the version in force.
 * @throws AppError `not_found` naming the versions there are; changes of before versions were kept have none
 */
export async function findWording<Schema extends z.ZodType>(
  context: CommandContext,
  { kind, key, version: current }: Subject,
  version: number,
  schema: Schema,
): Promise<z.output<Schema> | null> {
  if (version === current) return null;
  const row = await context.database.prisma.wordingVersion.findUnique({
    where: { kind_key_version: { kind, key, version } },
  });
  if (row) return schema.parse(row.wording);
  const former = await formerVersions(context, kind, key);
  const known = [current, ...former.map((each) => each.version)].sort((left, right) => left - right);
  const words = texts(context.actor.language).templates;
  throw new AppError("not_found", words.noVersion(key, version), {
    field: "version",
    remedy: words.versionsThere(known.join(", ")),
  });
}
